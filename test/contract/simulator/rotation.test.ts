// On-demand rotation of imported material: pending, current, non-current, and what missing material does to the key.
import { randomBytes } from 'node:crypto';
import {
  DecryptCommand,
  DeleteImportedKeyMaterialCommand,
  DescribeKeyCommand,
  EncryptCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  ListKeyRotationsCommand,
  RotateKeyOnDemandCommand,
  type KMSClient,
  type RotationsListEntry,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSimulator, type TestSimulator } from '../../support/simulator';
import { createExternalKey, importMaterial, sdkClient } from './sdk-client';

const DAY_MS = 86_400_000;
let simulator: TestSimulator;
let kms: KMSClient;

beforeEach(async () => {
  simulator = await startSimulator({ clock: { now: () => new Date() } });
  kms = sdkClient(simulator);
});

afterEach(async () => {
  kms.destroy();
  await simulator.stop();
});

async function rotations(KeyId: string, all = true): Promise<readonly RotationsListEntry[]> {
  const command = new ListKeyRotationsCommand({ KeyId, ...(all ? { IncludeKeyMaterial: 'ALL_KEY_MATERIAL' } : {}) });
  return (await kms.send(command)).Rotations ?? [];
}

async function state(KeyId: string): Promise<string | undefined> {
  return (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState;
}

async function importNew(keyId: string, material = randomBytes(32)): Promise<string> {
  return (await importMaterial(kms, keyId, material, { ImportType: 'NEW_KEY_MATERIAL' })).KeyMaterialId ?? '';
}

it('makes pending material current and keeps the old one for decryption', async () => {
  const keyId = await createExternalKey(kms);
  const first = (await importMaterial(kms, keyId)).KeyMaterialId;
  const { CiphertextBlob: old } = await kms.send(new EncryptCommand({ KeyId: keyId, Plaintext: Buffer.from('old') }));
  const second = await importNew(keyId);
  expect(await rotations(keyId)).toMatchObject([
    { KeyMaterialId: first, KeyMaterialState: 'CURRENT', ImportState: 'IMPORTED' },
    { KeyMaterialId: second, KeyMaterialState: 'PENDING_ROTATION', ImportState: 'IMPORTED' },
  ]);
  await kms.send(new RotateKeyOnDemandCommand({ KeyId: keyId }));
  const listed = await rotations(keyId);
  expect(listed).toMatchObject([
    { KeyMaterialId: first, KeyMaterialState: 'NON_CURRENT' },
    { KeyMaterialId: second, KeyMaterialState: 'CURRENT', RotationType: 'ON_DEMAND' },
  ]);
  expect(listed[0]?.RotationDate).toBeUndefined();
  expect(listed[1]?.RotationDate).toBeInstanceOf(Date);
  expect(await rotations(keyId, false)).toHaveLength(1);
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob: old }));
  expect(opened.KeyMaterialId).toBe(first);
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: keyId, Plaintext: Buffer.from('new') }));
  expect((await kms.send(new DecryptCommand({ CiphertextBlob }))).KeyMaterialId).toBe(second);
});

it('shows a rotation in progress until the clock completes it', async () => {
  await simulator.control.change({ rotationTakesMs: 60_000 });
  const keyId = await createExternalKey(kms);
  const first = (await importMaterial(kms, keyId)).KeyMaterialId;
  const second = await importNew(keyId);
  await kms.send(new RotateKeyOnDemandCommand({ KeyId: keyId }));
  const during = await kms.send(new GetKeyRotationStatusCommand({ KeyId: keyId }));
  expect(during.OnDemandRotationStartDate).toBeInstanceOf(Date);
  const current = async () =>
    (await kms.send(new DescribeKeyCommand({ KeyId: keyId }))).KeyMetadata?.CurrentKeyMaterialId;
  expect(await current()).toBe(first);
  await simulator.control.advanceClock(60_000);
  expect(await current()).toBe(second);
  const after = await kms.send(new GetKeyRotationStatusCommand({ KeyId: keyId }));
  expect(after.OnDemandRotationStartDate).toBeUndefined();
});

it('takes one pending material at a time, and lets it be replaced after deletion', async () => {
  const keyId = await createExternalKey(kms);
  await importMaterial(kms, keyId);
  const pending = await importNew(keyId);
  const arn = (await kms.send(new DescribeKeyCommand({ KeyId: keyId }))).KeyMetadata?.Arn ?? '';
  await expect(importNew(keyId)).rejects.toMatchObject({
    name: 'KMSInvalidStateException',
    message: expect.stringMatching(
      new RegExp(
        `^New key material \\(id: [0-9a-f]{64}\\) cannot be imported into KMS key ${arn}, because another key material \\(id: ${pending}\\) is pending rotation\\.$`,
      ),
    ) as string,
  });
  await kms.send(new DeleteImportedKeyMaterialCommand({ KeyId: keyId, KeyMaterialId: pending }));
  expect(await state(keyId)).toBe('Enabled');
  const other = await importNew(keyId);
  expect((await rotations(keyId)).map((entry) => entry.KeyMaterialId)).toContain(other);
});

