// HMAC, RSA and ECC keys: imported as AWS documents it, used with every algorithm of their spec.
import {
  constants,
  createCipheriv,
  createPublicKey,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  verify,
} from 'node:crypto';
import {
  CreateKeyCommand,
  DecryptCommand,
  EncryptCommand,
  GenerateMacCommand,
  GetKeyLastUsageCommand,
  GetParametersForImportCommand,
  GetPublicKeyCommand,
  ImportKeyMaterialCommand,
  ReEncryptCommand,
  SignCommand,
  VerifyCommand,
  VerifyMacCommand,
  type AlgorithmSpec,
  type KeySpec,
  type KeyUsageType,
  type KMSClient,
  type SigningAlgorithmSpec,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type TestSimulator } from '../../support/simulator';
import { createExternalKey, importedKey, importMaterial, sdkClient } from './sdk-client';

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

/** RSA-OAEP(ephemeral AES key) followed by AES-KWP (RFC 5649) of the material under it. */
function rsaAesKeyWrap(publicKeyDer: Uint8Array, material: Buffer, oaepHash: string): Buffer {
  const ephemeral = randomBytes(32);
  const key = createPublicKey({ key: Buffer.from(publicKeyDer), format: 'der', type: 'spki' });
  const first = publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, ephemeral);
  const cipher = createCipheriv('id-aes256-wrap-pad', ephemeral, Buffer.from('A65959A6', 'hex'));
  return Buffer.concat([first, cipher.update(material), cipher.final()]);
}

