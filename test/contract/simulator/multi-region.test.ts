// Related multi-Region keys: the same material imported Region by Region, rotated together, deleted one after another.
import { randomBytes } from 'node:crypto';
import {
  DecryptCommand,
  DeleteImportedKeyMaterialCommand,
  DescribeKeyCommand,
  EncryptCommand,
  ListKeyRotationsCommand,
  ReplicateKeyCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  UpdatePrimaryRegionCommand,
  type KeyMetadata,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSimulator, type TestSimulator } from '../../support/simulator';
import { createExternalKey, importMaterial, sdkClient } from './sdk-client';

const DAY_MS = 86_400_000;
let simulator: TestSimulator;
let here: KMSClient;
let there: KMSClient;

beforeEach(async () => {
  simulator = await startSimulator();
  here = sdkClient(simulator, 'eu-central-1');
  there = sdkClient(simulator, 'us-east-1');
});

afterEach(async () => {
  here.destroy();
  there.destroy();
  await simulator.stop();
});

async function metadata(kms: KMSClient, KeyId: string): Promise<KeyMetadata | undefined> {
  return (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;
}

/** States of a key's materials in one Region, oldest first. */
async function materialStates(kms: KMSClient, KeyId: string): Promise<readonly (string | undefined)[]> {
  const listed = await kms.send(new ListKeyRotationsCommand({ KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }));
  return (listed.Rotations ?? []).map((entry) => entry.KeyMaterialState);
}

/** A primary with `material`, and its replica without any. */
async function replicated(material: Uint8Array): Promise<string> {
  const keyId = await createExternalKey(here, { MultiRegion: true });
  await importMaterial(here, keyId, material);
  await here.send(new ReplicateKeyCommand({ KeyId: keyId, ReplicaRegion: 'us-east-1', Description: 'replica' }));
  return keyId;
}

it('needs the same material in each Region, and then works in both', async () => {
  const material = randomBytes(32);
  const keyId = await replicated(material);
  expect(await metadata(there, keyId)).toMatchObject({
    KeyState: 'PendingImport',
    Description: 'replica',
    MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA', PrimaryKey: { Region: 'eu-central-1' } },
  });
  expect((await metadata(here, keyId))?.MultiRegionConfiguration?.ReplicaKeys).toMatchObject([{ Region: 'us-east-1' }]);
  await expect(importMaterial(there, keyId, randomBytes(32))).rejects.toMatchObject({
    name: 'IncorrectKeyMaterialException',
  });
  const imported = await importMaterial(there, keyId, material);
  expect(imported.KeyMaterialId).toBe((await metadata(here, keyId))?.CurrentKeyMaterialId);
  const { CiphertextBlob } = await here.send(new EncryptCommand({ KeyId: keyId, Plaintext: Buffer.from('abroad') }));
  const { Plaintext } = await there.send(new DecryptCommand({ CiphertextBlob }));
  expect(Buffer.from(Plaintext ?? []).toString()).toBe('abroad');
});

it('rotates once the new material is everywhere, from the primary', async () => {
  const material = randomBytes(32);
  const keyId = await replicated(material);
  await importMaterial(there, keyId, material);
  const next = randomBytes(32);
  await expect(importMaterial(there, keyId, next, { ImportType: 'NEW_KEY_MATERIAL' })).rejects.toMatchObject({
    name: 'UnsupportedOperationException',
  });
  await importMaterial(here, keyId, next, { ImportType: 'NEW_KEY_MATERIAL' });
  expect(await materialStates(here, keyId)).toEqual(['CURRENT', 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION']);
  await expect(here.send(new RotateKeyOnDemandCommand({ KeyId: keyId }))).rejects.toMatchObject({
    name: 'KMSInvalidStateException',
  });
  await importMaterial(there, keyId, next, { ImportType: 'EXISTING_KEY_MATERIAL' });
  for (const kms of [here, there]) expect(await materialStates(kms, keyId)).toEqual(['CURRENT', 'PENDING_ROTATION']);
  await expect(there.send(new RotateKeyOnDemandCommand({ KeyId: keyId }))).rejects.toMatchObject({
    name: 'UnsupportedOperationException',
  });
  await here.send(new RotateKeyOnDemandCommand({ KeyId: keyId }));
  for (const kms of [here, there]) expect(await materialStates(kms, keyId)).toEqual(['NON_CURRENT', 'CURRENT']);
  const current = (await metadata(here, keyId))?.CurrentKeyMaterialId;
  expect((await metadata(there, keyId))?.CurrentKeyMaterialId).toBe(current);
});

it('gives pending material up everywhere when the primary does', async () => {
  const material = randomBytes(32);
  const keyId = await replicated(material);
  await importMaterial(there, keyId, material);
  const pending = await importMaterial(here, keyId, randomBytes(32), { ImportType: 'NEW_KEY_MATERIAL' });
  expect(await materialStates(there, keyId)).toHaveLength(2);
  await here.send(new DeleteImportedKeyMaterialCommand({ KeyId: keyId, KeyMaterialId: pending.KeyMaterialId }));
  for (const kms of [here, there]) expect(await materialStates(kms, keyId)).toEqual(['CURRENT']);
});

it('leaves the others alone when a replica loses its material', async () => {
  const material = randomBytes(32);
  const keyId = await replicated(material);
  await importMaterial(there, keyId, material);
  await there.send(new DeleteImportedKeyMaterialCommand({ KeyId: keyId }));
  expect((await metadata(there, keyId))?.KeyState).toBe('PendingImport');
  expect((await metadata(here, keyId))?.KeyState).toBe('Enabled');
});

it('moves the primary to another Region', async () => {
  const keyId = await replicated(randomBytes(32));
  await here.send(new UpdatePrimaryRegionCommand({ KeyId: keyId, PrimaryRegion: 'us-east-1' }));
  for (const kms of [here, there]) {
    expect((await metadata(kms, keyId))?.MultiRegionConfiguration).toMatchObject({
      PrimaryKey: { Region: 'us-east-1' },
      ReplicaKeys: [{ Region: 'eu-central-1' }],
    });
  }
});

it('deletes a primary only after its replicas, counting its window from then', async () => {
  const keyId = await replicated(randomBytes(32));
  const scheduled = await here.send(new ScheduleKeyDeletionCommand({ KeyId: keyId, PendingWindowInDays: 7 }));
  expect(scheduled).toMatchObject({ KeyState: 'PendingReplicaDeletion', PendingWindowInDays: 7 });
  expect(scheduled.DeletionDate).toBeUndefined();
  await there.send(new ScheduleKeyDeletionCommand({ KeyId: keyId, PendingWindowInDays: 10 }));
  await simulator.control.advanceClock(10 * DAY_MS);
  const day10 = sdkClient(simulator, 'eu-central-1', 10 * DAY_MS);
  expect(await metadata(day10, keyId)).toMatchObject({ KeyState: 'PendingDeletion' });
  await simulator.control.advanceClock(7 * DAY_MS);
  const day17 = sdkClient(simulator, 'eu-central-1', 17 * DAY_MS);
  await expect(metadata(day17, keyId)).rejects.toMatchObject({ name: 'NotFoundException' });
});

it('refuses a second replica in one Region and replicas of replicas', async () => {
  const keyId = await replicated(randomBytes(32));
  const replicate = (kms: KMSClient, ReplicaRegion: string) =>
    kms.send(new ReplicateKeyCommand({ KeyId: keyId, ReplicaRegion }));
  await expect(replicate(here, 'us-east-1')).rejects.toMatchObject({ name: 'AlreadyExistsException' });
  await expect(replicate(there, 'eu-west-1')).rejects.toMatchObject({ name: 'UnsupportedOperationException' });
});
