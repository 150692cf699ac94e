// What the console asks of every token, run against each real one. What a token cannot do is skipped by name and printed.
import { createPublicKey, createVerify, constants, generateKeyPairSync, sign, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestContext } from 'vitest';
import type { AnchorKey, HsmCapabilities, HsmReference, HsmState } from '../../electron/ports/hsm';
import { wrappingAlgorithms, wrappingKeySpecs } from '../../shared/aws-terms';
import type { WrappingAlgorithm } from '../../shared/aws-terms';
import { checkValueOf, newReference, unwrap, wrappingPair } from '../support/tokens/key-material';
import { destroyObjects, generateForeignAes, listObjects, plantAes } from '../support/tokens/raw-token';
import type { TokenAccess } from '../support/tokens/raw-token';
import { recordedHsm, spoken } from '../support/tokens/recorded-hsm';

export interface ContractToken extends TokenAccess {
  release(): void | Promise<void>;
}

export type Abilities = Omit<HsmCapabilities, 'probedAt'>;

const wrapAbility: Readonly<Record<WrappingAlgorithm, 'wrapOaepSha256' | 'wrapOaepSha1'>> = {
  RSAES_OAEP_SHA_256: 'wrapOaepSha256',
  RSAES_OAEP_SHA_1: 'wrapOaepSha1',
};
const context = Buffer.from('store 0123');
const secret = Buffer.from('the 32 bytes of a store key ....');

/**
 * `expected`: what probing must find on this token, so that a lost ability is noticed and not just skipped.
 * `quirks.readableKeys`: does the token make keys that are not sensitive at all?
 */
