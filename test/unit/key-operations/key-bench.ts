// What the tests of operations on keys begin with: a group with keys in AWS, and an operation ordered as officers do.
import { expect } from 'vitest';
import { operationOf } from '../../../electron/domain/key-operation-rules';
import type { KeyGroupInput } from '../../../shared/schemas/key-groups';
import type { KeyOperationChoice, KeyOperationKind } from '../../../shared/schemas/key-operations';
import { forceRotate, openedBench, type BenchToken, type OpenedBench } from '../../support/opened-bench';

export interface Bench extends OpenedBench {
  readonly groupId: string;
}

/** A group with as many keys; in AWS one KMS key each, or one for all where the method is Same key. */
export async function benchWithKeys(
  count: number,
  over: Partial<KeyGroupInput> = {},
  aws = {},
  token?: BenchToken,
): Promise<Bench> {
  const bench = await openedBench('EVALUATION', aws, token);
  const group = await bench.order('key-group.add', bench.keys.handlers['groups.add'], await bench.groupInput(over));
  for (let made = 0; made < count; made += 1) {
    await forceRotate(bench, group.id);
    await bench.settleJobs();
  }
  return { ...bench, groupId: group.id };
}

/** Newest generation first. */
export const keysOf = async (bench: Bench) =>
  (await bench.keys.handlers['groups.keys']({ id: bench.groupId }, bench.context())).keys;
export const groupOf = async (bench: Bench) =>
  (await bench.keys.handlers['groups.list']({}, bench.context())).groups[0] ?? expect.fail('no group');
export const jobOf = (bench: Bench, id: string) => bench.keys.handlers['jobs.details']({ id }, bench.context());
export const textsOf = async (bench: Bench, id: string) => (await jobOf(bench, id)).lines.map((line) => line.text);

const calls = {
  synchronize: 'keys.synchronize',
  'delete-material': 'keys.deleteMaterial',
  enable: 'keys.enable',
  disable: 'keys.disable',
  'schedule-deletion': 'keys.scheduleDeletion',
  'cancel-deletion': 'keys.cancelDeletion',
  prove: 'keys.prove',
  destroy: 'keys.destroy',
} as const;

type Chosen = Partial<Pick<KeyOperationChoice, 'windowDays' | 'expiresInDays'>>;

export async function preview(bench: Bench, kind: KeyOperationKind, keyIds: string[], chosen: Chosen = {}) {
  const choice = { kind, groupId: bench.groupId, keyIds, ...chosen };
  return bench.keys.handlers['keys.previewOperation'](choice, bench.context());
}

/** Orders the operation as an officer does, without running its job. */
export async function order(
  bench: Bench,
  kind: KeyOperationKind,
  keyIds: string[],
  chosen: Chosen = {},
): Promise<string> {
  const { digest, changed } = await preview(bench, kind, keyIds, chosen);
  const call = kind === 'synchronize' && changed ? 'keys.synchronizeChanged' : calls[kind];
  const input = { groupId: bench.groupId, keyIds, previewDigest: digest, justification: 'As agreed', ...chosen };
  const command = bench.keys.handlers[call];
  const { jobId } = await bench.order(operationOf(kind, changed), command, input as never);
  return jobId;
}

export async function run(
  bench: Bench,
  kind: KeyOperationKind,
  keyIds: string[],
  chosen: Chosen = {},
): Promise<string> {
  const jobId = await order(bench, kind, keyIds, chosen);
  await bench.settleJobs();
  return jobId;
}

export async function completes(bench: Bench, jobId: string): Promise<void> {
  expect((await jobOf(bench, jobId)).job.status, (await textsOf(bench, jobId)).join('\n')).toBe('Completed');
}

export async function oneKey(over: Partial<KeyGroupInput> = {}) {
  const bench = await benchWithKeys(1, over);
  const [key] = await keysOf(bench);
  if (key?.kmsKeyId == null) throw new Error('no key in AWS');
  return { bench, id: key.id, kmsKeyId: key.kmsKeyId, keyMaterialId: key.keyMaterialId ?? '' };
}
