// Force rotates through the handlers and the job runner: what is there afterwards, and what happens when answers are lost or refused.
import { describe, expect, it } from 'vitest';
import { ConsoleError } from '../../../shared/errors';
import type { KeyGroupInput } from '../../../shared/schemas/key-groups';
import { rejection } from '../aws-kms/open-against';
import { forceRotate, openedBench, type OpenedBench } from '../../support/opened-bench';

async function benchWithGroup(
  over: Partial<KeyGroupInput> = {},
  aws: Parameters<typeof openedBench>[1] = {},
): Promise<{ bench: OpenedBench; groupId: string }> {
  const bench = await openedBench('EVALUATION', aws);
  const group = await bench.order('key-group.add', bench.keys.handlers['groups.add'], await bench.groupInput(over));
  return { bench, groupId: group.id };
}
const details = (bench: OpenedBench, id: string) => bench.keys.handlers['jobs.details']({ id }, bench.context());
const groupOf = async (bench: OpenedBench) =>
  (await bench.keys.handlers['groups.list']({}, bench.context())).groups[0] ?? expect.fail('no group');
const keysOf = async (bench: OpenedBench, id: string) =>
  (await bench.keys.handlers['groups.keys']({ id }, bench.context())).keys;
/** Keys in AWS, whatever faults are still planned. */
async function countCreated(bench: OpenedBench): Promise<number> {
  await bench.simulator.control.clearFaults();
  return (await bench.kms.listKeyIds()).length;
}

async function completes(bench: OpenedBench, jobId: string): Promise<void> {
  await bench.settleJobs();
  const { job, lines } = await details(bench, jobId);
  expect(job.status, lines.map((line) => line.text).join('\n')).toBe('Completed');
}

