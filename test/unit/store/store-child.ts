// A second console in a process of its own. Commands come as arguments: what to do, and the data folder.
import { sqliteStoreFactory } from '../../../electron/adapters/sqlite/sqlite-store-factory';
import { systemClock } from '../../../electron/adapters/system/system-clock';
import { ConsoleError } from '../../../shared/errors';
import type { Store } from '../../../electron/ports/store';
import { auditEvent, groupRow } from '../../support/builders/store-rows';
import { storeKey } from './store-key';

const [command, dataDir = ''] = process.argv.slice(2);
const say = (message: unknown): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const factory = sqliteStoreFactory({ dataDir, clock: systemClock, log });
const codeOf = (thrown: unknown): string => (thrown instanceof ConsoleError ? thrown.code : String(thrown));

/** Says each sequence number once it is durable. */
async function append(store: Store, padding: string): Promise<void> {
  for (let revision = 1; ; revision += 1) {
    const chained = await store.write(async (tx) => {
      await tx.groups.put(groupRow({ revision }));
      await tx.jobs.addLine({
        jobId: '0'.repeat(32),
        at: '2026-03-01T09:00:00.000Z',
        severity: 'info',
        text: `line ${revision}`,
      });
      return tx.record(auditEvent({ facts: { revision, padding } }));
    });
    say(chained.entry.sequence);
  }
}

switch (command) {
  case 'hold': {
    const opened = await factory.open(storeKey).catch(codeOf);
    say(typeof opened === 'string' ? opened : 'open');
    setInterval(() => undefined, 60_000);
    break;
  }
  case 'append':
    await append(await factory.open(storeKey), '');
    break;
  case 'fill': {
    // Until the disk is full; then reads, writes something small again, and closes.
    const store = await factory.create(storeKey, { id: '1'.repeat(32), environment: 'EVALUATION' });
    const ended = await append(store, 'x'.repeat(20_000)).catch(codeOf);
    const { sequence } = await store.read((tx) => tx.audit.head());
    const revision = (await store.read((tx) => tx.groups.list()))[0]?.revision;
    const lines = (await store.read((tx) => tx.jobs.lines('0'.repeat(32)))).length;
    const again = await append(store, 'x'.repeat(20_000)).catch(codeOf);
    await store.close();
    say({ ended, again, sequence, revision, lines });
    const reopened = await factory.open(storeKey);
    say(await reopened.read((tx) => tx.audit.head()));
    await reopened.close();
    break;
  }
  default:
    throw new Error(`no such command: ${String(command)}`);
}
