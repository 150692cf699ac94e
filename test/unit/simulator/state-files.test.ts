// The simulator's state on disk: what was flushed is read again, whatever the process was doing when it was killed.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SimulatorClock } from '../../../electron/evaluation/simulator-clock';
import { SimulatorStore } from '../../../electron/evaluation/state/simulator-store';

const alias = (aliasName: string) => ({ aliasName, targetKeyId: 'key', createdAtMs: 1, updatedAtMs: 1 });
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kmes-simulator-'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

function open(): Promise<SimulatorStore> {
  return SimulatorStore.open(dir, new SimulatorClock());
}

async function names(): Promise<readonly string[]> {
  const store = await open();
  const found = store.list('alias', 'eu-central-1', 'current').map((record) => record.aliasName);
  await store.close();
  return found;
}

it('reads what was flushed, without having been closed', async () => {
  const store = await open();
  for (const name of ['alias/a', 'alias/b']) store.put('alias', 'eu-central-1', name, alias(name));
  await store.flush();
  store.put('alias', 'eu-central-1', 'alias/a', null);
  await store.flush();
  expect(await names()).toEqual(['alias/b']);
});

it('keeps the account over restarts', async () => {
  const first = await open();
  const { accountId } = first.account;
  expect(accountId).toMatch(/^0000\d{8}$/);
  const second = await open();
  expect(second.account.accountId).toBe(accountId);
});

it('leaves out a last line that was cut off', async () => {
  const store = await open();
  store.put('alias', 'eu-central-1', 'alias/whole', alias('alias/whole'));
  await store.flush();
  appendFileSync(join(dir, 'state.journal'), '[["alias","eu-central-1","alias/torn",{"alia');
  expect(await names()).toEqual(['alias/whole']);
});

it('puts the same records again when killed between picture and journal', async () => {
  const store = await open();
  store.put('alias', 'eu-central-1', 'alias/a', alias('alias/a'));
  await store.flush();
  const journal = readFileSync(join(dir, 'state.journal'), 'utf8');
  await (await open()).close();
  appendFileSync(join(dir, 'state.journal'), journal);
  expect(await names()).toEqual(['alias/a']);
});

it('is readable by its owner alone', async () => {
  await (await open()).close();
  expect(statSync(join(dir, 'state.json')).mode & 0o077).toBe(0);
});
