// Symmetric ciphertext blobs: AES-256-GCM, bound to the KMS key, the key material and the encryption context.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export type EncryptionContext = Readonly<Record<string, string>>;

/** What a blob says openly of itself. */
export interface BlobHeader {
  readonly keyId: string;
  readonly materialId: string;
}

const MAGIC = Buffer.from('KSIM1');
const MATERIAL_ID_LENGTH = 32;
const IV_LENGTH = 12;
const TAG_LENGTH = 16;

function header(of: BlobHeader): Buffer {
  const keyId = Buffer.from(of.keyId, 'utf8');
  return Buffer.concat([MAGIC, Buffer.from([keyId.length]), keyId, Buffer.from(of.materialId, 'hex')]);
}

/** Header and context are authenticated; the context's pairs in order of their names, as their order has no meaning. */
function associatedData(head: Buffer, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat([head, Buffer.from(JSON.stringify(pairs), 'utf8')]);
}

export function encryptBlob(of: BlobHeader, material: Buffer, plaintext: Buffer, context: EncryptionContext): Buffer {
  const head = header(of);
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv('aes-256-gcm', material, iv);
  cipher.setAAD(associatedData(head, context));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([head, iv, sealed, cipher.getAuthTag()]);
}

/** Reads which key and material a blob belongs to; null when it is no blob of this simulator. */
export function readBlobHeader(blob: Buffer): BlobHeader | null {
  const keyIdLength = blob[MAGIC.length];
  if (keyIdLength === undefined || !blob.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const keyIdEnd = MAGIC.length + 1 + keyIdLength;
  const materialEnd = keyIdEnd + MATERIAL_ID_LENGTH;
  if (blob.length < materialEnd + IV_LENGTH + TAG_LENGTH) return null;
  return {
    keyId: blob.subarray(MAGIC.length + 1, keyIdEnd).toString('utf8'),
    materialId: blob.subarray(keyIdEnd, materialEnd).toString('hex'),
  };
}

/** The plaintext, or null when material, context or any byte is not what it was. */
export function decryptBlob(blob: Buffer, of: BlobHeader, material: Buffer, context: EncryptionContext): Buffer | null {
  const head = header(of);
  const iv = blob.subarray(head.length, head.length + IV_LENGTH);
  const decipher = createDecipheriv('aes-256-gcm', material, iv);
  decipher.setAAD(associatedData(head, context));
  decipher.setAuthTag(blob.subarray(-TAG_LENGTH));
  try {
    const sealed = blob.subarray(head.length + IV_LENGTH, -TAG_LENGTH);
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    return null;
  }
}
