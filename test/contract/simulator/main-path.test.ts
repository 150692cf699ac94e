// The way of a key through the simulator with the unmodified AWS SDK: create, import, alias, encrypt, decrypt.
import { createPublicKey, randomBytes } from 'node:crypto';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  ListAliasesCommand,
  ListKeysCommand,
  UpdateAliasCommand,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type TestSimulator } from '../../support/simulator';
import { createExternalKey, importedKey, importMaterial, oaepWrap, sdkClient } from './sdk-client';

let simulator: TestSimulator;
let kms: KMSClient;

beforeAll(async () => {
  simulator = await startSimulator();
  kms = sdkClient(simulator);
});

afterAll(async () => {
  kms.destroy();
  await simulator.stop();
});

describe('import', () => {
  for (const [spec, bits] of [
    ['RSA_2048', 2048],
    ['RSA_3072', 3072],
    ['RSA_4096', 4096],
  ] as const) {
    for (const [algorithm, hash] of [
      ['RSAES_OAEP_SHA_256', 'sha256'],
      ['RSAES_OAEP_SHA_1', 'sha1'],
    ] as const) {
      it(`takes material wrapped by ${algorithm} under ${spec}`, { timeout: 60_000 }, async () => {
        const keyId = await createExternalKey(kms);
        const parameters = await kms.send(
          new GetParametersForImportCommand({ KeyId: keyId, WrappingAlgorithm: algorithm, WrappingKeySpec: spec }),
        );
        const publicKey = parameters.PublicKey ?? new Uint8Array();
        const details = createPublicKey({
          key: Buffer.from(publicKey),
          format: 'der',
          type: 'spki',
        }).asymmetricKeyDetails;
        expect(details).toMatchObject({ modulusLength: bits, publicExponent: 65537n });
        expect(parameters.ImportToken?.length).toBeLessThanOrEqual(6144);
        const answer = await kms.send(
          new ImportKeyMaterialCommand({
            KeyId: keyId,
            ImportToken: parameters.ImportToken,
            EncryptedKeyMaterial: oaepWrap(publicKey, randomBytes(32), hash),
            ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
          }),
        );
        expect(answer.KeyMaterialId).toMatch(/^[0-9a-f]{64}$/);
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyId }));
        expect(KeyMetadata).toMatchObject({
          KeyState: 'Enabled',
          Enabled: true,
          CurrentKeyMaterialId: answer.KeyMaterialId,
        });
      });
    }
  }

  it('gives 24 hours and never the same pair twice', async () => {
    const keyId = await createExternalKey(kms);
    const ask = () =>
      kms.send(
        new GetParametersForImportCommand({
          KeyId: keyId,
          WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
          WrappingKeySpec: 'RSA_2048',
        }),
      );
    const now = await simulator.control.now();
    const [first, second] = [await ask(), await ask()];
    expect(Buffer.from(first.PublicKey ?? []).equals(Buffer.from(second.PublicKey ?? []))).toBe(false);
    const hours = ((first.ParametersValidTo?.getTime() ?? 0) - now) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
  });
});

describe('a key with imported material', () => {
  it('decrypts what it encrypted, under the same context alone', async () => {
    const keyId = await importedKey(kms);
    const EncryptionContext = { purpose: 'test', owner: 'a' };
    const { CiphertextBlob, KeyId } = await kms.send(
      new EncryptCommand({ KeyId: keyId, Plaintext: Buffer.from('hello'), EncryptionContext }),
    );
    expect(KeyId).toMatch(new RegExp(`^arn:aws:kms:eu-central-1:\\d{12}:key/${keyId}$`));
    const opened = await kms.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: { owner: 'a', purpose: 'test' } }),
    );
    expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('hello');
    await expect(kms.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
  });

  it('is found by alias name and alias ARN, and the alias moves', async () => {
    const [oldKey, newKey] = [await importedKey(kms), await importedKey(kms)];
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/moving', TargetKeyId: oldKey }));
    const describeAlias = async (KeyId: string) =>
      (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyId;
    expect(await describeAlias('alias/moving')).toBe(oldKey);
    await kms.send(new UpdateAliasCommand({ AliasName: 'alias/moving', TargetKeyId: newKey }));
    const { Aliases } = await kms.send(new ListAliasesCommand({ KeyId: newKey }));
    expect(Aliases).toMatchObject([{ AliasName: 'alias/moving', TargetKeyId: newKey }]);
    expect(await describeAlias(Aliases?.[0]?.AliasArn ?? '')).toBe(newKey);
    await expect(
      kms.send(new CreateAliasCommand({ AliasName: 'alias/moving', TargetKeyId: oldKey })),
    ).rejects.toMatchObject({ name: 'AlreadyExistsException' });
  });

  it('takes the same material again and refuses other material', async () => {
    const keyId = await createExternalKey(kms);
    const material = randomBytes(32);
    const first = await importMaterial(kms, keyId, material);
    const again = await importMaterial(kms, keyId, material);
    expect(again.KeyMaterialId).toBe(first.KeyMaterialId);
    await expect(importMaterial(kms, keyId, randomBytes(32))).rejects.toMatchObject({
      name: 'IncorrectKeyMaterialException',
    });
  });
});

describe('lists', () => {
  it('come in pages', async () => {
    const created = [await createExternalKey(kms), await createExternalKey(kms), await createExternalKey(kms)];
    const seen: string[] = [];
    let Marker: string | undefined;
    do {
      const answer = await kms.send(new ListKeysCommand({ Limit: 2, ...(Marker === undefined ? {} : { Marker }) }));
      expect(answer.Keys?.length).toBeLessThanOrEqual(2);
      seen.push(...(answer.Keys ?? []).map((key) => key.KeyId ?? ''));
      Marker = answer.Truncated === true ? answer.NextMarker : undefined;
    } while (Marker !== undefined);
    expect(seen).toEqual(expect.arrayContaining(created));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('are of one Region', async () => {
    const elsewhere = sdkClient(simulator, 'us-east-1');
    const keyId = await createExternalKey(elsewhere);
    await expect(kms.send(new DescribeKeyCommand({ KeyId: keyId }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
    elsewhere.destroy();
  });
});

it('makes keys of its own material too', async () => {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: 'own' }));
  expect(KeyMetadata).toMatchObject({ Origin: 'AWS_KMS', KeyState: 'Enabled' });
});
