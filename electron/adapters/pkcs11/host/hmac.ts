// HMAC with a generic secret of the token, and the check value that is made of it.
import { ConsoleError } from '../../../../shared/errors';
import type { CheckValue, MacAlgorithm } from '../../../ports/hsm';
import { readObject } from './object-attributes';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { signData } from './session-calls';
import type { Session } from './session-calls';

interface Hmac {
  readonly algorithm: MacAlgorithm;
  readonly mechanism: number;
}
/**
 * By the bytes of the key, which are those of the MAC too. AWS KMS has one algorithm for each key spec, and SoftHSM takes no key that
 * is shorter than the hash.
 */
const hmacs: Readonly<Record<number, Hmac>> = {
  28: { algorithm: 'HMAC_SHA_224', mechanism: ck.CKM_SHA224_HMAC },
  32: { algorithm: 'HMAC_SHA_256', mechanism: ck.CKM_SHA256_HMAC },
  48: { algorithm: 'HMAC_SHA_384', mechanism: ck.CKM_SHA384_HMAC },
  64: { algorithm: 'HMAC_SHA_512', mechanism: ck.CKM_SHA512_HMAC },
};
const zeros = Buffer.alloc(16);
const checkValueBytes = 3;

/** Rejects with `hsm.object-refused` for a key of a length that no algorithm is for. */
export async function signHmac(
  session: Session,
  key: Handle,
  message: Uint8Array,
): Promise<{ readonly algorithm: MacAlgorithm; readonly mac: Buffer }> {
  const bytes = readObject(session, key, [ck.CKA_VALUE_LEN]).number(ck.CKA_VALUE_LEN) ?? 0;
  const hmac = hmacs[bytes];
  if (hmac === undefined) throw new ConsoleError('hsm.object-refused', { facts: { mismatch: 'length', bytes } });
  const { algorithm, mechanism } = hmac;
  return { algorithm, mac: await signData(session, { mechanism }, key, Buffer.from(message), bytes) };
}

/** First three bytes of the HMAC over 16 zero bytes: CKA_CHECK_VALUE of a generic secret is not to be had on every token. */
export async function hmacCheckValue(session: Session, key: Handle): Promise<CheckValue> {
  const { algorithm, mac } = await signHmac(session, key, zeros);
  return { method: `${algorithm}_ZEROS`, value: mac.subarray(0, checkValueBytes).toString('hex') };
}
