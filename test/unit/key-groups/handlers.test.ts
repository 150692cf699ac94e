// Key groups through their handlers: what may be added, changed and deleted, and what they show.
import { describe, expect, it } from 'vitest';
import { keyGroupInput, type KeyGroupInput, type KeyGroupView } from '../../../shared/schemas/key-groups';
import { forceRotate, openedBench, type OpenedBench } from '../../support/opened-bench';
import { rejection } from '../aws-kms/open-against';

const add = async (bench: OpenedBench, over: Partial<KeyGroupInput> = {}): Promise<KeyGroupView> =>
  bench.order('key-group.add', bench.keys.handlers['groups.add'], await bench.groupInput(over));
const change = (bench: OpenedBench, group: KeyGroupView, over: Partial<KeyGroupInput>, revision = group.revision) =>
  bench.order('key-group.change', bench.keys.handlers['groups.change'], {
    id: group.id,
    revision,
    group: { ...inputOf(group), ...over },
  });
/** The fields of the template that the window edits, out of what it was shown. */
const inputOf = (view: KeyGroupView): KeyGroupInput => keyGroupInput.parse(view);
async function rotated(bench: OpenedBench, over: Partial<KeyGroupInput> = {}): Promise<KeyGroupView> {
  const { id } = await add(bench, over);
  await forceRotate(bench, id);
  await bench.settleJobs();
  return (await bench.keys.handlers['groups.list']({}, bench.context())).groups[0] ?? expect.fail('no group');
}
const policyOf = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

describe('adding a key group', () => {
  it('shows it ready, with names instead of ids', async () => {
    const bench = await openedBench();
    expect(await add(bench)).toMatchObject({
      state: 'Ready',
      revision: 1,
      credentialName: 'AWS',
      simulator: true,
      createdBy: 'alice',
      keyCount: 0,
      nextRotationAt: null,
      activeKeyId: null,
    });
  });

  it.each<[string, Partial<KeyGroupInput>, object]>([
    ['a schedule without a period', { rotateKey: true }, { field: 'rotateEvery', rule: 'needed' }],
    [
      'a cryptoperiod that is not longer than Rotate Every',
      { rotateKey: true, rotateEvery: { count: 1, unit: 'months' }, keepKeyValidFor: { count: 20, unit: 'days' } },
      { field: 'keepKeyValidFor' },
    ],
    [
      'a tag of the console’s own',
      { tags: [{ key: 'kmes:reference', value: 'x' }] },
      { field: 'tags', rule: 'reserved' },
    ],
    [
      'a tag twice',
      {
        tags: [
          { key: 'a', value: '1' },
          { key: 'a', value: '2' },
        ],
      },
      { field: 'tags', rule: 'repeated' },
    ],
    ['a description without room for the reference', { description: 'x'.repeat(8192) }, { field: 'description' }],
  ])('is refused: %s', async (_what, over, facts) => {
    const bench = await openedBench();
    expect(await rejection(add(bench, over))).toMatchObject({ code: 'input.invalid', facts });
  });

  it('is refused for a name or an alias that another group has', async () => {
    const bench = await openedBench();
    await add(bench);
    expect((await rejection(add(bench, { name: 'PAYMENTS', alias: 'alias/other' }))).facts['what']).toBe('name');
    expect((await rejection(add(bench, { name: 'other' }))).facts['what']).toBe('alias');
    await add(bench, { name: 'other', region: 'eu-west-1' });
  });

  it.each([
    ['is not JSON', '{', 'input.policy-malformed'],
    ['has no statement', '{}', 'input.policy-malformed'],
    [
      'is open to everyone',
      policyOf({ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }),
      'input.policy-dangerous',
    ],
    [
      'locks its owner out',
      policyOf({
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:user/x' },
        Action: 'kms:Encrypt',
        Resource: '*',
      }),
      'input.policy-dangerous',
    ],
  ])('is refused with a policy that %s', async (_what, policy, code) => {
    const bench = await openedBench();
    expect((await rejection(add(bench, { policy }))).code).toBe(code);
  });

  it('checks a key that was made beforehand: origin, earlier material, Region', async () => {
    const bench = await openedBench();
    const first = await rotated(bench);
    const used = first.activeKeyId ?? '';
    expect((await rejection(add(bench, { name: 'b', alias: 'alias/b', activeKeyId: used }))).facts['what']).toBe(
      'activeKeyId',
    );
    await bench.order('key-group.delete', bench.keys.handlers['groups.delete'], {
      id: first.id,
      revision: first.revision,
    });
    expect((await rejection(add(bench, { activeKeyId: used }))).code).toBe('kms.key-has-material');
    const absent = '00000000-0000-4000-8000-000000000000';
    expect((await rejection(add(bench, { activeKeyId: absent }))).code).toBe('kms.not-found');
    const { keyId } = await bench.kms.createExternalKey({ description: '', tags: [] });
    expect((await rejection(add(bench, { activeKeyId: keyId, region: 'eu-west-1' }))).code).toBe('kms.not-found');
    expect((await add(bench, { activeKeyId: keyId })).activeKeyId).toBe(keyId);
  });
});

