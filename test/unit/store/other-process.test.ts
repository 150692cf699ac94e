// What another process, its sudden end, and a full disk do to a store.
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkChainedEntry, emptyChain, type ChainHead } from '../../../electron/domain/audit-event';
import type { Store } from '../../../electron/ports/store';
import { migration0001 } from '../../../electron/adapters/sqlite/migrations/0001-first-tables';
import { auditEvent, groupRow } from '../../support/builders/store-rows';
import { runOnSmallDisk } from '../../support/small-disk';
import { idOf } from '../../support/builders/views';
import { storeBench, storeKey } from './store-bench';

const childFile = join(import.meta.dirname, 'store-child.ts');

/** The messages of a child, one after the other; null once it has ended. */
function messagesOf(child: ChildProcess): () => Promise<unknown> {
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  if (child.stdout === null) throw new Error('a child without output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async () => {
    const line = await lines.next();
    return line.done === true ? null : (JSON.parse(line.value) as unknown);
  };
}

function startChild(command: string, folder: string): { child: ChildProcess; next: () => Promise<unknown> } {
  const child = fork(childFile, [command, folder], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  return { child, next: messagesOf(child) };
}

async function killed(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** Verifies the whole chain; its head. */
async function verifiedHead(store: Store): Promise<ChainHead> {
  let head = emptyChain;
  await store.read(async (tx) => {
    for await (const batch of tx.audit.scan(1)) {
      for (const stored of batch) {
        expect(checkChainedEntry(head, stored)).toBe('ok');
        head = stored;
      }
    }
    expect(await tx.audit.head()).toEqual({ sequence: head.sequence, hash: head.hash });
  });
  return head;
}

describe('a second console', () => {
  it(
    'is refused at once while the first has the store, and gets it when the first is killed',
    { timeout: 60_000 },
    async () => {
      const bench = await storeBench();
      await (await bench.create()).close();
      const { child, next } = startChild('hold', bench.folder);
      expect(await next()).toBe('open');
      const begun = performance.now();
      await expect(bench.open()).rejects.toMatchObject({ code: 'store.in-use' });
      await expect(bench.factory.setAside()).rejects.toMatchObject({ code: 'store.in-use' });
      expect(performance.now() - begun).toBeLessThan(2_000);
      await killed(child);
      expect((await bench.open()).environment).toBe('EVALUATION');
    },
  );

  it(
    'is refused when this process has it, and so is a second opening in the same process',
    { timeout: 60_000 },
    async () => {
      const bench = await storeBench();
      const store = await bench.create();
      const { next } = startChild('hold', bench.folder);
      expect(await next()).toBe('store.in-use');
      await expect(bench.open()).rejects.toMatchObject({ code: 'store.in-use' });
      // The refused ones have not broken the lease of the first.
      const { next: third } = startChild('hold', bench.folder);
      expect(await third()).toBe('store.in-use');
      await store.write((tx) => tx.record(auditEvent()));
      await store.close();
      const { next: fourth } = startChild('hold', bench.folder);
      expect(await fourth()).toBe('open');
    },
  );
});

describe('a process killed while it appends', () => {
  it('leaves a chain that verifies, with everything that was said to be durable', { timeout: 60_000 }, async () => {
    const bench = await storeBench();
    await (await bench.create()).close();
    let before = 0;
    for (const appends of [1, 7, 40]) {
      const { child, next } = startChild('append', bench.folder);
      let durable = before;
      while (durable < before + appends) durable = Number(await next());
      await killed(child);
      const store = await bench.open();
      const head = await verifiedHead(store);
      expect(head.sequence).toBeGreaterThanOrEqual(durable);
      await store.read(async (tx) => {
        // Row, line and entry of the last transaction are all there or all not.
        expect((await tx.groups.get(idOf(0x200)))?.revision).toBe(
          (await tx.audit.get(head.sequence))?.entry.facts['revision'],
        );
        expect((await tx.jobs.lines(idOf(0))).length).toBe(head.sequence);
      });
      await store.close();
      before = head.sequence;
    }
  });
});

describe('a full disk', () => {
  it('refuses the write with nothing half-written, and takes writes again once there is room', async () => {
    const bench = await storeBench();
    await (await bench.create()).close();
    // A limit on the file's pages is the same result code as a disk without space; it ends with the connection.
    const store = await bench
      .knowing([migration0001, { version: 2, sql: 'PRAGMA max_page_count = 60' }])
      .open(storeKey);
    const write = (padding: string) =>
      store.write(async (tx) => {
        const head = await tx.audit.head();
        await tx.groups.put(groupRow({ revision: head.sequence + 1 }));
        await tx.record(auditEvent({ facts: { padding } }));
      });
    const failure: unknown = await (async () => {
      for (;;) await write('x'.repeat(10_000));
    })().catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'store.disk-full', certainty: 'not-done', retry: 'after-user' });
    const head = await verifiedHead(store);
    expect((await store.read((tx) => tx.groups.get(idOf(0x200))))?.revision).toBe(head.sequence);
    await expect(write('x'.repeat(10_000))).rejects.toMatchObject({ code: 'store.disk-full' });
    // Also not by work that does not mind: SQLite has undone the transaction, and what follows would stand alone.
    const careless = store.write(async (tx) => {
      await tx.record(auditEvent({ facts: { padding: 'x'.repeat(100_000) } })).catch(() => undefined);
      await tx.groups.put(groupRow({ revision: 77 })).catch(() => undefined);
      await tx.record(auditEvent()).catch(() => undefined);
    });
    await expect(careless).rejects.toMatchObject({ code: 'store.disk-full' });
    expect(await verifiedHead(store)).toEqual(head);
    expect((await store.read((tx) => tx.groups.get(idOf(0x200))))?.revision).toBe(head.sequence);
    await store.close();

    const roomier = await bench.knowing([migration0001, { version: 2, sql: '' }]).open(storeKey);
    await roomier.write((tx) => tx.record(auditEvent({ facts: { padding: 'x'.repeat(10_000) } })));
    expect((await verifiedHead(roomier)).sequence).toBe(head.sequence + 1);
    await roomier.close();
  });

  it(
    'of a real file system does the same, to the log and the shared memory as well',
    { timeout: 60_000 },
    async ({ skip }) => {
      const { folder } = await storeBench();
      const messages = await runOnSmallDisk(folder, 1_500, childFile, ['fill']);
      if (messages === null) return skip('this machine allows no mount namespaces');
      const durable = messages.filter((message) => typeof message === 'number');
      const [end, head] = messages.slice(-2);
      expect(durable.length).toBeGreaterThan(3);
      const sequence = durable.at(-1);
      expect(end).toEqual({
        ended: 'store.disk-full',
        again: 'store.disk-full',
        sequence,
        revision: sequence,
        lines: sequence,
      });
      expect(head).toMatchObject({ sequence });
    },
  );
});
