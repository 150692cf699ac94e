// Public halves of token key pairs as node:crypto keys, and ECDSA signatures in the form the rest of the world reads.
import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ConsoleError } from '../../../../shared/errors';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { readAttribute } from './session-calls';
import type { Session } from './session-calls';

const p256CoordinateBytes = 32;
const p256PointBytes = 1 + 2 * p256CoordinateBytes;
const uncompressed = 0x04;

/** From CKA_MODULUS and CKA_PUBLIC_EXPONENT, which the private key object has too: no planted public object can stand in. */
export function readRsaPublicKey(session: Session, object: Handle): KeyObject {
  const modulus = readAttribute(session, object, ck.CKA_MODULUS);
  const exponent = readAttribute(session, object, ck.CKA_PUBLIC_EXPONENT);
  if (modulus === null || exponent === null)
    throw new ConsoleError('hsm.failed', { facts: { reason: 'no-public-key' } });
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') },
  });
}

/** From CKA_EC_POINT of the public key object; by the standard a DER OCTET STRING, on some tokens the bare point. */
export function readP256PublicKey(session: Session, publicObject: Handle): KeyObject {
  const point = bareP256Point(readAttribute(session, publicObject, ck.CKA_EC_POINT));
  const x = point.subarray(1, 1 + p256CoordinateBytes).toString('base64url');
  const y = point.subarray(1 + p256CoordinateBytes).toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
}

/** The 65 bytes 04 || X || Y out of a CKA_EC_POINT. */
export function bareP256Point(value: Buffer | null): Buffer {
  const wrapped = value?.length === p256PointBytes + 2 && value[0] === 0x04 && value[1] === p256PointBytes;
  const point = wrapped ? value.subarray(2) : value;
  if (point?.length !== p256PointBytes || point[0] !== uncompressed) {
    throw new ConsoleError('hsm.failed', { facts: { reason: 'ec-point', bytes: value?.length ?? 0 } });
  }
  return point;
}

/** DER SubjectPublicKeyInfo. */
export function spkiOf(key: KeyObject): Uint8Array {
  return Uint8Array.from(key.export({ format: 'der', type: 'spki' }));
}

/** PKCS#11's r || s (64 bytes on P-256) as DER SEQUENCE { INTEGER r, INTEGER s } (RFC 3279). */
export function ecdsaDer(raw: Uint8Array): Uint8Array {
  if (raw.length !== 2 * p256CoordinateBytes) {
    throw new ConsoleError('hsm.failed', { facts: { reason: 'signature-length', bytes: raw.length } });
  }
  const body = [raw.subarray(0, p256CoordinateBytes), raw.subarray(p256CoordinateBytes)].flatMap(derInteger);
  return Uint8Array.from([0x30, body.length, ...body]);
}

function derInteger(unsigned: Uint8Array): number[] {
  const bytes = [...unsigned];
  while (bytes.length > 1 && bytes[0] === 0 && (bytes[1] ?? 0) < 0x80) bytes.shift();
  if ((bytes[0] ?? 0) >= 0x80) bytes.unshift(0);
  return [0x02, bytes.length, ...bytes];
}
