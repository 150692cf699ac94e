// What the token can really do, found by trying with throw-away keys: a mechanism in its list is no promise for parameters.
// Each trial runs once per login, when it is first needed.
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { HsmCapabilities } from '../../../ports/hsm';
import { methodOf, probeCheckValue } from './check-value';
import type { CheckValuePlan } from './check-value';
import { gcmParameterTypes } from './gcm';
import type { GcmParameterType } from './gcm';
import { readObject } from './object-attributes';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import type { OaepHash, Session } from './session-calls';
import { canDo, destroyLeftOvers } from './throw-away';
import { trialRsaBits, tryEcdsa, tryGcm, tryHmac, tryPss, tryRepeatedId, tryRsaOaep, tryWrap, withAes } from './trials';
import type { OutsidePair } from './trials';

const oaepHashes: readonly OaepHash[] = ['SHA-256', 'SHA-1'];

export class Abilities {
  readonly #known = new Map<string, Promise<unknown>>();

  checkValuePlan(session: Session): Promise<CheckValuePlan> {
    return this.#once('check-value', () => probeCheckValue(session));
  }

  /** Does CKA_LOCAL say true for a key the token generated? */
  localIsTruthful(session: Session): Promise<boolean> {
    return this.#once('local', () =>
      canDo(() =>
        withAes(session, {}, ([key]) => readObject(session, key as Handle, [ck.CKA_LOCAL]).flag(ck.CKA_LOCAL) === true),
      ),
    );
  }

  /** Does the token make a key with CKA_MODIFIABLE false? */
  unmodifiable(session: Session): Promise<boolean> {
    return this.#once('unmodifiable', () => canDo(() => withAes(session, { modifiable: false }, () => true)));
  }

  aesKeyGen(session: Session): Promise<boolean> {
    return this.#once('aes', () => canDo(() => withAes(session, { extractable: true }, () => true)));
  }

  hmac(session: Session, bits: number): Promise<boolean> {
    return this.#once(`hmac ${bits}`, () => canDo(() => tryHmac(session, bits)));
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
      hmac224: await this.hmac(session, 224),
      hmac256: await this.hmac(session, 256),
      hmac384: await this.hmac(session, 384),
      hmac512: await this.hmac(session, 512),
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
