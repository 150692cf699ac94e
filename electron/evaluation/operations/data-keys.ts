// GenerateDataKey, GenerateDataKeyWithoutPlaintext and GenerateRandom.
import { randomBytes } from 'node:crypto';
import { validation } from '../aws-error';
import type { RequestInput } from '../protocol/request-input';
import type { Operation, OperationFamily } from './operation';
import { recordUse } from './record-use';
import { requireSymmetricCipher, sealBlob } from './symmetric-cipher';

function dataKeyBytes(input: RequestInput): number {
  const spec = input.optionalOneOf('KeySpec', ['AES_256', 'AES_128']);
  const bytes = input.optionalInteger('NumberOfBytes', 1, 1024);
  if ((spec === null) === (bytes === null)) throw validation('Please specify either number of bytes or key spec.');
  return bytes ?? (spec === 'AES_256' ? 32 : 16);
}

function generateDataKey(operation: string, withPlaintext: boolean): Operation {
  return (input, context) => {
    const length = dataKeyBytes(input);
    const key = requireSymmetricCipher(context.records.resolve(input.keyId(), 'aliases'), context);
    const plaintext = randomBytes(length);
    const sealed = sealBlob(key, plaintext, input.textMap('EncryptionContext'));
    recordUse(key, operation, context);
    return {
      KeyId: context.records.arn(key.keyId),
      CiphertextBlob: sealed.blob.toString('base64'),
      ...(withPlaintext ? { Plaintext: plaintext.toString('base64') } : {}),
      KeyMaterialId: sealed.materialId,
    };
  };
}

const generateRandom: Operation = (input) => {
  const bytes = input.optionalInteger('NumberOfBytes', 1, 1024);
  if (bytes === null) throw validation('NumberOfBytes is required.');
  return { Plaintext: randomBytes(bytes).toString('base64') };
};

export const dataKeyOperations: OperationFamily = {
  GenerateDataKey: generateDataKey('GenerateDataKey', true),
  GenerateDataKeyWithoutPlaintext: generateDataKey('GenerateDataKeyWithoutPlaintext', false),
  GenerateRandom: generateRandom,
};
