// HSM contract: wrapping under a public key, opened again in software as AWS KMS does.
import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { wrappingAlgorithms, wrappingKeySpecs } from '../../../shared/aws-terms';
import type { WrappingAlgorithm } from '../../../shared/aws-terms';
import { newReference, unwrap, wrappingPair } from '../../support/tokens/key-material';
import { listObjects } from '../../support/tokens/raw-token';
import type { ContractBench } from './contract-bench';

const wrapAbility: Readonly<Record<WrappingAlgorithm, 'wrapOaepSha256' | 'wrapOaepSha1'>> = {
  RSAES_OAEP_SHA_256: 'wrapOaepSha256',
  RSAES_OAEP_SHA_1: 'wrapOaepSha1',
};

export function wrapCases(bench: ContractBench): void {
  const { hsm, expected } = bench;

  describe('wrapping for an import', () => {
    const reference = newReference();
    let material: Buffer;

    beforeAll(async () => {
      await hsm.generateAes256(reference, 'WRAPPED');
      material = await bench.materialOf(reference);
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
          bench.skipWithout(test, `${wrapAbility[each]} ${keySpec}`, able);
          const wrapped = await wrap();
          expect(wrapped).toHaveLength(Number(keySpec.slice(4)) / 8);
          expect(unwrap(pair, each, wrapped)).toEqual(material);
        });
      }
    }

    it('never gives the same bytes twice', async () => {
      const pair = wrappingPair('RSA_2048');
      const wrap = (): Promise<Uint8Array> =>
        hsm.wrapForImport({
          reference,
          publicKeyDer: pair.publicKeyDer,
          algorithm: bench.algorithm,
          keySpec: 'RSA_2048',
        });
      expect(await wrap()).not.toEqual(await wrap());
    });

    it('leaves no wrapping key on the token', () => {
      const publicKey = '0200000000000000';
      expect(
        listObjects(bench.token).filter(
          ({ CLASS, TOKEN, WRAP }) => CLASS === publicKey && (WRAP === '01' || TOKEN !== '01'),
        ),
      ).toEqual([]);
    });

    it('refuses a key that is not there', async () => {
      await expect(bench.materialOf(newReference())).rejects.toMatchObject({ code: 'hsm.object-missing' });
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
        const call = hsm.wrapForImport({
          reference,
          publicKeyDer: make(),
          algorithm: bench.algorithm,
          keySpec: 'RSA_2048',
        });
        await expect(call).rejects.toMatchObject({ code: 'hsm.wrapping-key-refused', facts: { reason } });
      });
    }
  });
}