describe('the first force rotate', () => {
  it('makes the key in the HSM and in AWS, sets the alias, and shows it active', async () => {
    const { bench, groupId } = await benchWithGroup();
    const jobId = await forceRotate(bench, groupId);
    await completes(bench, jobId);

    const group = await groupOf(bench);
    const [key] = await keysOf(bench, groupId);
    expect(group).toMatchObject({ state: 'Active', keyCount: 1, openJobId: null });
    expect(key).toMatchObject({ state: 'Active', name: 'payments #1', kmsKeyId: group.activeKeyId, jobId });
    expect(bench.hsm.keys.has(key?.hsmReference ?? '')).toBe(true);
    expect(await bench.kms.findAlias('alias/payments')).toMatchObject({ targetKeyId: group.activeKeyId });
    expect(await bench.kms.describeKey('alias/payments')).toMatchObject({
      state: 'Enabled',
      origin: 'EXTERNAL',
      currentKeyMaterialId: key?.keyMaterialId,
    });
    const tags = await bench.kms.listResourceTags(group.activeKeyId ?? '');
    expect(tags).toContainEqual({ key: 'kmes:environment', value: 'EVALUATION' });
    expect(tags).toContainEqual({ key: 'kmes:group', value: groupId });
  });

  it('writes the guide’s lines, the last one good', async () => {
    const { bench, groupId } = await benchWithGroup();
    const jobId = await forceRotate(bench, groupId);
    await completes(bench, jobId);
    const { lines } = await details(bench, jobId);
    const texts = lines.map((line) => line.text);
    expect(texts).toContain('Synchronizing 1 HSM protected key(s)…');
    expect(texts).toContain('Synchronized HSM protected key payments #1.');
    expect(lines.at(-1)).toMatchObject({ severity: 'good', text: 'Successfully synchronized 1 HSM protected key(s).' });
  });

  it('records each intent before its effect, with AWS’s request id after it', async () => {
    const { bench, groupId } = await benchWithGroup();
    await completes(bench, await forceRotate(bench, groupId));
    const entries = await bench.entries();
    for (const event of ['hsm.key-generated', 'kms.key-created', 'kms.key-material-imported', 'kms.alias-set']) {
      const outcomes = entries.filter((entry) => entry.event === event).map((entry) => entry.outcome);
      expect(outcomes, event).toEqual(['intent', 'success']);
    }
    const created = entries.find((entry) => entry.event === 'kms.key-created' && entry.outcome === 'success');
    expect(created?.awsRequestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('puts the job and the chain’s head into the material’s description', async () => {
    const { bench, groupId } = await benchWithGroup();
    const jobId = await forceRotate(bench, groupId);
    await completes(bench, jobId);
    const [material] = (await bench.kms.listKeyRotations((await groupOf(bench)).activeKeyId ?? '')) ?? [];
    expect(material?.keyMaterialDescription).toMatch(
      new RegExp(`^kmes ref:[0-9a-f]{32} job:${jobId} chain:\\d+:[0-9a-f]{64}$`),
    );
  });

  it('adopts a key that never had material', async () => {
    const bench = await openedBench();
    const { keyId } = await bench.kms.createExternalKey({ description: 'by hand', tags: [] });
    const group = await bench.order(
      'key-group.add',
      bench.keys.handlers['groups.add'],
      await bench.groupInput({ activeKeyId: keyId }),
    );
    await completes(bench, await forceRotate(bench, group.id));
    expect((await groupOf(bench)).activeKeyId).toBe(keyId);
    expect(await countCreated(bench)).toBe(1);
  });
});

describe('a later force rotate', () => {
  it('makes a new key and moves the alias', async () => {
    const { bench, groupId } = await benchWithGroup();
    await completes(bench, await forceRotate(bench, groupId));
    const before = (await groupOf(bench)).activeKeyId;
    await completes(bench, await forceRotate(bench, groupId));
    const group = await groupOf(bench);
    expect(group.activeKeyId).not.toBe(before);
    expect((await bench.kms.findAlias('alias/payments'))?.targetKeyId).toBe(group.activeKeyId);
    expect((await keysOf(bench, groupId)).map((key) => key.state)).toEqual(['Active', 'Superseded']);
  });

  it('rotates the same key in place where the group says so', async () => {
    const { bench, groupId } = await benchWithGroup({ rotationMethod: 'same-key' });
    await completes(bench, await forceRotate(bench, groupId));
    const before = await groupOf(bench);
    await completes(bench, await forceRotate(bench, groupId));
    expect((await groupOf(bench)).activeKeyId).toBe(before.activeKeyId);
    const [newest, first] = await keysOf(bench, groupId);
    expect(newest).toMatchObject({ state: 'Active', kmsKeyId: before.activeKeyId });
    expect(newest?.kmsKeyArn).toBe(first?.kmsKeyArn);
    expect((await bench.kms.describeKey(before.activeKeyId ?? '')).currentKeyMaterialId).toBe(newest?.keyMaterialId);
  });
});

describe('an answer of AWS that is lost', () => {
  it.each([
    ['CreateKey', 'drop'],
    ['CreateKey', 'server-error'],
    ['ImportKeyMaterial', 'drop'],
    ['CreateAlias', 'drop'],
  ] as const)('after %s took effect (%s) is found again: one key, one alias', async (operation, kind) => {
    const { bench, groupId } = await benchWithGroup();
    await bench.simulator.control.addFault({ operation, kind, when: 'after' });
    await completes(bench, await forceRotate(bench, groupId));
    expect(await countCreated(bench)).toBe(1);
    expect(bench.hsm.keys.size).toBe(1);
  });

  it.each(['CreateKey', 'ImportKeyMaterial', 'CreateAlias'])(
    'before %s took effect leads to a second try',
    async (operation) => {
      const { bench, groupId } = await benchWithGroup();
      await bench.simulator.control.addFault({ operation, kind: 'drop', when: 'before' });
      await completes(bench, await forceRotate(bench, groupId));
      expect(await countCreated(bench)).toBe(1);
    },
  );

  it('of RotateKeyOnDemand is found again', async () => {
    const { bench, groupId } = await benchWithGroup({ rotationMethod: 'same-key' });
    await completes(bench, await forceRotate(bench, groupId));
    await bench.simulator.control.addFault({ operation: 'RotateKeyOnDemand', kind: 'drop', when: 'after' });
    await completes(bench, await forceRotate(bench, groupId));
    const materials = (await bench.kms.listKeyRotations((await groupOf(bench)).activeKeyId ?? '')) ?? [];
    expect(materials.filter((material) => material.rotationType === 'ON_DEMAND')).toHaveLength(1);
  });

  it('waits five minutes between two complete look-ups before a KMS key counts as absent', async () => {
    const { bench, groupId } = await benchWithGroup();
    await bench.simulator.control.addFault({ operation: 'CreateKey', kind: 'drop', when: 'before' });
    await completes(bench, await forceRotate(bench, groupId));
    expect(bench.clock.slept.some((ms) => ms === 5 * 60_000)).toBe(true);
  });

  it('makes no second key when the look-up itself fails', async () => {
    const { bench, groupId } = await benchWithGroup();
    // The answer of CreateKey is lost, then every ListKeys of the look-up is refused for a while.
    await bench.simulator.control.addFault({ operation: 'CreateKey', kind: 'drop', when: 'after' });
    await bench.simulator.control.addFault({ operation: 'ListKeys', kind: 'throttle', skip: 1, count: 7 });
    await completes(bench, await forceRotate(bench, groupId));
    expect(await countCreated(bench)).toBe(1);
  });

  it('asks a person when the look-up is not permitted, and finds the key once it is', async () => {
    const { bench, groupId } = await benchWithGroup();
    await bench.simulator.control.addFault({ operation: 'CreateKey', kind: 'drop', when: 'after' });
    await bench.simulator.control.addFault({ operation: 'ListKeys', kind: 'deny', skip: 1, count: 1 });
    const jobId = await forceRotate(bench, groupId);
    await bench.settleJobs();
    const stuck = await details(bench, jobId);
    expect(stuck.job).toMatchObject({
      status: 'Needs attention',
      error: { code: 'kms.ambiguous', facts: { reason: 'list-not-permitted' } },
    });
    expect(stuck.actions).toEqual(['retry', 'cancel']);

    await bench.order('job.resolve', bench.keys.handlers['jobs.retry'], {
      id: jobId,
      justification: 'Permission given',
    });
    await completes(bench, jobId);
    expect(await countCreated(bench)).toBe(1);
  });
});

describe('an AWS that takes its time', () => {
  it('shows changes late: the job waits for its own key and alias', async () => {
    const { bench, groupId } = await benchWithGroup({}, { lagMs: 20_000 });
    await completes(bench, await forceRotate(bench, groupId));
    expect(bench.hsm.keys.size).toBe(1);
    await bench.clock.advance(20_000);
    expect(await countCreated(bench)).toBe(1);
  });

  it('rotates late: the job waits until the new material is current, and asks once', async () => {
    const { bench, groupId } = await benchWithGroup({ rotationMethod: 'same-key' }, { rotationTakesMs: 30_000 });
    await completes(bench, await forceRotate(bench, groupId));
    await completes(bench, await forceRotate(bench, groupId));
    const asked = (await bench.simulator.control.calls()).filter((call) => call.operation === 'RotateKeyOnDemand');
    expect(asked).toHaveLength(1);
    const [newest] = await keysOf(bench, groupId);
    expect((await bench.kms.describeKey(newest?.kmsKeyId ?? '')).currentKeyMaterialId).toBe(newest?.keyMaterialId);
  });
});

describe('a refusal', () => {
  it('of CreateKey asks a person and names the missing action; a retry goes on from there', async () => {
    const { bench, groupId } = await benchWithGroup();
    await bench.simulator.control.addFault({ operation: 'CreateKey', kind: 'deny' });
    const jobId = await forceRotate(bench, groupId);
    await bench.settleJobs();
    expect((await details(bench, jobId)).job).toMatchObject({
      status: 'Needs attention',
      error: { code: 'kms.access-denied', certainty: 'not-done', facts: { action: 'kms:CreateKey' } },
    });
    await bench.order('job.resolve', bench.keys.handlers['jobs.retry'], {
      id: jobId,
      justification: 'Policy corrected',
    });
    await completes(bench, jobId);
    expect(bench.hsm.keys.size).toBe(1);
  });

  it('by throttling is tried again by itself', async () => {
    const { bench, groupId } = await benchWithGroup();
    await bench.simulator.control.addFault({ operation: 'CreateKey', kind: 'throttle', count: 3 });
    await completes(bench, await forceRotate(bench, groupId));
    expect(await countCreated(bench)).toBe(1);
  });

  it('of the HSM before anything was done fails the job', async () => {
    const { bench, groupId } = await benchWithGroup();
    bench.hsm.failNext('generateAes256', new ConsoleError('hsm.no-space'), 'before');
    const jobId = await forceRotate(bench, groupId);
    await bench.settleJobs();
    expect((await details(bench, jobId)).job).toMatchObject({ status: 'Failed', error: { code: 'hsm.no-space' } });
    expect((await groupOf(bench)).openJobId).toBeNull();
  });

  it('never moves an alias that meanwhile points elsewhere', async () => {
    const { bench, groupId } = await benchWithGroup();
    const jobId = await forceRotate(bench, groupId);
    const foreign = await bench.kms.createExternalKey({ description: 'foreign', tags: [] });
    await bench.kms.createAlias('alias/payments', foreign.keyId);
    await bench.settleJobs();
    expect((await details(bench, jobId)).job).toMatchObject({
      status: 'Needs attention',
      error: { code: 'kms.alias-elsewhere' },
    });
    expect((await bench.kms.findAlias('alias/payments'))?.targetKeyId).toBe(foreign.keyId);
    expect(await countCreated(bench)).toBe(1);
  });
});

describe('an HSM that is away', () => {
  it('parks the job, which goes on after the next login', async () => {
    const { bench, groupId } = await benchWithGroup();
    bench.hsm.setState('connected');
    const jobId = await forceRotate(bench, groupId);
    await bench.settleJobs();
    expect((await details(bench, jobId)).job.status).toBe('Queued');
    bench.hsm.setState('logged-in');
    await completes(bench, jobId);
  });

  it('that dies while it works leaves the key to be found: no second one', async () => {
    const { bench, groupId } = await benchWithGroup();
    bench.hsm.failNext('generateAes256', new ConsoleError('hsm.host-died', { certainty: 'unknown' }), 'after');
    const jobId = await forceRotate(bench, groupId);
    await bench.settleJobs();
    await completes(bench, jobId);
    expect(bench.hsm.keys.size).toBe(1);
  });
});

describe('an order to force rotate', () => {
  it('is refused when AWS has changed since the preview', async () => {
    const { bench, groupId } = await benchWithGroup();
    await completes(bench, await forceRotate(bench, groupId));
    const { handlers } = bench.keys;
    const preview = await handlers['groups.previewForceRotate']({ groupId }, bench.context());
    await bench.order('key-group.force-rotate', handlers['groups.forceRotate'], {
      groupId,
      previewDigest: preview.digest,
      justification: 'First one',
    });
    await bench.settleJobs();
    const again = { groupId, previewDigest: preview.digest, justification: 'Second one' };
    const error = await rejection(bench.order('key-group.force-rotate', handlers['groups.forceRotate'], again));
    expect(error).toMatchObject({ code: 'state.conflict', facts: { what: 'preview' } });
  });

  it('is refused while another job works on the group', async () => {
    const { bench, groupId } = await benchWithGroup();
    bench.hsm.setState('connected');
    await forceRotate(bench, groupId);
    expect(await rejection(forceRotate(bench, groupId))).toMatchObject({
      code: 'state.conflict',
      facts: { what: 'open-job' },
    });
  });

  it('made again from an unchanged state has the same digest', async () => {
    const { bench, groupId } = await benchWithGroup();
    const command = bench.keys.handlers['groups.forceRotate'];
    const preview = await bench.keys.handlers['groups.previewForceRotate']({ groupId }, bench.context());
    const first = await command.prepare(
      { groupId, previewDigest: preview.digest, justification: 'Because' },
      bench.context(),
    );
    expect(await command.recheck(first, bench.context())).toEqual(first);
  });
});

describe('cancelling a job', () => {
  it('that has changed nothing leaves nothing behind and frees the group', async () => {
    const { bench, groupId } = await benchWithGroup();
    bench.hsm.setState('connected');
    const jobId = await forceRotate(bench, groupId);
    await bench.order('job.resolve', bench.keys.handlers['jobs.cancel'], { id: jobId, justification: 'Not now' });
    bench.hsm.setState('logged-in');
    await bench.settleJobs();
    expect((await details(bench, jobId)).job.status).toBe('Cancelled');
    expect(bench.hsm.keys.size).toBe(0);
    await completes(bench, await forceRotate(bench, groupId));
  });

  it('that needs attention names what it leaves behind; the group can rotate again', async () => {
    const { bench, groupId } = await benchWithGroup();
    await bench.simulator.control.addFault({ operation: 'GetParametersForImport', kind: 'deny' });
    const jobId = await forceRotate(bench, groupId);
    await bench.settleJobs();
    await bench.order('job.resolve', bench.keys.handlers['jobs.cancel'], { id: jobId, justification: 'Start over' });
    const { lines } = await details(bench, jobId);
    const left = lines.filter((line) => line.text.startsWith('Left behind')).map((line) => line.text);
    expect(left).toEqual([
      expect.stringMatching(/^Left behind and kept: the key payments #1 in the HSM, reference [0-9a-f]{32}\.$/),
      expect.stringMatching(/^Left behind and kept: AWS KMS key [0-9a-f-]{36} in eu-central-1\.$/),
    ]);
    await completes(bench, await forceRotate(bench, groupId));
    expect((await keysOf(bench, groupId)).map((key) => [key.generation, key.state])).toEqual([
      [2, 'Active'],
      [1, 'Generated'],
    ]);
  });

  it('is refused once something was done', async () => {
    const { bench, groupId } = await benchWithGroup();
    const jobId = await forceRotate(bench, groupId);
    await completes(bench, jobId);
    const error = await rejection(
      bench.order('job.resolve', bench.keys.handlers['jobs.cancel'], { id: jobId, justification: 'Too late' }),
    );
    expect(error.code).toBe('state.conflict');
  });
});
