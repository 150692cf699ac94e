// Password hashing and the sealing of identities' signing keys, by Node's scrypt at high cost (RFC 7914).
import {
  createCipheriv,
  createDecipheriv,
  generateKeyPairSync,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import type { PasswordHash, SigningKey } from '../domain/entities';

export interface ScryptCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}
/** About 0.3 s and 128 MiB a guess on a desktop of 2024 (OWASP password storage: N = 2^17, r = 8, p = 1). */
export const usualScryptCost: ScryptCost = { n: 2 ** 17, r: 8, p: 1 };

/** Hashes, compares and seals at one cost. */
export interface Passwords {
  readonly hashPassword: (password: string) => Promise<PasswordHash>;
  /** Compares in constant time. A missing identity is checked against a decoy, so that names cannot be guessed by timing. */
  readonly passwordMatches: (password: string, stored: PasswordHash | null) => Promise<boolean>;
  /** A fresh Ed25519 pair: public half in the clear, private half sealed under the password. */
  readonly makeSigningKey: (
    password: string,
  ) => Promise<Pick<SigningKey, 'algorithm' | 'publicKeyDer' | 'sealedPrivateKey'>>;
  /** The same key sealed under a new password. Null when the old one does not open it. */
  readonly resealSigningKey: (
    oldPassword: string,
    newPassword: string,
    sealed: SigningKey['sealedPrivateKey'],
  ) => Promise<SigningKey['sealedPrivateKey'] | null>;
  /** The private key (PKCS#8 DER); the caller wipes it after one signature. Null when the password does not open it. */
  readonly openSigningKey: (password: string, sealed: SigningKey['sealedPrivateKey']) => Promise<Buffer | null>;
}

/** Derives 32 bytes; runs in the thread pool, never on the event loop. */
function derive(password: string, salt: Uint8Array, parameters: { n: number; r: number; p: number }): Promise<Buffer> {
  const { n, r, p } = parameters;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, { N: n, r, p, maxmem: 256 * n * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** @param cost of every new hash and seal; tests use a low one */
export function createPasswords(cost: ScryptCost = usualScryptCost): Passwords {
  const decoyHash: PasswordHash = {
    algorithm: 'scrypt',
    ...cost,
    salt: randomBytes(16).toString('base64'),
    hash: randomBytes(32).toString('base64'),
  };
  return {
    async hashPassword(password) {
      const salt = randomBytes(16);
      const hash = await derive(password, salt, cost);
      return { algorithm: 'scrypt', ...cost, salt: salt.toString('base64'), hash: hash.toString('base64') };
    },
    async passwordMatches(password, stored) {
      const against = stored ?? decoyHash;
      const expected = Buffer.from(against.hash, 'base64');
      const actual = await derive(password, Buffer.from(against.salt, 'base64'), against);
      return timingSafeEqual(actual, expected) && stored !== null;
    },
    makeSigningKey: (password) => makeKeyAt(cost, password),
    async resealSigningKey(oldPassword, newPassword, sealed) {
      const secret = await openKeyAt(cost, oldPassword, sealed);
      return secret === null ? null : sealKeyAt(cost, newPassword, secret);
    },
    openSigningKey: (password, sealed) => openKeyAt(cost, password, sealed),
  };
}

/** At the usual cost. */
export const { hashPassword, passwordMatches, makeSigningKey, openSigningKey } = createPasswords();

async function makeKeyAt(
  cost: ScryptCost,
  password: string,
): Promise<Pick<SigningKey, 'algorithm' | 'publicKeyDer' | 'sealedPrivateKey'>> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    algorithm: 'Ed25519',
    publicKeyDer: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    sealedPrivateKey: await sealKeyAt(cost, password, privateKey.export({ format: 'der', type: 'pkcs8' })),
  };
}

/** Wipes `secret`. */
async function sealKeyAt(cost: ScryptCost, password: string, secret: Buffer): Promise<SigningKey['sealedPrivateKey']> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const key = await derive(password, salt, cost);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const ciphertext = Buffer.concat([cipher.update(secret), cipher.final()]);
  key.fill(0);
  secret.fill(0);
  return {
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    ciphertext: ciphertext.toString('base64'),
  };
}

async function openKeyAt(
  cost: ScryptCost,
  password: string,
  sealed: SigningKey['sealedPrivateKey'],
): Promise<Buffer | null> {
  const key = await derive(password, Buffer.from(sealed.salt, 'base64'), cost);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64'));
    decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(sealed.ciphertext, 'base64')), decipher.final()]);
  } catch {
    // Authentication failed: a wrong password, which is an answer and not a fault.
    return null;
  } finally {
    key.fill(0);
  }
}
