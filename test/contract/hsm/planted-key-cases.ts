// HSM contract: keys with our reference that others put on the token.
import { describe, expect, it } from 'vitest';
import { newReference } from '../../support/tokens/key-material';
import { destroyObjects, generateForeignAes, listObjects, plantAes } from '../../support/tokens/raw-token';
import type { ContractBench } from './contract-bench';

export function plantedKeyCases(bench: ContractBench): void {
  const { hsm, expected } = bench;

  describe('a key that others put there', () => {
    it('is refused when its value was ever outside the token', async () => {
      const reference = newReference();
      plantAes(bench.token, { id: reference, value: '5a'.repeat(32), sensitive: true, extractable: true });
      // Which attribute gives it away differs: NSS has no truthful LOCAL, openCryptoki no truthful ALWAYS_SENSITIVE.
      const mismatch = expect.stringMatching(/always-sensitive|local/) as string;
      const refusal = { code: 'hsm.object-refused', facts: { reference, mismatch } };
      await expect(hsm.generateAes256(reference, 'ours?')).rejects.toMatchObject(refusal);
      await expect(bench.materialOf(reference)).rejects.toMatchObject(refusal);
      expect(listObjects(bench.token, reference)).toHaveLength(1);
      destroyObjects(bench.token, reference);
    });

    it('is refused when it can be read', async (test) => {
      bench.skipWithout(test, 'readable keys', bench.contract.makesReadableKeys);
      const reference = newReference();
      generateForeignAes(bench.token, { id: reference, bytes: 32, sensitive: false, extractable: true });
      await expect(bench.materialOf(reference)).rejects.toMatchObject({ code: 'hsm.object-refused' });
      destroyObjects(bench.token, reference);
    });

    it('is refused when it can do more than a key of ours', async () => {
      const reference = newReference();
      const usages = ['ENCRYPT', 'DECRYPT', 'WRAP'];
      generateForeignAes(bench.token, { id: reference, bytes: 32, sensitive: true, extractable: true, usages });
      await expect(bench.materialOf(reference)).rejects.toMatchObject({
        code: 'hsm.object-refused',
        facts: { mismatch: 'usage' },
      });
      destroyObjects(bench.token, reference);
    });

    it('is refused when it is shorter than AES-256', async () => {
      const reference = newReference();
      generateForeignAes(bench.token, { id: reference, bytes: 16, sensitive: true, extractable: true });
      await expect(hsm.generateAes256(reference, 'ours?')).rejects.toMatchObject({
        code: 'hsm.object-refused',
        facts: { mismatch: expect.stringContaining('length') as string },
      });
      destroyObjects(bench.token, reference);
    });

    it('is never overwritten: a reference that is taken makes no new key', async () => {
      const reference = newReference();
      generateForeignAes(bench.token, { id: reference, bytes: 32, sensitive: true, extractable: true, label: 'first' });
      const before = await bench.materialOf(reference);
      expect((await hsm.generateAes256(reference, 'second')).label).toBe('first');
      expect(await bench.materialOf(reference)).toEqual(before);
      await hsm.destroyKey(reference);
    });

    it('is neither pushed nor destroyed when there are two of it', async (test) => {
      bench.skipWithout(test, 'repeatedIdIsSafe', expected.repeatedIdIsSafe);
      const reference = newReference();
      generateForeignAes(bench.token, { id: reference, bytes: 32, sensitive: true, extractable: true }, 2);
      const ambiguous = { code: 'hsm.object-ambiguous', retry: 'never', facts: { reference, found: 2 } };
      await expect(hsm.generateAes256(reference, 'which?')).rejects.toMatchObject(ambiguous);
      await expect(bench.materialOf(reference)).rejects.toMatchObject(ambiguous);
      await expect(hsm.destroyKey(reference)).rejects.toMatchObject(ambiguous);
      expect(await hsm.findKeys(reference)).toHaveLength(2);
      destroyObjects(bench.token, reference);
    });
  });
}
