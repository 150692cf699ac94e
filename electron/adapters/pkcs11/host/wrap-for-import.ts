// Wraps a stored key under AWS's public key inside the token. The wrapping key is checked, made for one wrap, and destroyed.
import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ConsoleError } from '../../../../shared/errors';
import { aes256, type WrapRequest } from '../../../ports/hsm';
import type { WrappingAlgorithm, WrappingKeySpec } from '../../../../shared/aws-terms';
import { findOne, verifyImportable } from './secret-keys';
import type { Handle } from './pkcs11-api';
import { createSessionObject, destroyObject, oaepMechanism, wrapKey } from './session-calls';
import type { OaepHash, Session } from './session-calls';
import { wrappingKeyTemplate } from './templates';
import { ckrOf } from './token-call';
import type { TokenContext } from './token-context';

const hashes: Readonly<Record<WrappingAlgorithm, OaepHash>> = {
  RSAES_OAEP_SHA_256: 'SHA-256',
  RSAES_OAEP_SHA_1: 'SHA-1',
};
const bitsOf: Readonly<Record<WrappingKeySpec, number>> = { RSA_4096: 4096, RSA_3072: 3072, RSA_2048: 2048 };
/** SoftHSM 2.6.1 answers OAEP with SHA-256 with CKR_ARGUMENTS_BAD where others say CKR_MECHANISM_PARAM_INVALID. */
const refusedParameters = 'CKR_ARGUMENTS_BAD';

export function wrapForImport(token: TokenContext, request: WrapRequest): Promise<Uint8Array> {
  const wrappingKey = checkWrappingKey(request.publicKeyDer, request.keySpec);
  return token.use(async (session) => {
    const key = findOne(session, request.reference);
    if (key === null) throw new ConsoleError('hsm.object-missing', { facts: { reference: request.reference } });
    await verifyImportable(token, session, key, request.reference, request.secret ?? aes256);
    return wrapUnder(session, key, wrappingKey, hashes[request.algorithm]);
  });
}

export interface RsaPublicKey {
  readonly modulus: Buffer;
  readonly exponent: Buffer;
}

/** RSA of exactly the size asked for, e = 65537, canonical DER with nothing behind it; else `hsm.wrapping-key-refused`. */
export function checkWrappingKey(der: Uint8Array, keySpec: WrappingKeySpec): RsaPublicKey {
  const refuse = (reason: string, cause?: unknown): ConsoleError =>
    new ConsoleError('hsm.wrapping-key-refused', { facts: { reason, keySpec }, cause });
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
  } catch (cause) {
    throw refuse('not-a-public-key', cause);
  }
  if (key.asymmetricKeyType !== 'rsa') throw refuse('not-rsa');
  if (key.asymmetricKeyDetails?.modulusLength !== bitsOf[keySpec]) throw refuse('wrong-size');
  if (key.asymmetricKeyDetails.publicExponent !== 65537n) throw refuse('wrong-exponent');
  if (!key.export({ format: 'der', type: 'spki' }).equals(der)) throw refuse('not-canonical');
  return rsaPublicKeyOf(key);
}

export function rsaPublicKeyOf(key: KeyObject): RsaPublicKey {
  const { n, e } = key.export({ format: 'jwk' });
  return { modulus: Buffer.from(n ?? '', 'base64url'), exponent: Buffer.from(e ?? '', 'base64url') };
}

/** Imports the public key for this one wrap: a session object that can do nothing else, gone afterwards. */
export async function wrapUnder(
  session: Session,
  key: Handle,
  { modulus, exponent }: RsaPublicKey,
  hash: OaepHash,
): Promise<Buffer> {
  const wrappingKey = createSessionObject(session, wrappingKeyTemplate(modulus, exponent));
  try {
    const wrapped = await wrapKey(session, oaepMechanism(hash), wrappingKey, key, modulus.length);
    if (wrapped.length !== modulus.length) {
      throw new ConsoleError('hsm.failed', {
        facts: { reason: 'wrapped-length', bytes: wrapped.length, expected: modulus.length },
      });
    }
    return wrapped;
  } catch (error) {
    if (ckrOf(error) !== refusedParameters) throw error;
    throw new ConsoleError('hsm.mechanism-unsupported', {
      facts: { mechanism: `CKM_RSA_PKCS_OAEP ${hash}`, ckr: refusedParameters, function: 'C_WrapKey' },
      cause: error,
    });
  } finally {
    destroyObject(session, wrappingKey);
  }
}
