// GenerateMac and VerifyMac with HMAC keys.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../aws-error';
import type { KeyRecord } from '../model/key-record';
import type { RequestInput } from '../protocol/request-input';
import type { Operation, OperationContext, OperationFamily } from './operation';
import { recordUse } from './record-use';
import { incompatible, secretOf, usableKey } from './use-key';

const macAlgorithms = ['HMAC_SHA_224', 'HMAC_SHA_256', 'HMAC_SHA_384', 'HMAC_SHA_512'] as const;
const MAX_MESSAGE = 4096;

/** Key, algorithm and MAC of the request's message. */
function macOf(input: RequestInput, context: OperationContext): { key: KeyRecord; algorithm: string; mac: Buffer } {
  const message = input.bytes('Message', 1, MAX_MESSAGE);
  const algorithm = input.oneOf('MacAlgorithm', macAlgorithms);
  const key = usableKey(input, 'GENERATE_VERIFY_MAC', context);
  if (algorithm !== key.keySpec.replace('HMAC_', 'HMAC_SHA_')) throw incompatible(algorithm, key);
  const hash = algorithm.slice('HMAC_'.length).replace('SHA_', 'sha');
  return { key, algorithm, mac: createHmac(hash, secretOf(key)).update(message).digest() };
}

const generateMac: Operation = (input, context) => {
  const { key, algorithm, mac } = macOf(input, context);
  recordUse(key, 'GenerateMac', context);
  return { KeyId: context.records.arn(key.keyId), Mac: mac.toString('base64'), MacAlgorithm: algorithm };
};

const verifyMac: Operation = (input, context) => {
  const given = input.bytes('Mac', 1, 6144);
  const { key, algorithm, mac } = macOf(input, context);
  if (given.length !== mac.length || !timingSafeEqual(given, mac)) throw new AwsError('KMSInvalidMacException', '');
  recordUse(key, 'VerifyMac', context);
  return { KeyId: context.records.arn(key.keyId), MacAlgorithm: algorithm, MacValid: true };
};

export const macOperations: OperationFamily = { GenerateMac: generateMac, VerifyMac: verifyMac };
