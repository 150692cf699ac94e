// Look-ups after a lost answer: what counts as found, what as missing, and what only a person can tell.
import { describe, expect, it } from 'vitest';
import type { CloudKms, KmsKeyDescription, KmsRotation } from '../../../electron/ports/cloud-kms';
import {
  findAliasOutcome,
  findCreatedKey,
  findImport,
  referenceTag,
  type CreatedKeyIntent,
} from '../../../electron/services/kms-lookups';
import { ConsoleError } from '../../../shared/errors';

const reference = 'ab'.repeat(16);
const plannedAt = '2026-03-01T12:00:00.000Z';
const now = new Date('2026-03-01T12:06:00.000Z');
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '111111111111' }, Action: ['kms:*'], Resource: '*' }],
});
const intent: CreatedKeyIntent = {
  reference,
  keySpec: 'SYMMETRIC_DEFAULT',
  description: `Payments [kmes ref:${reference}]`,
  policy: null,
  knownKeyIds: ['known'],
  plannedAt,
};

const key = (over: Partial<KmsKeyDescription> = {}): KmsKeyDescription => ({
  keyId: 'made',
  arn: 'arn:made',
  state: 'PendingImport',
  origin: 'EXTERNAL',
  keySpec: 'SYMMETRIC_DEFAULT',
  keyUsage: 'ENCRYPT_DECRYPT',
  enabled: false,
  multiRegion: false,
  description: intent.description,
  createdAt: '2026-03-01T12:00:01.000Z',
  currentKeyMaterialId: null,
  expirationModel: null,
  validTo: null,
  deletionDate: null,
  awsRequestId: null,
  ...over,
});
const material = (over: Partial<KmsRotation> = {}): KmsRotation => ({
  keyMaterialId: 'm1',
  keyMaterialDescription: `kmes ref:${reference} job:1`,
  importState: 'IMPORTED',
  keyMaterialState: 'CURRENT',
  expirationModel: null,
  validTo: null,
  rotationDate: null,
  rotationType: null,
  ...over,
});

interface Account {
  readonly keys?: readonly KmsKeyDescription[];
  readonly tags?: readonly { key: string; value: string }[] | null;
  readonly policy?: string;
  readonly rotations?: readonly KmsRotation[] | null;
  readonly alias?: string | null;
}
const refuse = (code: 'kms.access-denied' | 'kms.not-found' | 'kms.throttled') => () =>
  Promise.reject(new ConsoleError(code));

function kmsOf(account: Account, over: Partial<CloudKms> = {}): CloudKms {
  const keys = account.keys ?? [key()];
  return {
    listKeyIds: () => Promise.resolve(['known', ...keys.map(({ keyId }) => keyId)]),
    describeKey: (keyId: string) => {
      if (keyId === 'known') throw new Error('a key known before is not looked at');
      return Promise.resolve(keys.find((each) => each.keyId === keyId) as KmsKeyDescription);
    },
    listResourceTags: () => Promise.resolve(account.tags === undefined ? [] : account.tags),
    getKeyPolicy: () => Promise.resolve(account.policy ?? policy),
    listKeyRotations: () => Promise.resolve(account.rotations === undefined ? [] : account.rotations),
    findAlias: () =>
      Promise.resolve(
        account.alias === null || account.alias === undefined
          ? null
          : { aliasName: 'alias/a', targetKeyId: account.alias },
      ),
    ...over,
  } as CloudKms;
}

