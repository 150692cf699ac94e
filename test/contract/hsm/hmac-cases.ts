// HSM contract: a generic secret that shall be pushed as an HMAC key, and the MACs it makes.
import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it, type TestContext } from 'vitest';
import { newReference, unwrap, wrappingPair } from '../../support/tokens/key-material';
import { listObjects } from '../../support/tokens/raw-token';
import type { ContractBench } from './contract-bench';

export function hmacCases(bench: ContractBench): void {
  const { hsm, expected } = bench;

  describe('an HMAC key that shall be pushed', () => {
    const lengths = [224, 256, 384, 512] as const;
    const references = new Map(lengths.map((bits) => [bits, newReference()]));
    const needs = (test: TestContext, bits: (typeof lengths)[number]): void =>
      bench.skipWithout(test, `hmac${String(bits)}`, expected[`hmac${bits}`]);
    const referenceOf = (bits: (typeof lengths)[number]) => references.get(bits) ?? newReference();

    it.for(lengths)('of %i bits is generated sensitive and extractable, and signs only', async (bits, test) => {
      needs(test, bits);
      const reference = referenceOf(bits);
      const key = await hsm.generateHmacKey(reference, 'MAC-001', bits);
      expect(key).toMatchObject({
        ...{ type: 'HMAC', reference, label: `MAC-001 ${reference}`, lengthBits: bits },
        ...{ sensitive: true, alwaysSensitive: true, extractable: true },
      });
      expect(await hsm.generateHmacKey(reference, 'another label', bits)).toEqual(key);
      expect(await hsm.findKeys(reference)).toEqual([key]);
      const [object] = listObjects(bench.token, reference);
      const usages = ['ENCRYPT', 'DECRYPT', 'SIGN', 'VERIFY', 'WRAP', 'UNWRAP', 'DERIVE'] as const;
      expect(usages.filter((usage) => object?.[usage] === '01')).toEqual(['SIGN']);
      expect(object?.VALUE).toBe('CKR_ATTRIBUTE_SENSITIVE');
    });

    it.for(lengths)(
      'of %i bits is wrapped as it is, and makes the MAC that software makes of it',
      async (bits, test) => {
        needs(test, bits);
        const reference = referenceOf(bits);
        const pair = wrappingPair('RSA_2048');
        const wrapped = await hsm.wrapForImport({
          reference,
          publicKeyDer: pair.publicKeyDer,
          algorithm: bench.algorithm,
          keySpec: 'RSA_2048',
          secret: { type: 'HMAC', bits },
        });
        const material = unwrap(pair, bench.algorithm, wrapped);
        bench.materials.push(material);
        expect(material).toHaveLength(bits / 8);
        const message = randomBytes(40);
        const hmac = (data: Buffer): Buffer =>
          createHmac(`sha${String(bits)}`, material)
            .update(data)
            .digest();
        expect(Buffer.from(await hsm.mac(reference, message))).toEqual(hmac(message));
        const [key] = await hsm.findKeys(reference);
        expect(key?.checkValue).toEqual({
          method: `HMAC_SHA_${String(bits)}_ZEROS`,
          value: hmac(Buffer.alloc(16)).toString('hex').slice(0, 6),
        });
      },
    );

    it('is not taken for an AES key, nor for one of another length', async () => {
      const refusal = { code: 'hsm.object-refused', certainty: 'not-done' };
      const reference = referenceOf(256);
      await expect(hsm.generateAes256(reference, 'AES?')).rejects.toMatchObject(refusal);
      await expect(hsm.generateHmacKey(reference, 'longer?', 512)).rejects.toMatchObject(refusal);
      const { publicKeyDer } = wrappingPair('RSA_2048');
      const request = { reference, publicKeyDer, algorithm: bench.algorithm, keySpec: 'RSA_2048' } as const;
      await expect(hsm.wrapForImport(request)).rejects.toMatchObject(refusal);
    });

    it('is destroyed like any other', async () => {
      await hsm.destroyKey(referenceOf(384));
      expect(await hsm.findKeys(referenceOf(384))).toEqual([]);
    });
  });
}