describe('changing a key group', () => {
  it('makes the next revision and records each field before and after', async () => {
    const bench = await openedBench();
    const changed = await change(bench, await add(bench), { notes: 'new', owner: 'Treasury' });
    expect(changed).toMatchObject({ revision: 2, notes: 'new' });
    const entry = (await bench.entries()).find((each) => each.event === 'key-group.change');
    expect(entry?.facts['changes']).toEqual({
      notes: { before: '', after: 'new' },
      owner: { before: '', after: 'Treasury' },
    });
  });

  it('is refused when someone else changed it meanwhile', async () => {
    const bench = await openedBench();
    const group = await add(bench);
    await change(bench, group, { notes: 'theirs' });
    expect(await rejection(change(bench, group, { notes: 'mine' }))).toMatchObject({
      code: 'state.conflict',
      facts: { what: 'revision' },
    });
  });

  it.each<[keyof KeyGroupInput, Partial<KeyGroupInput>]>([
    ['region', { region: 'eu-west-1' }],
    ['alias', { alias: 'alias/other' }],
    ['activeKeyId', { activeKeyId: null }],
  ])('leaves %s alone once there are keys', async (field, over) => {
    const bench = await openedBench();
    expect(await rejection(change(bench, await rotated(bench), over))).toMatchObject({
      code: 'state.conflict',
      facts: { field },
    });
  });

  it('keeps the Active Key ID that the rotations made', async () => {
    const bench = await openedBench();
    const group = await rotated(bench);
    const changed = await change(bench, group, { rotationMethod: 'same-key' });
    expect(changed.activeKeyId).toBe(group.activeKeyId);
    await forceRotate(bench, group.id);
    await bench.settleJobs();
    const keys = (await bench.keys.handlers['groups.keys']({ id: group.id }, bench.context())).keys;
    expect(keys.map((key) => key.kmsKeyId)).toEqual([group.activeKeyId, group.activeKeyId]);
  });
});

describe('deleting a key group', () => {
  it('keeps its keys in the HSM and names them in the audit entry', async () => {
    const bench = await openedBench();
    const group = await rotated(bench);
    const [key] = (await bench.keys.handlers['groups.keys']({ id: group.id }, bench.context())).keys;
    await bench.order('key-group.delete', bench.keys.handlers['groups.delete'], {
      id: group.id,
      revision: group.revision,
    });
    expect(bench.hsm.keys.size).toBe(1);
    const entry = (await bench.entries()).find((each) => each.event === 'key-group.delete');
    expect(entry?.facts['keysKept']).toEqual([
      expect.objectContaining({ hsmReference: key?.hsmReference, keyMaterialId: key?.keyMaterialId }),
    ]);
    expect((await bench.store.read((tx) => tx.keys.get(key?.id ?? '')))?.hsmReference).toBe(key?.hsmReference);
  });

  it('is refused while a job works on it', async () => {
    const bench = await openedBench();
    const group = await add(bench);
    bench.hsm.setState('connected');
    await forceRotate(bench, group.id);
    const removing = bench.order('key-group.delete', bench.keys.handlers['groups.delete'], {
      id: group.id,
      revision: group.revision,
    });
    expect(await rejection(removing)).toMatchObject({ code: 'state.conflict', facts: { what: 'open-job' } });
  });

  it('lets a new group take its name and rotate', async () => {
    const bench = await openedBench();
    const group = await rotated(bench);
    await bench.order('key-group.delete', bench.keys.handlers['groups.delete'], {
      id: group.id,
      revision: group.revision,
    });
    const again = await rotated(bench, { alias: 'alias/again' });
    expect(again).toMatchObject({ name: 'payments', state: 'Active', keyCount: 1 });
  });
});

describe('the preview of a force rotate', () => {
  it('says what will happen, and what it costs', async () => {
    const bench = await openedBench();
    const { id } = await add(bench);
    const preview = await bench.keys.handlers['groups.previewForceRotate']({ groupId: id }, bench.context());
    expect(preview).toMatchObject({
      method: 'first-key',
      generation: 1,
      simulator: true,
      monthlyPriceChange: 1,
      wrappingAlgorithm: 'RSAES_OAEP_SHA_256',
    });
    expect(preview.calls.map(({ call }) => call)).toEqual([
      'C_GenerateKey (CKM_AES_KEY_GEN, 256 bits)',
      'ListKeys',
      'CreateKey (origin EXTERNAL)',
      'GetParametersForImport',
      'C_WrapKey (RSAES_OAEP_SHA_256, RSA_2048)',
      'ImportKeyMaterial',
      'CreateAlias',
    ]);
    expect(preview.warnings).toEqual(expect.arrayContaining(['simulator', 'policy-default']));
  });

  it('refuses an alias that points elsewhere', async () => {
    const bench = await openedBench();
    const { id } = await add(bench);
    const { keyId } = await bench.kms.createExternalKey({ description: '', tags: [] });
    await bench.kms.createAlias('alias/payments', keyId);
    const previewing = bench.keys.handlers['groups.previewForceRotate']({ groupId: id }, bench.context());
    expect((await rejection(previewing)).code).toBe('kms.alias-elsewhere');
  });
});
