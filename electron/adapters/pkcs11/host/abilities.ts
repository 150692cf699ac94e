// What the token can really do, found by trying with throw-away keys: a mechanism in its list is no promise for parameters.
// Each trial runs once per login, when it is first needed.
import { constants, createHash, generateKeyPair, privateDecrypt, publicEncrypt, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { HsmCapabilities } from '../../../ports/hsm';
import { methodOf, probeCheckValue } from './check-value';
import type { CheckValuePlan } from './check-value';
import { gcmOpen, gcmParameterTypes, gcmSeal } from './gcm';
import type { GcmParameterType } from './gcm';
import { generateP256, generateRsa, signWith, verifyWith } from './key-pairs';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { readP256PublicKey, readRsaPublicKey } from './public-keys';
import { decryptData, destroyObject, findObjects, generateKey, oaepMechanism, readFlag } from './session-calls';
import type { OaepHash, Session } from './session-calls';
import { aesTemplate } from './templates';
import type { Naming } from './templates';
import { canDo, destroyLeftOvers, throwAwayName, withThrowAway } from './throw-away';
import { rsaPublicKeyOf, wrapUnder } from './wrap-for-import';

const trialRsaBits = 2048;
const oaepHashes: readonly OaepHash[] = ['SHA-256', 'SHA-1'];
const nodeHash: Readonly<Record<OaepHash, string>> = { 'SHA-256': 'sha256', 'SHA-1': 'sha1' };

export class Abilities {
  readonly #known = new Map<string, Promise<unknown>>();

  checkValuePlan(session: Session): Promise<CheckValuePlan> {
    return this.#once('check-value', () => probeCheckValue(session));
  }

  /** Does CKA_LOCAL say true for a key the token generated? */
  localIsTruthful(session: Session): Promise<boolean> {
    return this.#once('local', () =>
      canDo(() => withAes(session, {}, ([key]) => readFlag(session, key as Handle, ck.CKA_LOCAL) === true)),
    );
  }

  /** Does the token make a key with CKA_MODIFIABLE false? */
  unmodifiable(session: Session): Promise<boolean> {
    return this.#once('unmodifiable', () => canDo(() => withAes(session, { modifiable: false }, () => true)));
  }

  aesKeyGen(session: Session): Promise<boolean> {
    return this.#once('aes', () => canDo(() => withAes(session, { extractable: true }, () => true)));
  }

  wrapOaep(session: Session, hash: OaepHash): Promise<boolean> {
    return this.#once(`wrap ${hash}`, () => canDo(async () => tryWrap(session, hash, await this.#outsidePair())));
  }

  /** The form of GCM parameters this token takes; null when it cannot seal by GCM. */
  gcm(session: Session): Promise<GcmParameterType | null> {
    return this.#once('gcm', async () => {
      for (const type of gcmParameterTypes) if (await canDo(() => tryGcm(session, type))) return type;
      return null;
    });
  }

  /** The best hash with which the token opens RSA-OAEP; null when it cannot. */
  rsaOaep(session: Session): Promise<OaepHash | null> {
    return this.#once('rsa-oaep', async () => {
      for (const hash of oaepHashes) if (await canDo(() => tryRsaOaep(session, hash))) return hash;
      return null;
    });
  }

  ecdsaP256(session: Session): Promise<boolean> {
    return this.#once('ecdsa', () => canDo(() => tryEcdsa(session)));
  }

  rsaPss(session: Session): Promise<boolean> {
    return this.#once('pss', () => canDo(() => tryPss(session)));
  }

  /** Everything, for the record; also clears what a probe left behind whose process died. */
  async probe(session: Session, now: Date): Promise<HsmCapabilities> {
    destroyLeftOvers(session);
    return {
      aesKeyGen: await this.aesKeyGen(session),
      wrapOaepSha256: await this.wrapOaep(session, 'SHA-256'),
      wrapOaepSha1: await this.wrapOaep(session, 'SHA-1'),
      sealAesGcm: (await this.gcm(session)) !== null,
      sealRsaOaep: (await this.rsaOaep(session)) !== null,
      signEcdsaP256: await this.ecdsaP256(session),
      signRsaPss: await this.rsaPss(session),
      checkValue: methodOf(await this.checkValuePlan(session)),
      localIsTruthful: await this.localIsTruthful(session),
      repeatedIdIsSafe: await this.#once('repeated-id', () => canDo(() => tryRepeatedId(session))),
      probedAt: now.toISOString(),
    };
  }

  /** Stands for AWS's wrapping key in trials; its private half stays in this process. */
  #outsidePair(): Promise<OutsidePair> {
    return this.#once('outside-pair', () => promisify(generateKeyPair)('rsa', { modulusLength: trialRsaBits }));
  }

  /** A trial that failed for another reason than the token's refusal (a lost login) is not kept. */
  #once<T>(name: string, trial: () => Promise<T>): Promise<T> {
    const known = this.#known.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const running = trial().catch((error: unknown) => {
      this.#known.delete(name);
      throw error;
    });
    this.#known.set(name, running);
    return running;
  }
}

