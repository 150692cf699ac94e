// Import tokens: sealed by the simulator and bound to one key and one wrapping key pair, whose private half they carry.
// Nothing of a pair is stored, and a token outlives a restart.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** What a token says. */
export interface ImportTokenContent {
  readonly keyId: string;
  readonly region: string;
  readonly wrappingAlgorithm: string;
  readonly validToMs: number;
  /** base64, DER PKCS#8 */
  readonly privateKey: string;
}

const IV_LENGTH = 12;
const TAG_LENGTH = 16;

function sealingKey(secret: Buffer): Buffer {
  return createHash('sha256').update('import-token').update(secret).digest();
}

export function sealImportToken(content: ImportTokenContent, secret: Buffer): Buffer {
  const iv = randomBytes(IV_LENGTH);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret), iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]);
}

/** The content, or null when these bytes are no token of this simulator. */
export function openImportToken(token: Buffer, secret: Buffer): ImportTokenContent | null {
  if (token.length <= IV_LENGTH + TAG_LENGTH) return null;
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret), token.subarray(0, IV_LENGTH));
  decipher.setAuthTag(token.subarray(-TAG_LENGTH));
  try {
    const opened = Buffer.concat([decipher.update(token.subarray(IV_LENGTH, -TAG_LENGTH)), decipher.final()]);
    return JSON.parse(opened.toString('utf8')) as ImportTokenContent;
  } catch {
    return null;
  }
}
