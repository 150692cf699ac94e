// Random ids and references: 128 bits from the platform's random source, as 32 lower-case hex characters.
import { randomBytes } from 'node:crypto';
import type { HsmReference } from '../ports/hsm';

export function newRowId(): string {
  return randomBytes(16).toString('hex');
}

/** A reference that becomes CKA_ID on the token, and tag and description in AWS KMS. */
export function newReference(): HsmReference {
  return randomBytes(16).toString('hex') as HsmReference;
}