export function hsmContract(
  name: string,
  take: (recorded: ReturnType<typeof recordedHsm>) => Promise<ContractToken>,
  expected: Abilities,
  quirks: { readableKeys: boolean } = { readableKeys: true },
): void {
  describe(name, () => {
    const recorded = recordedHsm({ maxSessions: 3 });
    const { hsm } = recorded;
    const materials: Buffer[] = [];
    let token: ContractToken;

    beforeAll(async () => {
      token = await take(recorded);
    });
    afterAll(async () => {
      await hsm.close();
      await token.release();
    });

    async function logIn(): Promise<void> {
      await hsm.connect(token.module, { label: token.label });
      await hsm.login(token.pin);
    }

    /** The algorithm with which this token's keys are pushed. */
    const algorithm: WrappingAlgorithm = expected.wrapOaepSha256 ? 'RSAES_OAEP_SHA_256' : 'RSAES_OAEP_SHA_1';

    /** Wraps and opens again: the key's value, as only AWS would see it. */
    async function materialOf(reference: HsmReference): Promise<Buffer> {
      const pair = wrappingPair('RSA_2048');
      const wrapped = await hsm.wrapForImport({
        reference,
        publicKeyDer: pair.publicKeyDer,
        algorithm,
        keySpec: 'RSA_2048',
      });
      const material = unwrap(pair, algorithm, wrapped);
      materials.push(material);
      return material;
    }

    function skipWithout(test: TestContext, ability: string, able: boolean): void {
      if (able) return;
      process.stdout.write(`${name}: skipped ${ability}\n`);
      test.skip(`the token has no ${ability}`);
    }

    describe('before the login', () => {
      it('says what the module is, and lists the token', async () => {
        const info = await hsm.inspect(token.module);
        expect(info.sha256).toMatch(/^[0-9a-f]{64}$/);
        expect(info.software).toBe(true);
        expect(info.tokens.map(({ label }) => label)).toContain(token.label);
      });

      it('refuses a token that is not there', async () => {
        await expect(hsm.connect(token.module, { label: 'no such token' })).rejects.toMatchObject({
          code: 'hsm.token-missing',
        });
      });

      it('refuses a module whose file is not the approved one', async () => {
        await expect(
          hsm.connect({ ...token.module, approvedSha256: '0'.repeat(64) }, { label: token.label }),
        ).rejects.toMatchObject({
          code: 'hsm.module-changed',
        });
      });

      it('finds the token, and makes no key on it', async () => {
        const info = await hsm.connect(token.module, { label: token.label });
        expect(info.label).toBe(token.label);
        expect(hsm.state.kind).toBe('connected');
        await expect(hsm.generateAes256(newReference(), 'too early')).rejects.toMatchObject({
          code: 'hsm.not-logged-in',
        });
      });

      it('refuses a wrong PIN, changes nothing by it, and stays connected', async () => {
        await expect(hsm.login('00000000')).rejects.toMatchObject({ code: 'hsm.pin-incorrect', certainty: 'not-done' });
        expect(hsm.state.kind).toBe('connected');
      });

      it('logs in', async () => {
        await hsm.login(token.pin);
        expect(hsm.state.kind).toBe('logged-in');
      });
    });

    describe('probing', () => {
      it('finds what this token is known to do', async () => {
        const { probedAt, ...found } = await hsm.probe();
        expect(Date.parse(probedAt)).toBeGreaterThan(0);
        expect(found).toEqual(expected);
      });

      it('leaves nothing on the token', () => {
        expect(listObjects(token).filter(({ LABEL }) => Buffer.from(LABEL, 'hex').includes('probe'))).toEqual([]);
      });
    });

    describe('a key that shall be pushed', () => {
      const reference = newReference();

      it('is generated sensitive, extractable, 256 bits, with the reference as its id', async () => {
        expect(await hsm.generateAes256(reference, 'PAYMENTS-001')).toMatchObject({
          reference,
          label: `PAYMENTS-001 ${reference}`,
          lengthBits: 256,
          sensitive: true,
          alwaysSensitive: true,
          extractable: true,
          local: expected.localIsTruthful,
        });
      });

      it('can be used for its check value and for nothing else', () => {
        const [object] = listObjects(token, reference);
        const yes = (flag: string | undefined): boolean => flag === '01';
        expect(object).toMatchObject({
          ID: reference,
          TOKEN: '01',
          SENSITIVE: '01',
          EXTRACTABLE: '01',
          VALUE: 'CKR_ATTRIBUTE_SENSITIVE',
        });
        const usages = ['ENCRYPT', 'DECRYPT', 'SIGN', 'VERIFY', 'WRAP', 'UNWRAP', 'DERIVE'] as const;
        const allowed = usages.filter((usage) => yes(object?.[usage]));
        expect(allowed.length).toBeLessThanOrEqual(1);
        expect(['ENCRYPT', 'SIGN']).toEqual(expect.arrayContaining(allowed));
      });

      it('has the check value that software makes of the same material', async () => {
        const [key] = await hsm.findKeys(reference);
        const material = await materialOf(reference);
        expect(material).toHaveLength(32);
        expect(key!.checkValue).toEqual({
          method: expected.checkValue,
          value: checkValueOf(material, expected.checkValue!),
        });
      });

      it('is the same key when its reference is asked for again', async () => {
        const before = await materialOf(reference);
        const again = await hsm.generateAes256(reference, 'another label');
        expect(again.label).toBe(`PAYMENTS-001 ${reference}`);
        expect(await hsm.findKeys(reference)).toHaveLength(1);
        expect(listObjects(token, reference)).toHaveLength(1);
        expect(await materialOf(reference)).toEqual(before);
      });

      it('is one key when its reference is asked for by several at once', async () => {
        const repeated = newReference();
        await Promise.all(Array.from({ length: 6 }, () => hsm.generateAes256(repeated, 'AT-ONCE')));
        expect(await hsm.findKeys(repeated)).toHaveLength(1);
      });

      it('differs from every other', async () => {
        const other = newReference();
        await hsm.generateAes256(other, 'PAYMENTS-002');
        expect(await materialOf(other)).not.toEqual(await materialOf(reference));
      });

      it('is still there after log-out and log-in', async () => {
        const before = await materialOf(reference);
        await hsm.logout();
        await expect(hsm.findKeys(reference)).rejects.toMatchObject({ code: 'hsm.not-logged-in' });
        await hsm.login(token.pin);
        expect(await materialOf(reference)).toEqual(before);
      });

      it('is still there for a new process', async () => {
        const before = await materialOf(reference);
        await hsm.close();
        expect(hsm.state).toEqual({ kind: 'disconnected', reason: 'logged-out' });
        await logIn();
        expect(await materialOf(reference)).toEqual(before);
      });

      it('is gone once destroyed, and cannot be destroyed twice', async () => {
        const doomed = newReference();
        await hsm.generateAes256(doomed, 'DOOMED');
        await hsm.destroyKey(doomed);
        expect(await hsm.findKeys(doomed)).toEqual([]);
        expect(listObjects(token, doomed)).toEqual([]);
        await expect(hsm.destroyKey(doomed)).rejects.toMatchObject({ code: 'hsm.object-missing' });
      });
    });

    describe('a key that others put there', () => {
      it('is refused when its value was ever outside the token', async () => {
        const reference = newReference();
        plantAes(token, { id: reference, value: '5a'.repeat(32), sensitive: true, extractable: true });
        // Which attribute gives it away differs: NSS has no truthful LOCAL, openCryptoki no truthful ALWAYS_SENSITIVE.
        const mismatch = expect.stringMatching(/always-sensitive|local/) as string;
        const refusal = { code: 'hsm.object-refused', facts: { reference, mismatch } };
        await expect(hsm.generateAes256(reference, 'ours?')).rejects.toMatchObject(refusal);
        await expect(materialOf(reference)).rejects.toMatchObject(refusal);
        expect(listObjects(token, reference)).toHaveLength(1);
        destroyObjects(token, reference);
      });

      it('is refused when it can be read', async (test) => {
        skipWithout(test, 'readable keys', quirks.readableKeys);
        const reference = newReference();
        generateForeignAes(token, { id: reference, bytes: 32, sensitive: false, extractable: true });
        await expect(materialOf(reference)).rejects.toMatchObject({ code: 'hsm.object-refused' });
        destroyObjects(token, reference);
      });

      it('is refused when it can do more than a key of ours', async () => {
        const reference = newReference();
        const usages = ['ENCRYPT', 'DECRYPT', 'WRAP'];
        generateForeignAes(token, { id: reference, bytes: 32, sensitive: true, extractable: true, usages });
        await expect(materialOf(reference)).rejects.toMatchObject({
          code: 'hsm.object-refused',
          facts: { mismatch: 'usage' },
        });
        destroyObjects(token, reference);
      });

      it('is refused when it is shorter than AES-256', async () => {
        const reference = newReference();
        generateForeignAes(token, { id: reference, bytes: 16, sensitive: true, extractable: true });
        await expect(hsm.generateAes256(reference, 'ours?')).rejects.toMatchObject({
          code: 'hsm.object-refused',
          facts: { mismatch: expect.stringContaining('length') as string },
        });
        destroyObjects(token, reference);
      });

      it('is never overwritten: a reference that is taken makes no new key', async () => {
        const reference = newReference();
        generateForeignAes(token, { id: reference, bytes: 32, sensitive: true, extractable: true, label: 'first' });
        const before = await materialOf(reference);
        expect((await hsm.generateAes256(reference, 'second')).label).toBe('first');
        expect(await materialOf(reference)).toEqual(before);
        await hsm.destroyKey(reference);
      });

      it('is neither pushed nor destroyed when there are two of it', async (test) => {
        skipWithout(test, 'repeatedIdIsSafe', expected.repeatedIdIsSafe);
        const reference = newReference();
        generateForeignAes(token, { id: reference, bytes: 32, sensitive: true, extractable: true }, 2);
        const ambiguous = { code: 'hsm.object-ambiguous', retry: 'never', facts: { reference, found: 2 } };
        await expect(hsm.generateAes256(reference, 'which?')).rejects.toMatchObject(ambiguous);
        await expect(materialOf(reference)).rejects.toMatchObject(ambiguous);
        await expect(hsm.destroyKey(reference)).rejects.toMatchObject(ambiguous);
        expect(await hsm.findKeys(reference)).toHaveLength(2);
        destroyObjects(token, reference);
      });
    });

    describe('wrapping for an import', () => {
      const reference = newReference();
      let material: Buffer;

      beforeAll(async () => {
        await hsm.generateAes256(reference, 'WRAPPED');
        material = await materialOf(reference);
      });

      for (const each of wrappingAlgorithms) {
        for (const keySpec of wrappingKeySpecs) {
          it(`gives what AWS opens: ${each}, ${keySpec}`, async (test) => {
            const pair = wrappingPair(keySpec);
            const wrap = (): Promise<Uint8Array> =>
              hsm.wrapForImport({ reference, publicKeyDer: pair.publicKeyDer, algorithm: each, keySpec });
            const able = expected[wrapAbility[each]];
            if (!able)
              await expect(wrap()).rejects.toMatchObject({ code: 'hsm.mechanism-unsupported', certainty: 'not-done' });
            skipWithout(test, `${wrapAbility[each]} ${keySpec}`, able);
            const wrapped = await wrap();
            expect(wrapped).toHaveLength(Number(keySpec.slice(4)) / 8);
            expect(unwrap(pair, each, wrapped)).toEqual(material);
          });
        }
      }

      it('never gives the same bytes twice', async () => {
        const pair = wrappingPair('RSA_2048');
        const wrap = (): Promise<Uint8Array> =>
          hsm.wrapForImport({ reference, publicKeyDer: pair.publicKeyDer, algorithm, keySpec: 'RSA_2048' });
        expect(await wrap()).not.toEqual(await wrap());
      });

      it('leaves no wrapping key on the token', () => {
        const publicKey = '0200000000000000';
        expect(
          listObjects(token).filter(
            ({ CLASS, TOKEN, WRAP }) => CLASS === publicKey && (WRAP === '01' || TOKEN !== '01'),
          ),
        ).toEqual([]);
      });

      it('refuses a key that is not there', async () => {
        await expect(materialOf(newReference())).rejects.toMatchObject({ code: 'hsm.object-missing' });
      });

      const rsa = (modulusLength: number, publicExponent: number): Uint8Array =>
        Uint8Array.from(
          generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey.export({
            format: 'der',
            type: 'spki',
          }),
        );
      const strange: readonly (readonly [string, string, () => Uint8Array])[] = [
        ['bytes that are no key', 'not-a-public-key', () => new Uint8Array(294)],
        ['another size', 'wrong-size', () => wrappingPair('RSA_4096').publicKeyDer],
        ['the exponent 3', 'wrong-exponent', () => rsa(2048, 3)],
        [
          'an EC key',
          'not-rsa',
          () =>
            Uint8Array.from(
              generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' }),
            ),
        ],
        [
          'a key with bytes behind it',
          'not-canonical',
          () => Uint8Array.from([...wrappingPair('RSA_2048').publicKeyDer, 0]),
        ],
      ];
      for (const [what, reason, make] of strange) {
        it(`refuses ${what} as wrapping key`, async () => {
          const call = hsm.wrapForImport({ reference, publicKeyDer: make(), algorithm, keySpec: 'RSA_2048' });
          await expect(call).rejects.toMatchObject({ code: 'hsm.wrapping-key-refused', facts: { reason } });
        });
      }
    });

    describe('the anchor key', () => {
      const reference = newReference();
      const data = Buffer.from('head of the chain');
      let anchor: AnchorKey;

      it('is made once, however often it is asked for', async () => {
        const asked = await Promise.all([1, 2, 3].map(() => hsm.ensureAnchorKey(reference)));
        anchor = asked[0]!;
        expect(asked[1]).toEqual(anchor);
        expect(asked[2]).toEqual(anchor);
        expect(anchor.algorithm).toBe(expected.signEcdsaP256 ? 'ECDSA_SHA_256' : 'RSASSA_PSS_SHA_256');
      });

      it('signs what its public half verifies', async () => {
        const signature = await hsm.sign(anchor, data);
        expect(verifyAnchor(anchor, data, signature)).toBe(true);
        expect(verifyAnchor(anchor, Buffer.from('another head'), signature)).toBe(false);
      });

      it('signs right a hundred times, whatever the numbers look like', async () => {
        for (let n = 0; n < 100; n += 1) {
          const each = Buffer.from(`head ${n}`);
          expect(verifyAnchor(anchor, each, await hsm.sign(anchor, each))).toBe(true);
        }
      });

      it('never leaves the token and only signs', () => {
        const privateKey = listObjects(token, reference).find(({ CLASS }) => CLASS === '0300000000000000');
        expect(privateKey).toMatchObject({ SENSITIVE: '01', EXTRACTABLE: '00', NEVER_EXTRACTABLE: '01', SIGN: '01' });
        expect(privateKey!.DECRYPT).not.toBe('01');
        expect(privateKey!.UNWRAP).not.toBe('01');
      });

      it('is not made by signing', async () => {
        await expect(hsm.sign({ reference: newReference(), algorithm: anchor.algorithm }, data)).rejects.toMatchObject({
          code: 'hsm.object-missing',
        });
      });
    });

    describe('sealing', () => {
      const reference = newReference();
      let anchor: AnchorKey;
      const sealIt = () => hsm.seal(reference, anchor, context, secret);

      beforeAll(async () => {
        anchor = await hsm.ensureAnchorKey(newReference());
      });

      it('opens what it sealed, by the best method the token has', async () => {
        const blob = await sealIt();
        expect(blob.method).toBe(expected.sealAesGcm ? 'AES_256_GCM' : 'RSA_OAEP_SIGNED');
        expect(JSON.parse(JSON.stringify(blob))).toEqual(blob);
        expect(Buffer.from(await hsm.unseal(blob, anchor, context))).toEqual(secret);
      });

      it('opens it for a later process too', async () => {
        const blob = await sealIt();
        await hsm.close();
        await logIn();
        expect(Buffer.from(await hsm.unseal(blob, anchor, context))).toEqual(secret);
      });

      it('refuses another context', async () => {
        const call = hsm.unseal(await sealIt(), anchor, Buffer.from('store 0124'));
        await expect(call).rejects.toMatchObject({ code: 'hsm.seal-refused' });
      });

      it('refuses a changed byte anywhere', async () => {
        const blob = await sealIt();
        const bytes = Buffer.from(blob.ciphertext, 'base64');
        for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
          const changed = Buffer.from(bytes);
          changed[at]! ^= 1;
          const call = hsm.unseal({ ...blob, ciphertext: changed.toString('base64') }, anchor, context);
          await expect(call).rejects.toMatchObject({ code: 'hsm.seal-refused' });
        }
      });

      it('refuses a blob signed by an anchor that is not the token’s', async (test) => {
        skipWithout(test, 'RSA_OAEP_SIGNED (sealAesGcm is there)', !expected.sealAesGcm);
        const blob = await sealIt();
        const foreign = generateKeyPairSync('rsa', { modulusLength: 3072 });
        const publicKeyDer = Uint8Array.from(foreign.publicKey.export({ format: 'der', type: 'spki' }));
        const signature = sign('sha256', context, {
          key: foreign.privateKey,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: 32,
        });
        const call = hsm.unseal(
          { ...blob, signature: signature.toString('base64') },
          { ...anchor, publicKeyDer },
          context,
        );
        await expect(call).rejects.toMatchObject({ code: 'hsm.seal-refused', facts: { reason: 'anchor' } });
      });

      it('uses a key that never leaves the token', () => {
        const secretKeys = listObjects(token, reference).filter(({ CLASS }) => CLASS !== '0200000000000000');
        expect(secretKeys).toHaveLength(1);
        expect(secretKeys[0]).toMatchObject({ SENSITIVE: '01', EXTRACTABLE: '00', NEVER_EXTRACTABLE: '01' });
        expect(secretKeys[0]!.WRAP).not.toBe('01');
      });
    });

    describe('many operations at once', () => {
      it('all come right over a few sessions', async () => {
        const references = Array.from({ length: 12 }, () => newReference());
        await Promise.all(references.map((reference, n) => hsm.generateAes256(reference, `PARALLEL-${n}`)));
        const opened = await Promise.all(references.map(materialOf));
        expect(new Set(opened.map((each) => each.toString('hex'))).size).toBe(references.length);
        await Promise.all(references.map((reference) => hsm.destroyKey(reference)));
      });

      it('find one key once, also beside its generation', async () => {
        for (let n = 0; n < 20; n += 1) {
          const reference = newReference();
          const [key] = await Promise.all([
            hsm.generateAes256(reference, `BESIDE-${n}`),
            hsm.findKeys(reference),
            hsm.findKeys(reference),
          ]);
          expect(await hsm.findKeys(reference)).toEqual([key]);
          await hsm.destroyKey(reference);
        }
      });
    });

    describe('the death of the host', () => {
      it('answers every open call, and says of each whether it may have happened', async () => {
        const reference = newReference();
        const states: HsmState[] = [];
        const stop = hsm.onState((state) => states.push(state));
        recorded.freezeHost();
        const open = [hsm.generateAes256(reference, 'LOST'), hsm.destroyKey(reference), hsm.findKeys(reference)];
        recorded.killHost();
        const ends = await Promise.allSettled(open);
        stop();
        expect(ends.map((end) => (end as PromiseRejectedResult).reason as unknown)).toMatchObject([
          { code: 'hsm.host-died', certainty: 'unknown' },
          { code: 'hsm.host-died', certainty: 'unknown' },
          { code: 'hsm.host-died', certainty: 'not-done' },
        ]);
        expect(states).toEqual([{ kind: 'disconnected', reason: 'host-died' }]);
      });

      it('leaves the console disconnected until a person logs in again', async () => {
        await expect(hsm.findKeys(newReference())).rejects.toMatchObject({ code: 'hsm.disconnected' });
        await logIn();
        expect(hsm.state.kind).toBe('logged-in');
      });
    });

    it('never says the PIN or a key’s bytes, in no reply and no log line', () => {
      const said = spoken([...recorded.replies, ...recorded.logged]);
      expect(said).not.toContain(token.pin);
      expect(said).not.toContain(Buffer.from(token.pin).toString('base64').replace(/=+$/, ''));
      for (const material of materials) {
        for (const form of ['hex', 'latin1'] as const) expect(said).not.toContain(material.toString(form));
        expect(said).not.toContain(material.toString('base64').slice(0, 40));
      }
    });
  });
}

function verifyAnchor(anchor: AnchorKey, data: Buffer, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.from(anchor.publicKeyDer), format: 'der', type: 'spki' });
  return anchor.algorithm === 'ECDSA_SHA_256'
    ? createVerify('sha256').update(data).verify({ key, dsaEncoding: 'der' }, signature)
    : verify('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, signature);
}
