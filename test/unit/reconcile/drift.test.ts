// What counts as a difference between the console and AWS, and what does not.
import { describe, expect, it } from 'vitest';
import { findDrifts } from '../../../electron/domain/drift';
import { defaultKeyPolicy } from '../../../electron/domain/drift-attributes';
import type { GroupSide, KmsKeySide, MaterialSide } from '../../../electron/domain/drift-sides';
import type { Key, KeyGroup } from '../../../electron/domain/entities';
import { groupRow, keyRow } from '../../support/builders/store-rows';
import { idOf } from '../../support/builders/views';

const now = new Date('2026-06-01T12:00:00Z');
const kmsKeyId = '11111111-1111-4111-8111-111111111111';
const otherKeyId = '22222222-2222-4222-8222-222222222222';
const materialId = 'a'.repeat(64);
const otherMaterialId = 'b'.repeat(64);
const accountId = '111122223333';
const reference = `[kmes ref:${'c'.repeat(32)}]`;

const group = (over: Partial<KeyGroup['template']> = {}, more: Partial<KeyGroup> = {}): KeyGroup => {
  const row = groupRow({
    activeKeyId: kmsKeyId,
    activeKeyArn: `arn:aws:kms:eu-central-1:${accountId}:key/${kmsKeyId}`,
    ...more,
  });
  return { ...row, template: { ...row.template, description: 'Payments', ...over } };
};
const active = (over: Partial<Key> = {}): Key =>
  keyRow({
    ...{ state: 'Active', kmsKeyId, keyMaterialId: materialId },
    ...{ importedAt: '2026-05-01T00:00:00.000Z', activatedAt: '2026-05-01T00:00:00.000Z' },
    ...over,
  });
const material = (over: Partial<MaterialSide> = {}): MaterialSide => ({
  ...{
    keyMaterialId: materialId,
    importState: 'IMPORTED',
    keyMaterialState: 'CURRENT',
    validTo: null,
    rotationDate: null,
  },
  ...over,
});
const kmsKey = (over: Partial<KmsKeySide> = {}): KmsKeySide => ({
  ...{ kmsKeyId, state: 'Enabled', description: `Payments ${reference}`, deletionDate: null, materials: [material()] },
  ...over,
});
const aws = (over: Partial<GroupSide> = {}): GroupSide => ({
  ...{ accountId, aliasTarget: kmsKeyId, keys: [kmsKey()], policy: defaultKeyPolicy(accountId) },
  tags: [{ key: 'kmes:group', value: idOf(0x200) }],
  ...over,
});
const drifts = (side: GroupSide, keys: readonly Key[] = [active()], of = group()) =>
  findDrifts({ group: of, keys }, side, now).map(({ field, ours, aws: theirs, may, subject }) => ({
    ...{ field, ours, aws: theirs, may: may.join(' '), subject },
  }));

describe('a group that AWS has as the console believes', () => {
  it('has no difference, whatever the console’s own tags and reference are', () => {
    expect(drifts(aws())).toEqual([]);
  });

  it('has none in what could not be read', () => {
    const unread = { aliasTarget: undefined, policy: undefined, tags: undefined, keys: [kmsKey({ materials: null })] };
    expect(drifts(aws(unread))).toEqual([]);
  });

  it('has none before its first key is active', () => {
    expect(drifts(aws({ aliasTarget: null, keys: [] }), [], group({}, { activeKeyId: null }))).toEqual([]);
  });
});

describe('the alias', () => {
  it('elsewhere can only be pushed where the console does not know the key', () => {
    expect(drifts(aws({ aliasTarget: otherKeyId }))).toEqual([
      { field: 'alias-target', ours: kmsKeyId, aws: otherKeyId, may: 'push', subject: 'alias/payments-eu' },
    ]);
  });

  it('at another key of the group can be taken as well', () => {
    const before = active({
      id: idOf(0x301),
      kmsKeyId: otherKeyId,
      state: 'Superseded',
      supersededAt: '2026-05-02T00:00:00.000Z',
    });
    expect(drifts(aws({ aliasTarget: otherKeyId }), [active({ generation: 2 }), before])).toMatchObject([
      { field: 'alias-target', may: 'take push' },
    ]);
  });

  it('that is gone is a difference', () => {
    expect(drifts(aws({ aliasTarget: null }))).toMatchObject([{ field: 'alias-target', aws: null, may: 'push' }]);
  });
});