async function importPrivateKey(KeyId: string, pkcs8: Buffer, WrappingAlgorithm: AlgorithmSpec): Promise<void> {
  const wanted = { KeyId, WrappingAlgorithm, WrappingKeySpec: 'RSA_3072' } as const;
  const { PublicKey, ImportToken } = await kms.send(new GetParametersForImportCommand(wanted));
  const hash = WrappingAlgorithm.endsWith('256') ? 'sha256' : 'sha1';
  const EncryptedKeyMaterial = rsaAesKeyWrap(PublicKey ?? new Uint8Array(), pkcs8, hash);
  const ExpirationModel = 'KEY_MATERIAL_DOES_NOT_EXPIRE';
  const imported = await kms.send(
    new ImportKeyMaterialCommand({ KeyId, ImportToken, EncryptedKeyMaterial, ExpirationModel }),
  );
  expect(imported.KeyMaterialId).toBeUndefined();
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaPkcs8 = rsa.privateKey.export({ format: 'der', type: 'pkcs8' });

async function importedRsa(KeyUsage: KeyUsageType, algorithm: AlgorithmSpec): Promise<string> {
  const keyId = await createExternalKey(kms, { KeySpec: 'RSA_2048', KeyUsage });
  await importPrivateKey(keyId, rsaPkcs8, algorithm);
  return keyId;
}

describe('RSA', () => {
  it('imports a private key and answers its public half', async () => {
    const keyId = await importedRsa('SIGN_VERIFY', 'RSA_AES_KEY_WRAP_SHA_256');
    const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
    expect(Buffer.from(PublicKey ?? [])).toEqual(rsa.publicKey.export({ format: 'der', type: 'spki' }));
  });

  it.each(['RSASSA_PKCS1_V1_5_SHA_256', 'RSASSA_PSS_SHA_512'] as const)('signs with %s', async (SigningAlgorithm) => {
    const KeyId = await importedRsa('SIGN_VERIFY', 'RSA_AES_KEY_WRAP_SHA_1');
    const Message = Buffer.from('signed');
    const { Signature } = await kms.send(new SignCommand({ KeyId, Message, SigningAlgorithm }));
    const padding = SigningAlgorithm.startsWith('RSASSA_PSS') ? { padding: constants.RSA_PKCS1_PSS_PADDING } : {};
    const hash = `sha${SigningAlgorithm.slice(-3)}`;
    expect(verify(hash, Message, { key: rsa.publicKey, ...padding }, Signature ?? new Uint8Array())).toBe(true);
    const other = new VerifyCommand({ KeyId, Message: Buffer.from('other'), Signature, SigningAlgorithm });
    await expect(kms.send(other)).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
  });

  it('decrypts what its public key encrypted', async () => {
    const KeyId = await importedRsa('ENCRYPT_DECRYPT', 'RSA_AES_KEY_WRAP_SHA_256');
    const EncryptionAlgorithm = 'RSAES_OAEP_SHA_256';
    const Plaintext = Buffer.from('secret');
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionAlgorithm }));
    const opened = await kms.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionAlgorithm }));
    expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('secret');
  });

  it('refuses another private key, and one of another size', async () => {
    const keyId = await importedRsa('SIGN_VERIFY', 'RSA_AES_KEY_WRAP_SHA_256');
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const der = other.export({ format: 'der', type: 'pkcs8' });
    const incorrect = { name: 'IncorrectKeyMaterialException' };
    await expect(importPrivateKey(keyId, der, 'RSA_AES_KEY_WRAP_SHA_256')).rejects.toMatchObject(incorrect);
    const larger = await createExternalKey(kms, { KeySpec: 'RSA_3072', KeyUsage: 'SIGN_VERIFY' });
    await expect(importPrivateKey(larger, rsaPkcs8, 'RSA_AES_KEY_WRAP_SHA_256')).rejects.toMatchObject(incorrect);
  });

  it('is not wrapped by OAEP alone', async () => {
    const KeyId = await createExternalKey(kms, { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    const wanted = { KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_4096' } as const;
    await expect(kms.send(new GetParametersForImportCommand(wanted))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('ECC', () => {
  const curves: readonly [KeySpec, string, SigningAlgorithmSpec][] = [
    ['ECC_NIST_P256', 'prime256v1', 'ECDSA_SHA_256'],
    ['ECC_NIST_P384', 'secp384r1', 'ECDSA_SHA_384'],
    ['ECC_NIST_P521', 'secp521r1', 'ECDSA_SHA_512'],
    ['ECC_SECG_P256K1', 'secp256k1', 'ECDSA_SHA_256'],
  ];
  it.each(curves)('%s imports and signs', async (KeySpecName, namedCurve, SigningAlgorithm) => {
    const pair = generateKeyPairSync('ec', { namedCurve });
    const KeyId = await createExternalKey(kms, { KeySpec: KeySpecName, KeyUsage: 'SIGN_VERIFY' });
    await importPrivateKey(KeyId, pair.privateKey.export({ format: 'der', type: 'pkcs8' }), 'RSA_AES_KEY_WRAP_SHA_256');
    const Message = Buffer.from('signed');
    const { Signature } = await kms.send(new SignCommand({ KeyId, Message, SigningAlgorithm }));
    expect(verify(`sha${SigningAlgorithm.slice(-3)}`, Message, pair.publicKey, Signature ?? new Uint8Array())).toBe(
      true,
    );
    const verified = await kms.send(new VerifyCommand({ KeyId, Message, Signature, SigningAlgorithm }));
    expect(verified.SignatureValid).toBe(true);
  });

  it('P521 does not fit OAEP under RSA_2048', async () => {
    const KeyId = await createExternalKey(kms, { KeySpec: 'ECC_NIST_P521', KeyUsage: 'SIGN_VERIFY' });
    const wanted = { KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const;
    await expect(kms.send(new GetParametersForImportCommand(wanted))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('HMAC', () => {
  const lengths: readonly [KeySpec, number][] = [
    ['HMAC_224', 28],
    ['HMAC_256', 32],
    ['HMAC_384', 48],
    ['HMAC_512', 64],
  ];
  it.each(lengths)('%s makes and verifies MACs', async (KeySpecName, bytes) => {
    const KeyId = await createExternalKey(kms, { KeySpec: KeySpecName, KeyUsage: 'GENERATE_VERIFY_MAC' });
    await expect(importMaterial(kms, KeyId, randomBytes(bytes - 1))).rejects.toMatchObject({
      name: 'IncorrectKeyMaterialException',
    });
    await importMaterial(kms, KeyId, randomBytes(bytes));
    const message = {
      KeyId,
      Message: Buffer.from('m'),
      MacAlgorithm: `HMAC_SHA_${KeySpecName.slice(5)}` as 'HMAC_SHA_256',
    };
    const { Mac } = await kms.send(new GenerateMacCommand(message));
    expect((await kms.send(new VerifyMacCommand({ ...message, Mac }))).MacValid).toBe(true);
    const other = new VerifyMacCommand({ ...message, Message: Buffer.from('n'), Mac });
    await expect(kms.send(other)).rejects.toMatchObject({ name: 'KMSInvalidMacException' });
  });
});

it('is refused where the type does not fit', async () => {
  const symmetric = await importedKey(kms);
  await expect(kms.send(new GetPublicKeyCommand({ KeyId: symmetric }))).rejects.toMatchObject({
    name: 'UnsupportedOperationException',
  });
  const sign = new SignCommand({ KeyId: symmetric, Message: Buffer.from('m'), SigningAlgorithm: 'ECDSA_SHA_256' });
  await expect(kms.send(sign)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  const unfit = new CreateKeyCommand({ Origin: 'EXTERNAL', KeySpec: 'RSA_2048', KeyUsage: 'GENERATE_VERIFY_MAC' });
  await expect(kms.send(unfit)).rejects.toMatchObject({ name: 'ValidationException' });
});

it('re-encrypts from one symmetric key to another', async () => {
  const [source, destination] = [await importedKey(kms), await importedKey(kms)];
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: source, Plaintext: Buffer.from('moved') }));
  const moved = await kms.send(new ReEncryptCommand({ CiphertextBlob, DestinationKeyId: destination }));
  const { Plaintext, KeyId } = await kms.send(new DecryptCommand({ CiphertextBlob: moved.CiphertextBlob }));
  expect(Buffer.from(Plaintext ?? []).toString()).toBe('moved');
  expect(KeyId).toContain(destination);
});

it('remembers the last use of a key', async () => {
  const KeyId = await importedKey(kms);
  const usage = async () => (await kms.send(new GetKeyLastUsageCommand({ KeyId }))).KeyLastUsage;
  expect(await usage()).toEqual({});
  const { $metadata } = await kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') }));
  expect(await usage()).toMatchObject({ Operation: 'Encrypt', KmsRequestId: $metadata.requestId });
});
