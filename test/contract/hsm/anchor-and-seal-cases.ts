// HSM contract: the anchor key signs, the sealing key seals, and neither leaves the token.
import { constants, createPublicKey, createVerify, generateKeyPairSync, sign, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnchorKey } from '../../../electron/ports/hsm';
import { newReference } from '../../support/tokens/key-material';
import { listObjects } from '../../support/tokens/raw-token';
import type { ContractBench } from './contract-bench';

const context = Buffer.from('store 0123');
const secret = Buffer.from('the 32 bytes of a store key ....');

export function anchorAndSealCases(bench: ContractBench): void {
  const { hsm, expected } = bench;

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
      const privateKey = listObjects(bench.token, reference).find(({ CLASS }) => CLASS === '0300000000000000');
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
      await bench.logIn();
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
      bench.skipWithout(test, 'RSA_OAEP_SIGNED (sealAesGcm is there)', !expected.sealAesGcm);
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
      const secretKeys = listObjects(bench.token, reference).filter(({ CLASS }) => CLASS !== '0200000000000000');
      expect(secretKeys).toHaveLength(1);
      expect(secretKeys[0]).toMatchObject({ SENSITIVE: '01', EXTRACTABLE: '00', NEVER_EXTRACTABLE: '01' });
      expect(secretKeys[0]!.WRAP).not.toBe('01');
    });
  });
}

function verifyAnchor(anchor: AnchorKey, data: Buffer, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.from(anchor.publicKeyDer), format: 'der', type: 'spki' });
  return anchor.algorithm === 'ECDSA_SHA_256'
    ? createVerify('sha256').update(data).verify({ key, dsaEncoding: 'der' }, signature)
    : verify('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, signature);
}
