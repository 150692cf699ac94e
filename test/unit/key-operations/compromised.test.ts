// Marking a key as compromised: the row and the log say so, nothing else changes, and the Dashboard says it until AWS can no longer use it.
import { expect, it, vi } from 'vitest';
import { readTroubles } from '../../../electron/services/dashboard/troubles';
import type { StatusParts } from '../../../electron/services/status';
import { rejection } from '../aws-kms/open-against';
import { benchWithKeys, completes, keysOf, run, type Bench } from './key-bench';

vi.setConfig({ testTimeout: 60_000 });

const mark = (bench: Bench, keyId: string) =>
  bench.order('key.mark-compromised', bench.keys.handlers['keys.markCompromised'], {
    ...{ groupId: bench.groupId, keyId, justification: 'Found on a lost laptop' },
  });
const compromisedTroubles = async (bench: Bench) => {
  const state = { integrity: { state: 'verified' }, readOnly: false, problem: null, installation: null, opened: null };
  const parts = { ...bench, state, settings: { capabilities: () => null } } as unknown as StatusParts;
  const troubles = await bench.store.read((tx) => readTroubles(tx, parts));
  return troubles.filter(({ kind }) => kind === 'key-compromised');
};

it('keeps who said so and why, changes nothing else, and is not taken twice', async () => {
  const bench = await benchWithKeys(2);
  const [newest, first] = await keysOf(bench);
  await mark(bench, first?.id ?? '');
  const [after, marked] = await keysOf(bench);
  expect(marked).toEqual({
    ...first,
    compromised: { at: expect.any(String) as string, by: ['alice'], justification: 'Found on a lost laptop' },
  });
  expect(after).toEqual(newest);
  expect((await bench.kms.describeKey(first?.kmsKeyId ?? '')).state).toBe('Enabled');
  expect(await rejection(mark(bench, first?.id ?? ''))).toMatchObject({ facts: { reason: 'compromised-already' } });
});

it('is a trouble on the Dashboard until the key is disabled', async () => {
  const bench = await benchWithKeys(1);
  const [key] = await keysOf(bench);
  expect(await compromisedTroubles(bench)).toEqual([]);
  await mark(bench, key?.id ?? '');
  expect(await compromisedTroubles(bench)).toMatchObject([{ detail: key?.name }]);
  await completes(bench, await run(bench, 'disable', [key?.id ?? '']));
  expect(await compromisedTroubles(bench)).toEqual([]);
});
