// What only time does: deletion takes key and aliases, import tokens end, reads lag behind writes, quotas refill.
import { randomBytes } from 'node:crypto';
import {
  CreateAliasCommand,
  DescribeKeyCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  ListAliasesCommand,
  ListKeysCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSimulator, type TestSimulator } from '../../support/simulator';
import { createExternalKey, importedKey, importMaterial, oaepWrap, sdkClient } from './sdk-client';

const DAY_MS = 86_400_000;
let simulator: TestSimulator;

beforeEach(async () => {
  simulator = await startSimulator();
});

afterEach(() => simulator.stop());

it('deletes a key on its day, and its aliases with it', async () => {
  const kms = sdkClient(simulator);
  const KeyId = await importedKey(kms);
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/doomed', TargetKeyId: KeyId }));
  await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  await simulator.control.advanceClock(7 * DAY_MS);
  const later = sdkClient(simulator, 'eu-central-1', 7 * DAY_MS);
  await expect(later.send(new DescribeKeyCommand({ KeyId }))).rejects.toMatchObject({ name: 'NotFoundException' });
  expect((await later.send(new ListAliasesCommand({}))).Aliases).toEqual([]);
  expect((await later.send(new ListKeysCommand({}))).Keys).toEqual([]);
  // The name is free again.
  await later.send(new CreateAliasCommand({ AliasName: 'alias/doomed', TargetKeyId: await createExternalKey(later) }));
});

it('refuses an import token after 24 hours, a foreign one and a damaged one', async () => {
  const kms = sdkClient(simulator);
  const [keyId, otherId] = [await createExternalKey(kms), await createExternalKey(kms)];
  const parameters = await kms.send(
    new GetParametersForImportCommand({
      KeyId: keyId,
      WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
      WrappingKeySpec: 'RSA_2048',
    }),
  );
  const token = Buffer.from(parameters.ImportToken ?? []);
  const wrapped = oaepWrap(parameters.PublicKey ?? new Uint8Array(), randomBytes(32), 'sha256');
  const command = (KeyId: string, ImportToken: Uint8Array, EncryptedKeyMaterial: Uint8Array = wrapped) =>
    new ImportKeyMaterialCommand({
      KeyId,
      ImportToken,
      EncryptedKeyMaterial,
      ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
    });
  const damaged = Buffer.from(token);
  damaged[40] = (damaged[40] ?? 0) ^ 1;
  await expect(kms.send(command(keyId, damaged))).rejects.toMatchObject({ name: 'InvalidImportTokenException' });
  await expect(kms.send(command(otherId, token))).rejects.toMatchObject({ name: 'InvalidImportTokenException' });
  const wrongHash = oaepWrap(parameters.PublicKey ?? new Uint8Array(), randomBytes(32), 'sha1');
  await expect(kms.send(command(keyId, token, wrongHash))).rejects.toMatchObject({
    name: 'InvalidCiphertextException',
  });
  await simulator.control.advanceClock(DAY_MS);
  const later = sdkClient(simulator, 'eu-central-1', DAY_MS);
  await expect(later.send(command(keyId, token))).rejects.toMatchObject({ name: 'ExpiredImportTokenException' });
});

it('lets reads lag behind writes when asked to', async () => {
  let nowMs = Date.now();
  const lagging = await startSimulator({ clock: { now: () => new Date(nowMs) }, settings: { lagMs: 5_000 } });
  const kms = sdkClient(lagging);
  const keyId = await createExternalKey(kms);
  const describe = () => kms.send(new DescribeKeyCommand({ KeyId: keyId }));
  await expect(describe()).rejects.toMatchObject({ name: 'NotFoundException' });
  nowMs += 5_000;
  expect((await describe()).KeyMetadata?.KeyState).toBe('PendingImport');
  await importMaterial(kms, keyId);
  expect((await describe()).KeyMetadata?.KeyState).toBe('PendingImport');
  nowMs += 5_000;
  expect((await describe()).KeyMetadata?.KeyState).toBe('Enabled');
  await lagging.stop();
});

it('enforces the quota of GetParametersForImport per Region, and refills it by the clock', async () => {
  let nowMs = Date.now();
  const strict = await startSimulator({ clock: { now: () => new Date(nowMs) }, quotas: true });
  const [kms, elsewhere] = [sdkClient(strict), sdkClient(strict, 'us-east-1')];
  const ask = async (client: typeof kms, keyId: string) =>
    client.send(
      new GetParametersForImportCommand({
        KeyId: keyId,
        WrappingAlgorithm: 'RSAES_OAEP_SHA_1',
        WrappingKeySpec: 'RSA_2048',
      }),
    );
  const [here, there] = [await createExternalKey(kms), await createExternalKey(elsewhere)];
  await ask(kms, here);
  await expect(ask(kms, here)).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
  await ask(elsewhere, there);
  nowMs += 1_000;
  await ask(kms, here);
  await strict.stop();
});
