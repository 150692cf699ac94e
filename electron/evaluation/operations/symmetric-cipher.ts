// Seals and opens symmetric ciphertext blobs with the materials of KMS keys.
import { AwsError } from '../aws-error';
import { decryptBlob, encryptBlob, readBlobHeader, type EncryptionContext } from '../crypto/ciphertext';
import { currentMaterial, materialById } from '../model/key-material';
import type { KeyRecord } from '../model/key-record';
import type { OperationContext } from './operation';
import { incompatible, requireUsable } from './use-key';

/** The key, usable and symmetric. */
export function requireSymmetricCipher(key: KeyRecord, context: OperationContext): KeyRecord {
  requireUsable(key, 'ENCRYPT_DECRYPT', context);
  if (key.keySpec !== 'SYMMETRIC_DEFAULT') throw incompatible('SYMMETRIC_DEFAULT', key);
  return key;
}

export interface SealedBlob {
  readonly blob: Buffer;
  readonly materialId: string;
}

export function sealBlob(key: KeyRecord, plaintext: Buffer, encryptionContext: EncryptionContext): SealedBlob {
  const material = currentMaterial(key);
  if (material === null) throw new AwsError('KeyUnavailableException', '', 500);
  const header = { keyId: key.keyId, materialId: material.id };
  return { blob: encryptBlob(header, material.secret, plaintext, encryptionContext), materialId: material.id };
}

export interface OpenedBlob {
  readonly key: KeyRecord;
  readonly materialId: string;
  readonly plaintext: Buffer;
}

/** `named`: the key the caller says it is; otherwise the blob tells. */
export function openBlob(
  blob: Buffer,
  named: KeyRecord | null,
  encryptionContext: EncryptionContext,
  context: OperationContext,
): OpenedBlob {
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
  const key = requireSymmetricCipher(found, context);
  const material = materialById(key, header.materialId);
  const plaintext = material === null ? null : decryptBlob(blob, header, material.secret, encryptionContext);
  if (plaintext === null) throw new AwsError('InvalidCiphertextException', '');
  return { key, materialId: header.materialId, plaintext };
}