describe('the look-up of a key that CreateKey may have made', () => {
  it('finds it by its description', async () => {
    expect(await findCreatedKey(kmsOf({}), intent, now)).toMatchObject({ kind: 'found', key: { keyId: 'made' } });
  });

  it('misses it where no new key bears the reference', async () => {
    expect(await findCreatedKey(kmsOf({ keys: [key({ description: 'other' })] }), intent, now)).toEqual({
      kind: 'missing',
    });
    expect(await findCreatedKey(kmsOf({ keys: [] }), intent, now)).toEqual({ kind: 'missing' });
  });

  it('takes a policy that AWS has rewritten as the one sent', async () => {
    const rewritten = JSON.stringify({
      Statement: {
        Resource: ['*'],
        Principal: { AWS: ['arn:aws:iam::111111111111:root'] },
        Action: 'KMS:*',
        Effect: 'Allow',
      },
      Version: '2012-10-17',
    });
    expect((await findCreatedKey(kmsOf({ policy: rewritten }), { ...intent, policy }, now)).kind).toBe('found');
  });

  it.each<[string, Account, Partial<CreatedKeyIntent>]>([
    ['origin', { keys: [key({ origin: 'AWS_KMS' })] }, {}],
    ['state', { keys: [key({ state: 'Enabled' })] }, {}],
    ['had-material', { keys: [key({ currentKeyMaterialId: 'm' })] }, {}],
    ['had-material', { rotations: [material()] }, {}],
    ['creation-time', { keys: [key({ createdAt: '2026-03-01T11:00:00.000Z' })] }, {}],
    ['creation-time', { keys: [key({ createdAt: '2026-03-01T13:00:00.000Z' })] }, {}],
    [
      'description',
      {
        keys: [key({ description: 'changed', createdAt: plannedAt })],
        tags: [{ key: referenceTag, value: reference }],
      },
      {},
    ],
    ['policy', { policy: '{"Statement":[]}' }, { policy }],
    ['several-keys', { keys: [key(), key({ keyId: 'made-too' })] }, {}],
  ])('cannot tell when the %s is not as sent', async (reason, account, over) => {
    expect(await findCreatedKey(kmsOf(account), { ...intent, ...over }, now)).toMatchObject({
      kind: 'cannot-tell',
      facts: { reason },
    });
  });

  it('cannot tell without the permission to list, or to read one of the new keys', async () => {
    const unlisted = kmsOf({}, { listKeyIds: refuse('kms.access-denied') });
    expect(await findCreatedKey(unlisted, intent, now)).toMatchObject({
      kind: 'cannot-tell',
      facts: { action: 'kms:ListKeys' },
    });
    const unread = kmsOf({}, { describeKey: refuse('kms.access-denied') });
    expect(await findCreatedKey(unread, intent, now)).toMatchObject({
      kind: 'cannot-tell',
      facts: { reason: 'keys-not-readable' },
    });
  });

  it('does without tags where the server has none', async () => {
    expect(await findCreatedKey(kmsOf({ keys: [key({ description: '' })], tags: null }), intent, now)).toEqual({
      kind: 'missing',
    });
  });

  it('passes trouble of the look-up on instead of guessing', async () => {
    await expect(findCreatedKey(kmsOf({}, { describeKey: refuse('kms.throttled') }), intent, now)).rejects.toThrow(
      'kms.throttled',
    );
  });
});

describe('the look-up of an import', () => {
  const ask = (account: Account, neverHadMaterial = true) =>
    findImport(kmsOf(account), { keyId: 'made', reference, neverHadMaterial });

  it('finds the material whose description is ours', async () => {
    expect(await ask({ rotations: [material()] })).toEqual({ kind: 'found', keyMaterialId: 'm1' });
    expect(
      await ask(
        {
          rotations: [
            material({ keyMaterialId: 'm0', keyMaterialDescription: null }),
            material({ keyMaterialState: 'PENDING_ROTATION' }),
          ],
        },
        false,
      ),
    ).toMatchObject({ kind: 'found' });
  });

  it('is absent while the key waits for its first material', async () => {
    expect(await ask({ rotations: [] })).toEqual({ kind: 'absent' });
    expect(await ask({ rotations: null })).toEqual({ kind: 'absent' });
  });

  it('does not take an enabled key as proof', async () => {
    expect(await ask({ rotations: null, keys: [key({ state: 'Enabled', currentKeyMaterialId: 'm1' })] })).toMatchObject(
      { kind: 'cannot-tell' },
    );
    expect(await ask({ rotations: [material({ keyMaterialDescription: 'someone else' })] })).toMatchObject({
      kind: 'cannot-tell',
      facts: { reason: 'other-material' },
    });
  });

  it('in place: is absent beside current material, and cannot tell beside other pending material', async () => {
    const current = material({ keyMaterialDescription: 'before' });
    expect(await ask({ rotations: [current] }, false)).toEqual({ kind: 'absent' });
    const pending = material({ keyMaterialDescription: 'other', keyMaterialState: 'PENDING_ROTATION' });
    expect(await ask({ rotations: [current, pending] }, false)).toMatchObject({
      kind: 'cannot-tell',
      facts: { reason: 'other-material-pending' },
    });
  });
});

it('says where an alias points', async () => {
  const outcome = (alias: string | null, previous: string | null) =>
    findAliasOutcome(kmsOf({ alias }), 'alias/a', 'made', previous);
  expect(await outcome(null, null)).toEqual({ kind: 'absent' });
  expect(await outcome('made', 'before')).toEqual({ kind: 'ours' });
  expect(await outcome('before', 'before')).toEqual({ kind: 'previous' });
  expect(await outcome('foreign', 'before')).toEqual({ kind: 'elsewhere', target: 'foreign' });
  expect(await outcome('foreign', null)).toEqual({ kind: 'elsewhere', target: 'foreign' });
});
