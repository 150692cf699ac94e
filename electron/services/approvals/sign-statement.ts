// One signature of an identity: its key is opened by the password for exactly this statement and wiped.
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { Identity, SigningKey } from '../../domain/entities';
import { canonicalJson } from '../../../shared/canonical-json';
import { ConsoleError } from '../../../shared/errors';
import type { Passwords } from '../passwords';

/** base64 Ed25519 signature (RFC 8032) over the canonical JSON of `statement`; `auth.login-refused` when the password does not open the key. */
export async function signStatement(
  passwords: Passwords,
  identity: Identity,
  password: string,
  statement: unknown,
): Promise<string> {
  const secret = await passwords.openSigningKey(password, identity.signingKey.sealedPrivateKey);
  if (secret === null) throw new ConsoleError('auth.login-refused');
  try {
    const key = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
    return sign(null, Buffer.from(canonicalJson(statement), 'utf8'), key).toString('base64');
  } finally {
    secret.fill(0);
  }
}

/** Does the signature fit the statement under this key? */
export function statementSigned(key: Pick<SigningKey, 'publicKeyDer'>, statement: unknown, signature: string): boolean {
  const publicKey = createPublicKey({ key: Buffer.from(key.publicKeyDer, 'base64'), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(canonicalJson(statement), 'utf8'), publicKey, Buffer.from(signature, 'base64'));
}
