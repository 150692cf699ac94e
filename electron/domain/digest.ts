// SHA-256 over canonical JSON or bytes: how rows, commands and audit entries are frozen.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/canonical-json';

/** Lower-case hex SHA-256 of UTF-8 text or bytes. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** SHA-256 (hex) of the canonical JSON of a value. */
export function digestOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
