// Encrypt, Decrypt and ReEncrypt.
import { constants, createPublicKey, privateDecrypt, publicEncrypt } from 'node:crypto';
import { AwsError, validation } from '../aws-error';
import { privateKeyOf } from '../crypto/private-key';
import type { KeyRecord } from '../model/key-record';
import { keyFamily } from '../model/key-specs';
import type { RequestInput } from '../protocol/request-input';
import type { Operation, OperationContext, OperationFamily } from './operation';
import { recordUse } from './record-use';
import { openBlob, requireSymmetricCipher, sealBlob } from './symmetric-cipher';
import { incompatible, requireUsable, secretOf } from './use-key';

const MAX_PLAINTEXT = 4096;
const MAX_CIPHERTEXT = 6144;
const algorithms = ['SYMMETRIC_DEFAULT', 'RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] as const;
type EncryptionAlgorithm = (typeof algorithms)[number];

function algorithmOf(input: RequestInput): EncryptionAlgorithm {
  return input.optionalOneOf('EncryptionAlgorithm', algorithms) ?? 'SYMMETRIC_DEFAULT';
}

function oaep(algorithm: EncryptionAlgorithm): { padding: number; oaepHash: string } {
  const oaepHash = algorithm === 'RSAES_OAEP_SHA_256' ? 'sha256' : 'sha1';
  return { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash };
}

/** A usable RSA key of usage ENCRYPT_DECRYPT. */
function requireRsaCipher(key: KeyRecord, algorithm: EncryptionAlgorithm, context: OperationContext): KeyRecord {
  requireUsable(key, 'ENCRYPT_DECRYPT', context);
  if (keyFamily(key.keySpec) !== 'rsa') throw incompatible(algorithm, key);
  return key;
}

const encrypt: Operation = (input, context) => {
  const plaintext = input.bytes('Plaintext', 1, MAX_PLAINTEXT);
  const algorithm = algorithmOf(input);
  const key = context.records.resolve(input.keyId(), 'aliases');
  const blob =
    algorithm === 'SYMMETRIC_DEFAULT'
      ? sealBlob(requireSymmetricCipher(key, context), plaintext, input.textMap('EncryptionContext')).blob
      : rsaEncrypt(requireRsaCipher(key, algorithm, context), algorithm, plaintext);
  recordUse(key, 'Encrypt', context);
  return {
    KeyId: context.records.arn(key.keyId),
    CiphertextBlob: blob.toString('base64'),
    EncryptionAlgorithm: algorithm,
  };
};

function rsaEncrypt(key: KeyRecord, algorithm: EncryptionAlgorithm, plaintext: Buffer): Buffer {
  const publicKey = createPublicKey(privateKeyOf(secretOf(key)));
  const room = (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8 - (algorithm.endsWith('256') ? 66 : 42);
  if (plaintext.length > room)
    throw validation(
      `Algorithm ${algorithm} and key spec ${key.keySpec} cannot encrypt data larger than ${room} bytes.`,
    );
  return publicEncrypt({ key: publicKey, ...oaep(algorithm) }, plaintext);
}

const decrypt: Operation = (input, context) => {
  const blob = input.bytes('CiphertextBlob', 1, MAX_CIPHERTEXT);
  const algorithm = algorithmOf(input);
  const named = input.has('KeyId') ? context.records.resolve(input.keyId(), 'aliases') : null;
  if (algorithm !== 'SYMMETRIC_DEFAULT') return rsaDecrypt(named, algorithm, blob, context);
  const opened = openBlob(blob, named, input.textMap('EncryptionContext'), context);
  recordUse(opened.key, 'Decrypt', context);
  return {
    KeyId: context.records.arn(opened.key.keyId),
    Plaintext: opened.plaintext.toString('base64'),
    EncryptionAlgorithm: algorithm,
    KeyMaterialId: opened.materialId,
  };
};

function rsaDecrypt(
  named: KeyRecord | null,
  algorithm: EncryptionAlgorithm,
  blob: Buffer,
  context: OperationContext,
): Readonly<Record<string, unknown>> {
  if (named === null) throw validation('KeyId is required for decryption with an asymmetric KMS key.');
  const key = requireRsaCipher(named, algorithm, context);
  const plaintext = tryPrivateDecrypt(key, algorithm, blob);
  if (plaintext === null) throw new AwsError('InvalidCiphertextException', '');
  recordUse(key, 'Decrypt', context);
  return {
    KeyId: context.records.arn(key.keyId),
    Plaintext: plaintext.toString('base64'),
    EncryptionAlgorithm: algorithm,
  };
}

function tryPrivateDecrypt(key: KeyRecord, algorithm: EncryptionAlgorithm, blob: Buffer): Buffer | null {
  try {
    return privateDecrypt({ key: privateKeyOf(secretOf(key)), ...oaep(algorithm) }, blob);
  } catch {
    return null;
  }
}

/** With symmetric keys on both sides. */
const reEncrypt: Operation = (input, context) => {
  const blob = input.bytes('CiphertextBlob', 1, MAX_CIPHERTEXT);
  const named = input.has('SourceKeyId') ? context.records.resolve(input.keyId('SourceKeyId'), 'aliases') : null;
  const destination = context.records.resolve(input.keyId('DestinationKeyId'), 'aliases');
  requireSymmetricCipher(destination, context);
  const source = openBlob(blob, named, input.textMap('SourceEncryptionContext'), context);
  const sealed = sealBlob(destination, source.plaintext, input.textMap('DestinationEncryptionContext'));
  recordUse(source.key, 'ReEncrypt', context);
  recordUse(destination, 'ReEncrypt', context);
  return {
    CiphertextBlob: sealed.blob.toString('base64'),
    SourceKeyId: context.records.arn(source.key.keyId),
    KeyId: context.records.arn(destination.keyId),
    SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    DestinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    SourceKeyMaterialId: source.materialId,
    DestinationKeyMaterialId: sealed.materialId,
  };
};

export const encryptOperations: OperationFamily = { Encrypt: encrypt, Decrypt: decrypt, ReEncrypt: reEncrypt };