describe('the state of a KMS key', () => {
  it.each([
    ['Disabled', 'take push'],
    ['PendingDeletion', 'take push'],
    ['missing', 'take'],
  ])('%s where Enabled is believed: %s', (state, may) => {
    const [drift] = drifts(aws({ keys: [kmsKey({ state })] }));
    expect(drift).toMatchObject({ field: 'key-state', ours: 'Enabled', aws: state, may });
  });

  it('Enabled where Pending deletion is believed can be taken; a deletion is not scheduled again by a push', () => {
    const key = active({ state: 'Pending deletion', deletionDate: '2026-06-20T00:00:00.000Z' });
    expect(drifts(aws(), [key])).toMatchObject([
      { field: 'key-state', ours: 'PendingDeletion', aws: 'Enabled', may: 'take' },
    ]);
  });

  it('Pending deletion at another date differs in the date alone; AWS’s own clock does not count', () => {
    const key = active({ state: 'Pending deletion', deletionDate: '2026-06-20T00:00:00.000Z' });
    const at = (deletionDate: string) => aws({ keys: [kmsKey({ state: 'PendingDeletion', deletionDate })] });
    expect(drifts(at('2026-06-20T00:30:00.000Z'), [key])).toEqual([]);
    expect(drifts(at('2026-06-10T00:00:00.000Z'), [key])).toMatchObject([{ field: 'deletion-date', may: 'take' }]);
  });

  it('missing after the date of its deletion is as it should be, before it is not', () => {
    const side = aws({ keys: [kmsKey({ state: 'missing' })] });
    const until = (deletionDate: string) => [active({ state: 'Pending deletion', deletionDate })];
    expect(drifts(side, until('2026-05-31T00:00:00.000Z'))).toEqual([]);
    expect(drifts(side, until('2026-06-20T00:00:00.000Z'))).toMatchObject([{ field: 'key-state', may: 'take' }]);
  });

  it('says nothing of keys that the console has no belief about', () => {
    expect(drifts(aws({ keys: [kmsKey({ state: 'Disabled' })] }), [active({ state: 'Material not held' })])).toEqual(
      [],
    );
  });
});

