// The key a cryptographic operation uses: found, enabled, and of a usage that fits.
import { AwsError } from '../aws-error';
import { currentMaterial } from '../model/key-material';
import type { KeyRecord } from '../model/key-record';
import type { KeyUsage } from '../model/key-specs';
import { requireState } from '../model/key-state';
import type { RequestInput } from '../protocol/request-input';
import type { OperationContext } from './operation';

/** Throws DisabledException, KMSInvalidState or InvalidKeyUsage like AWS. */
export function requireUsable(key: KeyRecord, usage: KeyUsage, context: OperationContext): KeyRecord {
  const arn = context.records.arn(key.keyId);
  requireState(key, arn, ['Enabled']);
  if (key.keyUsage !== usage) {
    throw new AwsError(
      'InvalidKeyUsageException',
      `${arn} key usage is ${key.keyUsage} which is not valid for this operation.`,
    );
  }
  return key;
}

/** As `requireUsable`, for the key that KeyId names by id, ARN or alias. */
export function usableKey(input: RequestInput, usage: KeyUsage, context: OperationContext): KeyRecord {
  return requireUsable(context.records.resolve(input.keyId(), 'aliases'), usage, context);
}

export function incompatible(algorithm: string, key: KeyRecord): AwsError {
  return new AwsError(
    'InvalidKeyUsageException',
    `Algorithm ${algorithm} and key spec ${key.keySpec} are incompatible.`,
  );
}

/** The bytes of the material in use. An enabled key always has them. */
export function secretOf(key: KeyRecord): Buffer {
  const material = currentMaterial(key);
  if (material === null) throw new AwsError('KeyUnavailableException', '', 500);
  return material.secret;
}
