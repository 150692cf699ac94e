// The unmodified AWS SDK against a simulator, and what its tests do again and again with it.
import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import {
  CreateKeyCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  KMSClient,
  type CreateKeyCommandInput,
  type GetParametersForImportCommandOutput,
  type ImportKeyMaterialCommandInput,
  type ImportKeyMaterialCommandOutput,
} from '@aws-sdk/client-kms';
import type { TestSimulator } from '../../support/simulator';

/** `aheadMs`: how far the client's clock is ahead of the machine's. */
export function sdkClient(simulator: TestSimulator, region = 'eu-central-1', aheadMs = 0): KMSClient {
  return new KMSClient({
    region,
    endpoint: simulator.endpoint,
    credentials: simulator.accessKey,
    maxAttempts: 1,
    systemClockOffset: aheadMs,
  });
}

export async function createExternalKey(kms: KMSClient, input: CreateKeyCommandInput = {}): Promise<string> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Origin: 'EXTERNAL', ...input }));
  return KeyMetadata?.KeyId ?? '';
}

export function oaepWrap(publicKeyDer: Uint8Array, material: Uint8Array, oaepHash: 'sha256' | 'sha1'): Buffer {
  const key = createPublicKey({ key: Buffer.from(publicKeyDer), format: 'der', type: 'spki' });
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, material);
}

/** Import parameters by client and key: valid for 24 hours, and a pair takes its time to make. */
const parametersOf = new WeakMap<KMSClient, Map<string, GetParametersForImportCommandOutput>>();

async function importParameters(kms: KMSClient, KeyId: string): Promise<GetParametersForImportCommandOutput> {
  const known = parametersOf.get(kms) ?? new Map<string, GetParametersForImportCommandOutput>();
  parametersOf.set(kms, known);
  const wanted = { KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const;
  const parameters = known.get(KeyId) ?? (await kms.send(new GetParametersForImportCommand(wanted)));
  known.set(KeyId, parameters);
  return parameters;
}

/** GetParametersForImport, wrap, ImportKeyMaterial; not expiring unless said otherwise. */
export async function importMaterial(
  kms: KMSClient,
  keyId: string,
  material: Uint8Array = randomBytes(32),
  input: Partial<ImportKeyMaterialCommandInput> = {},
): Promise<ImportKeyMaterialCommandOutput> {
  const parameters = await importParameters(kms, keyId);
  return kms.send(
    new ImportKeyMaterialCommand({
      KeyId: keyId,
      ImportToken: parameters.ImportToken,
      EncryptedKeyMaterial: oaepWrap(parameters.PublicKey ?? new Uint8Array(), material, 'sha256'),
      ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
      ...input,
    }),
  );
}

/** An enabled key with imported material. */
export async function importedKey(kms: KMSClient, material?: Uint8Array): Promise<string> {
  const keyId = await createExternalKey(kms);
  await importMaterial(kms, keyId, material);
  return keyId;
}