it('refuses to rotate without pending material, and material that is attached already as new', async () => {
  const keyId = await createExternalKey(kms);
  const material = randomBytes(32);
  await importMaterial(kms, keyId, material);
  const arn = (await kms.send(new DescribeKeyCommand({ KeyId: keyId }))).KeyMetadata?.Arn ?? '';
  await expect(kms.send(new RotateKeyOnDemandCommand({ KeyId: keyId }))).rejects.toMatchObject({
    name: 'KMSInvalidStateException',
    message: `No available key material pending rotation for the key: ${arn}.`,
  });
  await expect(importNew(keyId, material)).rejects.toMatchObject({ name: 'IncorrectKeyMaterialException' });
  await expect(kms.send(new EnableKeyRotationCommand({ KeyId: keyId }))).rejects.toMatchObject({
    name: 'UnsupportedOperationException',
  });
});

it('allows as many rotations as the limit says', async () => {
  await simulator.control.change({ onDemandRotationLimit: 2 });
  const keyId = await createExternalKey(kms);
  await importMaterial(kms, keyId);
  for (let round = 0; round < 2; round += 1) {
    await importNew(keyId);
    await kms.send(new RotateKeyOnDemandCommand({ KeyId: keyId }));
  }
  await importNew(keyId);
  await expect(kms.send(new RotateKeyOnDemandCommand({ KeyId: keyId }))).rejects.toMatchObject({
    name: 'LimitExceededException',
    message: expect.stringMatching(/^The on-demand rotations limit has been reached for the given keyId\. /) as string,
  });
});

it('falls to PendingImport when any attached material is deleted, until each is imported again', async () => {
  const keyId = await createExternalKey(kms);
  const materials = [randomBytes(32), randomBytes(32)] as const;
  const first = (await importMaterial(kms, keyId, materials[0])).KeyMaterialId;
  const second = await importNew(keyId, materials[1]);
  await kms.send(new RotateKeyOnDemandCommand({ KeyId: keyId }));
  await kms.send(new DeleteImportedKeyMaterialCommand({ KeyId: keyId, KeyMaterialId: first }));
  // Left out means the current material.
  const answer = await kms.send(new DeleteImportedKeyMaterialCommand({ KeyId: keyId }));
  expect(answer.KeyMaterialId).toBe(second);
  expect(await state(keyId)).toBe('PendingImport');
  await importMaterial(kms, keyId, materials[0], { KeyMaterialId: first });
  expect(await state(keyId)).toBe('PendingImport');
  await expect(importMaterial(kms, keyId, materials[1], { KeyMaterialId: first })).rejects.toMatchObject({
    name: 'IncorrectKeyMaterialException',
  });
  await importMaterial(kms, keyId, materials[1], { KeyMaterialId: second });
  expect(await state(keyId)).toBe('Enabled');
});

it('expires material by the clock, and the earliest expiry is the key’s', async () => {
  const keyId = await createExternalKey(kms);
  const now = await simulator.control.now();
  const expiring = (days: number) => ({
    ExpirationModel: 'KEY_MATERIAL_EXPIRES' as const,
    ValidTo: new Date(Math.floor(now / 1000) * 1000 + days * DAY_MS),
  });
  const material = randomBytes(32);
  const first = (await importMaterial(kms, keyId, material, expiring(10))).KeyMaterialId;
  await importMaterial(kms, keyId, randomBytes(32), { ...expiring(20), ImportType: 'NEW_KEY_MATERIAL' });
  await kms.send(new RotateKeyOnDemandCommand({ KeyId: keyId }));
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyId }));
  expect(KeyMetadata).toMatchObject({ ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: expiring(10).ValidTo });

  await simulator.control.advanceClock(10 * DAY_MS);
  // A clock as far ahead as the simulator's: signatures are checked against it.
  const later = sdkClient(simulator, 'eu-central-1', 10 * DAY_MS);
  const { KeyMetadata: expired } = await later.send(new DescribeKeyCommand({ KeyId: keyId }));
  expect(expired?.KeyState).toBe('PendingImport');
  await importMaterial(later, keyId, material, { KeyMaterialId: first });
  expect((await later.send(new DescribeKeyCommand({ KeyId: keyId }))).KeyMetadata?.KeyState).toBe('Enabled');
  later.destroy();
});

it('keeps the description of the last import when none is given', async () => {
  const keyId = await createExternalKey(kms);
  const material = randomBytes(32);
  await importMaterial(kms, keyId, material, { KeyMaterialDescription: 'job:42' });
  await importMaterial(kms, keyId, material);
  expect(await rotations(keyId)).toMatchObject([{ KeyMaterialDescription: 'job:42' }]);
});
