// Encrypt, Decrypt, GenerateDataKey and GenerateDataKeyWithoutPlaintext with symmetric keys.
import { randomBytes } from 'node:crypto';
import { AwsError, validation } from '../aws-error';
import { decryptBlob, encryptBlob, readBlobHeader } from '../crypto/ciphertext';
import { currentMaterial, materialById } from '../model/key-material';
import type { KeyRecord } from '../model/key-record';
import { requireState } from '../model/key-state';
import type { RequestInput } from '../protocol/request-input';
import type { Operation, OperationContext, OperationFamily } from './operation';
import { recordUse } from './record-use';

const MAX_PLAINTEXT = 4096;
const MAX_CIPHERTEXT = 6144;

/** The key, usable and symmetric. Other key types are refused as AWS refuses an algorithm that does not fit. */
function symmetricKey(key: KeyRecord, context: OperationContext): KeyRecord {
  const arn = context.records.arn(key.keyId);
  requireState(key, arn, ['Enabled']);
  if (key.keySpec !== 'SYMMETRIC_DEFAULT') {
    const message =
      key.keyUsage === 'ENCRYPT_DECRYPT'
        ? `Algorithm SYMMETRIC_DEFAULT and key spec ${key.keySpec} are incompatible.`
        : `${arn} key usage is ${key.keyUsage} which is not valid for this operation.`;
    throw new AwsError('InvalidKeyUsageException', message);
  }
  return key;
}

function seal(key: KeyRecord, plaintext: Buffer, input: RequestInput): Buffer {
  const material = currentMaterial(key);
  if (material === null) throw new AwsError('KeyUnavailableException', '', 500);
  const header = { keyId: key.keyId, materialId: material.id };
  return encryptBlob(header, material.secret, plaintext, input.textMap('EncryptionContext'));
}

const encrypt: Operation = (input, context) => {
  const plaintext = input.bytes('Plaintext', 1, MAX_PLAINTEXT);
  const key = symmetricKey(context.records.resolve(input.keyId(), 'aliases'), context);
  const blob = seal(key, plaintext, input);
  recordUse(key, 'Encrypt', context);
  return {
    KeyId: context.records.arn(key.keyId),
    CiphertextBlob: blob.toString('base64'),
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
  };
};

const decrypt: Operation = (input, context) => {
  const blob = input.bytes('CiphertextBlob', 1, MAX_CIPHERTEXT);
  const named = input.has('KeyId') ? context.records.resolve(input.keyId(), 'aliases') : null;
  const opened = openBlob(blob, named, input, context);
  recordUse(opened.key, 'Decrypt', context);
  return {
    KeyId: context.records.arn(opened.key.keyId),
    Plaintext: opened.plaintext.toString('base64'),
    EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    KeyMaterialId: opened.materialId,
  };
};

function openBlob(
  blob: Buffer,
  named: KeyRecord | null,
  input: RequestInput,
  context: OperationContext,
): { key: KeyRecord; materialId: string; plaintext: Buffer } {
  const header = readBlobHeader(blob);
  if (header === null) throw new AwsError('InvalidCiphertextException', '');
  if (named !== null && named.keyId !== header.keyId) {
    throw new AwsError(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    );
  }
  const found = named ?? context.records.key(header.keyId, 'lagging');
  if (found === null) {
    throw new AwsError(
      'AccessDeniedException',
      'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
    );
  }
  const key = symmetricKey(found, context);
  const material = materialById(key, header.materialId);
  const plaintext =
    material === null ? null : decryptBlob(blob, header, material.secret, input.textMap('EncryptionContext'));
  if (plaintext === null) throw new AwsError('InvalidCiphertextException', '');
  return { key, materialId: header.materialId, plaintext };
}

function dataKeyBytes(input: RequestInput): number {
  const spec = input.optionalOneOf('KeySpec', ['AES_256', 'AES_128']);
  const bytes = input.optionalInteger('NumberOfBytes', 1, 1024);
  if ((spec === null) === (bytes === null)) {
    throw validation('Please specify either number of bytes or key spec.');
  }
  return bytes ?? (spec === 'AES_256' ? 32 : 16);
}

function generateDataKey(operation: string, withPlaintext: boolean): Operation {
  return (input, context) => {
    const length = dataKeyBytes(input);
    const key = symmetricKey(context.records.resolve(input.keyId(), 'aliases'), context);
    const plaintext = randomBytes(length);
    const blob = seal(key, plaintext, input);
    recordUse(key, operation, context);
    return {
      KeyId: context.records.arn(key.keyId),
      CiphertextBlob: blob.toString('base64'),
      ...(withPlaintext ? { Plaintext: plaintext.toString('base64') } : {}),
      ...(key.currentMaterialId === null ? {} : { KeyMaterialId: key.currentMaterialId }),
    };
  };
}

export const encryptOperations: OperationFamily = {
  Encrypt: encrypt,
  Decrypt: decrypt,
  GenerateDataKey: generateDataKey('GenerateDataKey', true),
  GenerateDataKeyWithoutPlaintext: generateDataKey('GenerateDataKeyWithoutPlaintext', false),
};