describe('key material', () => {
  it('that was deleted explains the state of its key, and can be taken or pushed', () => {
    const side = kmsKey({ state: 'PendingImport', materials: [material({ importState: 'PENDING_IMPORT' })] });
    expect(drifts(aws({ keys: [side] }))).toEqual([
      { field: 'material', ours: 'IMPORTED', aws: 'PENDING_IMPORT', may: 'take push', subject: materialId },
    ]);
  });

  it('that the HSM does not hold cannot be pushed', () => {
    const side = kmsKey({ state: 'PendingImport', materials: [material({ importState: 'PENDING_IMPORT' })] });
    expect(drifts(aws({ keys: [side] }), [active({ hsmReference: null })])).toMatchObject([{ may: 'take' }]);
  });

  it('that expired when it was to, or was deleted on purpose, is as it should be', () => {
    const side = aws({
      keys: [kmsKey({ state: 'PendingImport', materials: [material({ importState: 'PENDING_IMPORT' })] })],
    });
    expect(drifts(side, [active({ materialExpiresAt: '2026-05-31T00:00:00.000Z' })])).toEqual([]);
    expect(
      drifts(side, [active({ state: 'Material deleted', materialDeletedAt: '2026-05-31T00:00:00.000Z' })]),
    ).toEqual([]);
  });

  it('that is imported though it was deleted on purpose can only be taken', () => {
    const key = active({ state: 'Material deleted', materialDeletedAt: '2026-05-31T00:00:00.000Z' });
    expect(drifts(aws(), [key])).toMatchObject([
      { field: 'material', ours: 'PENDING_IMPORT', aws: 'IMPORTED', may: 'take' },
    ]);
  });

  it('with another expiry is a difference; parts of a second are not', () => {
    const key = active({ materialExpiresAt: '2026-12-01T00:00:00.400Z' });
    const at = (validTo: string) => aws({ keys: [kmsKey({ materials: [material({ validTo })] })] });
    expect(drifts(at('2026-12-01T00:00:00.000Z'), [key])).toEqual([]);
    expect(drifts(at('2026-11-01T00:00:00.000Z'), [key])).toMatchObject([
      { field: 'material-expiry', may: 'take push' },
    ]);
  });

  it('that nobody here knows can neither be taken nor pushed, and explains a rotation too many', () => {
    const foreign = material({ keyMaterialId: otherMaterialId, rotationDate: '2026-05-20T00:00:00.000Z' });
    const side = aws({ keys: [kmsKey({ materials: [material({ keyMaterialState: 'NON_CURRENT' }), foreign] })] });
    expect(drifts(side).map(({ field, may }) => [field, may])).toEqual([
      ['unknown-material', ''],
      ['current-material', ''],
    ]);
  });

  it('of the generation before as the current one can be taken', () => {
    const first = active({
      id: idOf(0x301),
      keyMaterialId: otherMaterialId,
      state: 'Superseded',
      supersededAt: '2026-05-02T00:00:00.000Z',
    });
    const side = kmsKey({
      materials: [
        material({ keyMaterialId: otherMaterialId }),
        material({ keyMaterialState: 'NON_CURRENT', rotationDate: '2026-05-02T00:00:00.000Z' }),
      ],
    });
    expect(drifts(aws({ keys: [side] }), [active({ generation: 2 }), first])).toMatchObject([
      { field: 'current-material', ours: materialId, aws: otherMaterialId, may: 'take' },
    ]);
  });
});

describe('description, policy and tags', () => {
  it('differ from the template of the active key', () => {
    const tags = [
      { key: 'Owner', value: 'somebody' },
      { key: 'Extra', value: '1' },
      { key: 'aws:cloudformation', value: 'x' },
    ];
    const of = group({
      tags: [
        { key: 'Owner', value: 'team' },
        { key: 'Cost', value: '7' },
      ],
    });
    const side = aws({ tags, keys: [kmsKey({ description: 'Other' })], policy: defaultKeyPolicy('999999999999') });
    // Without reference and tag nothing says that the console made the key: then it believes nothing of the policy.
    expect(
      drifts(side, undefined, of).map(({ field, subject, ours, aws: theirs }) => [field, subject, ours, theirs]),
    ).toEqual([
      ['description', null, 'Payments', 'Other'],
      ['tag', 'Owner', 'team', 'somebody'],
      ['tag', 'Cost', '7', null],
      ['tag', 'Extra', null, '1'],
    ]);
    const made = aws({ policy: defaultKeyPolicy('999999999999') });
    expect(drifts(made)).toMatchObject([{ field: 'policy', may: 'take push' }]);
  });

  it('are compared by what a policy says, not by how it is written', () => {
    const spelled = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: [accountId] }, Action: ['KMS:*'], Resource: ['*'] },
    });
    expect(drifts(aws({ policy: spelled }))).toEqual([]);
    const own = JSON.stringify({
      Statement: [
        { Resource: '*', Action: 'kms:*', Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Effect: 'Allow' },
      ],
      Version: '2012-10-17',
    });
    expect(drifts(aws({ policy: spelled }), undefined, group({ policy: own }))).toEqual([]);
  });

  it('of a key that is pending deletion cannot be pushed', () => {
    const side = aws({ keys: [kmsKey({ state: 'PendingDeletion', description: 'Other' })] });
    expect(drifts(side).map(({ field, may }) => [field, may])).toEqual([
      ['key-state', 'take push'],
      ['description', 'take'],
    ]);
  });
});