interface OutsidePair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface AesOptions {
  readonly extractable?: boolean;
  readonly modifiable?: boolean;
  readonly usages?: readonly ('encrypt' | 'decrypt')[];
}

function makeAes(session: Session, name: Naming, options: AesOptions): Promise<Handle> {
  const { extractable = false, modifiable = true, usages = [] } = options;
  return generateKey(
    session,
    { mechanism: ck.CKM_AES_KEY_GEN },
    aesTemplate(name, { extractable, modifiable, usages }),
  );
}

function withAes<T>(
  session: Session,
  options: AesOptions,
  work: (keys: readonly Handle[]) => Promise<T> | T,
): Promise<T> {
  return withThrowAway(session, async (name) => [await makeAes(session, name, options)], work);
}

/** Wraps under a pair made here and opens it again: right only if hash and MGF1 are what they are said to be. */
function tryWrap(session: Session, hash: OaepHash, { publicKey, privateKey }: OutsidePair): Promise<boolean> {
  return withAes(session, { extractable: true }, async ([key]) => {
    const wrapped = await wrapUnder(session, key as Handle, rsaPublicKeyOf(publicKey), hash);
    return openOaep(privateKey, wrapped, hash) === 32;
  });
}

/** Length of the plaintext, or 0 where it does not open. */
function openOaep(key: KeyObject, wrapped: Buffer, hash: OaepHash): number {
  try {
    const plaintext = privateDecrypt(
      { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: nodeHash[hash] },
      wrapped,
    );
    const { length } = plaintext;
    plaintext.fill(0);
    return length;
  } catch {
    return 0;
  }
}

async function tryGcm(session: Session, type: GcmParameterType): Promise<boolean> {
  return withAes(session, { usages: ['encrypt', 'decrypt'] }, async ([key]) => {
    const data = randomBytes(32);
    const iv = randomBytes(12);
    const sealed = await gcmSeal(session, key as Handle, type, { iv, aad: Buffer.from('context') }, data);
    const opened = await gcmOpen(session, key as Handle, type, { iv, aad: Buffer.from('context') }, sealed);
    // A token that ignores the context seals nothing to it.
    const elsewhere = await canDo(async () => {
      await gcmOpen(session, key as Handle, type, { iv, aad: Buffer.from('another') }, sealed);
      return true;
    });
    return opened.equals(data) && !elsewhere;
  });
}

function tryRsaOaep(session: Session, hash: OaepHash): Promise<boolean> {
  return withPair(
    session,
    (name) => generateRsa(session, name, 'decrypt', trialRsaBits),
    async (_publicKey, privateKey) => {
      const data = randomBytes(32);
      const sealed = publicEncrypt({ key: readRsaPublicKey(session, privateKey), oaepHash: nodeHash[hash] }, data);
      return (await decryptData(session, oaepMechanism(hash), privateKey, sealed, sealed.length)).equals(data);
    },
  );
}

function tryEcdsa(session: Session): Promise<boolean> {
  return withPair(
    session,
    (name) => generateP256(session, name),
    async (publicKey, privateKey) => {
      const data = createHash('sha256').update(throwAwayName(false).id).digest();
      const signature = await signWith(session, privateKey, 'ECDSA_SHA_256', data);
      return verifyWith(readP256PublicKey(session, publicKey), 'ECDSA_SHA_256', data, signature);
    },
  );
}

function tryPss(session: Session): Promise<boolean> {
  return withPair(
    session,
    (name) => generateRsa(session, name, 'sign', trialRsaBits),
    async (_publicKey, privateKey) => {
      const data = randomBytes(32);
      const signature = await signWith(session, privateKey, 'RSASSA_PSS_SHA_256', data);
      return verifyWith(readRsaPublicKey(session, privateKey), 'RSASSA_PSS_SHA_256', data, signature);
    },
  );
}

function withPair<T>(
  session: Session,
  make: (name: Naming) => Promise<{ publicKey: Handle; privateKey: Handle }>,
  work: (publicKey: Handle, privateKey: Handle) => Promise<T>,
): Promise<T> {
  return withThrowAway(
    session,
    async (name) => {
      const pair = await make(name);
      return [pair.publicKey, pair.privateKey];
    },
    ([publicKey, privateKey]) => work(publicKey as Handle, privateKey as Handle),
  );
}

/** Two token keys with one CKA_ID: only token objects show it. Is the first still there beside the second? */
async function tryRepeatedId(session: Session): Promise<boolean> {
  const name = throwAwayName(true);
  const find = (): readonly Handle[] =>
    findObjects(session, [
      { type: ck.CKA_TOKEN, value: true },
      { type: ck.CKA_ID, value: name.id },
    ]);
  try {
    await makeAes(session, name, {});
    await makeAes(session, name, {});
    return find().length === 2;
  } finally {
    for (const object of find()) destroyObject(session, object);
  }
}
