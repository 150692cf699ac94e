// Key states × operations: what AWS KMS allows in which state of an imported key (AWS KMS Developer Guide: key states).
import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteImportedKeyMaterialCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GetKeyPolicyCommand,
  GetParametersForImportCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateKeyDescriptionCommand,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type TestSimulator } from '../../support/simulator';
import { createExternalKey, importedKey, importMaterial, sdkClient } from './sdk-client';

const states = ['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport'] as const;
type State = (typeof states)[number];
const ok = 'ok';
const disabled = 'DisabledException';
const invalid = 'KMSInvalidStateException';

let simulator: TestSimulator;
let kms: KMSClient;
let aliasCount = 0;

beforeAll(async () => {
  simulator = await startSimulator();
  kms = sdkClient(simulator);
});

afterAll(async () => {
  kms.destroy();
  await simulator.stop();
});

/** A key in this state, in which material waits for rotation where the operation needs it. */
async function keyIn(state: State, pending = false): Promise<string> {
  if (state === 'PendingImport') return createExternalKey(kms);
  const KeyId = await importedKey(kms);
  if (pending) await importMaterial(kms, KeyId, randomBytes(32), { ImportType: 'NEW_KEY_MATERIAL' });
  if (state === 'Disabled') await kms.send(new DisableKeyCommand({ KeyId }));
  if (state === 'PendingDeletion') await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  return KeyId;
}

async function policyOf(KeyId: string): Promise<string> {
  return (await kms.send(new GetKeyPolicyCommand({ KeyId }))).Policy ?? '';
}

const shared = new Map<State, string>();

/** One key in each state for all operations that leave it there: making wrapping keys takes long. */
async function sharedKeyIn(state: State): Promise<string> {
  const keyId = shared.get(state) ?? (await keyIn(state));
  shared.set(state, keyId);
  return keyId;
}

function nextAlias(): string {
  aliasCount += 1;
  return `alias/state-${aliasCount}`;
}

interface Row {
  readonly operation: string;
  readonly outcomes: readonly [string, string, string, string];
  readonly run: (KeyId: string) => Promise<unknown>;
}

const Plaintext = Buffer.from('x');
const rows: readonly Row[] = [
  {
    operation: 'Encrypt',
    outcomes: [ok, disabled, invalid, invalid],
    run: (KeyId) => kms.send(new EncryptCommand({ KeyId, Plaintext })),
  },
  {
    operation: 'GenerateDataKey',
    outcomes: [ok, disabled, invalid, invalid],
    run: (KeyId) => kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' })),
  },
  {
    operation: 'GetParametersForImport',
    outcomes: [ok, ok, invalid, ok],
    run: (KeyId) =>
      kms.send(
        new GetParametersForImportCommand({
          KeyId,
          WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
          WrappingKeySpec: 'RSA_2048',
        }),
      ),
  },
  {
    operation: 'DeleteImportedKeyMaterial',
    outcomes: [ok, ok, ok, ok],
    run: (KeyId) => kms.send(new DeleteImportedKeyMaterialCommand({ KeyId })),
  },
  {
    operation: 'EnableKey',
    outcomes: [ok, ok, invalid, invalid],
    run: (KeyId) => kms.send(new EnableKeyCommand({ KeyId })),
  },
  {
    operation: 'DisableKey',
    outcomes: [ok, ok, invalid, invalid],
    run: (KeyId) => kms.send(new DisableKeyCommand({ KeyId })),
  },
  {
    operation: 'ScheduleKeyDeletion',
    outcomes: [ok, ok, invalid, ok],
    run: (KeyId) => kms.send(new ScheduleKeyDeletionCommand({ KeyId })),
  },
  {
    operation: 'CancelKeyDeletion',
    outcomes: [invalid, invalid, ok, invalid],
    run: (KeyId) => kms.send(new CancelKeyDeletionCommand({ KeyId })),
  },
  {
    operation: 'CreateAlias',
    outcomes: [ok, ok, invalid, ok],
    run: (TargetKeyId) => kms.send(new CreateAliasCommand({ AliasName: nextAlias(), TargetKeyId })),
  },
  {
    operation: 'TagResource',
    outcomes: [ok, ok, invalid, ok],
    run: (KeyId) => kms.send(new TagResourceCommand({ KeyId, Tags: [{ TagKey: 'a', TagValue: 'b' }] })),
  },
  {
    operation: 'UntagResource',
    outcomes: [ok, ok, invalid, ok],
    run: (KeyId) => kms.send(new UntagResourceCommand({ KeyId, TagKeys: ['a'] })),
  },
  {
    operation: 'UpdateKeyDescription',
    outcomes: [ok, ok, invalid, ok],
    run: (KeyId) => kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: 'd' })),
  },
  { operation: 'DescribeKey', outcomes: [ok, ok, ok, ok], run: (KeyId) => kms.send(new DescribeKeyCommand({ KeyId })) },
  { operation: 'GetKeyPolicy', outcomes: [ok, ok, ok, ok], run: (KeyId) => policyOf(KeyId) },
  {
    operation: 'PutKeyPolicy',
    outcomes: [ok, ok, ok, ok],
    run: async (KeyId) => kms.send(new PutKeyPolicyCommand({ KeyId, Policy: await policyOf(KeyId) })),
  },
  {
    operation: 'ListResourceTags',
    outcomes: [ok, ok, ok, ok],
    run: (KeyId) => kms.send(new ListResourceTagsCommand({ KeyId })),
  },
  {
    operation: 'RotateKeyOnDemand',
    outcomes: [ok, disabled, invalid, invalid],
    run: (KeyId) => kms.send(new RotateKeyOnDemandCommand({ KeyId })),
  },
  { operation: 'UpdateAlias to this key', outcomes: [ok, ok, invalid, ok], run: updateAliasTo },
];

async function updateAliasTo(TargetKeyId: string): Promise<unknown> {
  const AliasName = nextAlias();
  await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: await createExternalKey(kms) }));
  return kms.send(new UpdateAliasCommand({ AliasName, TargetKeyId }));
}

/** Operations that take the key out of its state. */
const changing = new Set([
  'DeleteImportedKeyMaterial',
  'EnableKey',
  'DisableKey',
  'ScheduleKeyDeletion',
  'CancelKeyDeletion',
  'RotateKeyOnDemand',
]);

describe.each(rows)('$operation', ({ operation, outcomes, run }) => {
  it.each(states.map((state, index) => ({ state, outcome: outcomes[index] ?? '' })))(
    '$state: $outcome',
    async (cell) => {
      const keyId = await (changing.has(operation)
        ? keyIn(cell.state, operation === 'RotateKeyOnDemand')
        : sharedKeyIn(cell.state));
      const outcome = await run(keyId).then(
        () => ok,
        (thrown: unknown) => (thrown as Error).name,
      );
      expect(outcome).toBe(cell.outcome);
    },
  );
});

it('moves and deletes an alias away from a key that waits for deletion', async () => {
  const doomed = await importedKey(kms);
  const [moved, deleted] = [nextAlias(), nextAlias()];
  for (const AliasName of [moved, deleted]) await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: doomed }));
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId: doomed }));
  await kms.send(new UpdateAliasCommand({ AliasName: moved, TargetKeyId: await importedKey(kms) }));
  await kms.send(new DeleteAliasCommand({ AliasName: deleted }));
});

it('leaves a key disabled when its deletion is cancelled', async () => {
  const KeyId = await keyIn('PendingDeletion');
  await kms.send(new CancelKeyDeletionCommand({ KeyId }));
  expect((await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata).toMatchObject({ KeyState: 'Disabled' });
});
