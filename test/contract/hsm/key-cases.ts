// HSM contract: a key that shall be pushed, from generation to destruction.
import { describe, expect, it } from 'vitest';
import { checkValueOf, newReference } from '../../support/tokens/key-material';
import { listObjects } from '../../support/tokens/raw-token';
import type { ContractBench } from './contract-bench';

export function keyCases(bench: ContractBench): void {
  const { hsm, expected } = bench;

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
      const [object] = listObjects(bench.token, reference);
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
      const material = await bench.materialOf(reference);
      expect(material).toHaveLength(32);
      expect(key!.checkValue).toEqual({
        method: expected.checkValue,
        value: checkValueOf(material, expected.checkValue!),
      });
    });

    it('is the same key when its reference is asked for again', async () => {
      const before = await bench.materialOf(reference);
      const again = await hsm.generateAes256(reference, 'another label');
      expect(again.label).toBe(`PAYMENTS-001 ${reference}`);
      expect(await hsm.findKeys(reference)).toHaveLength(1);
      expect(listObjects(bench.token, reference)).toHaveLength(1);
      expect(await bench.materialOf(reference)).toEqual(before);
    });

    it('is one key when its reference is asked for by several at once', async () => {
      const repeated = newReference();
      await Promise.all(Array.from({ length: 6 }, () => hsm.generateAes256(repeated, 'AT-ONCE')));
      expect(await hsm.findKeys(repeated)).toHaveLength(1);
    });

    it('differs from every other', async () => {
      const other = newReference();
      await hsm.generateAes256(other, 'PAYMENTS-002');
      expect(await bench.materialOf(other)).not.toEqual(await bench.materialOf(reference));
    });

    it('is still there after log-out and log-in', async () => {
      const before = await bench.materialOf(reference);
      await hsm.logout();
      await expect(hsm.findKeys(reference)).rejects.toMatchObject({ code: 'hsm.not-logged-in' });
      await hsm.login(bench.token.pin);
      expect(await bench.materialOf(reference)).toEqual(before);
    });

    it('is still there for a new process', async () => {
      const before = await bench.materialOf(reference);
      await hsm.close();
      expect(hsm.state).toEqual({ kind: 'disconnected', reason: 'logged-out' });
      await bench.logIn();
      expect(await bench.materialOf(reference)).toEqual(before);
    });

    it('is gone once destroyed, and cannot be destroyed twice', async () => {
      const doomed = newReference();
      await hsm.generateAes256(doomed, 'DOOMED');
      await hsm.destroyKey(doomed);
      expect(await hsm.findKeys(doomed)).toEqual([]);
      expect(listObjects(bench.token, doomed)).toEqual([]);
      await expect(hsm.destroyKey(doomed)).rejects.toMatchObject({ code: 'hsm.object-missing' });
    });
  });

  describe('many operations at once', () => {
    it('all come right over a few sessions', async () => {
      const references = Array.from({ length: 12 }, () => newReference());
      await Promise.all(references.map((reference, n) => hsm.generateAes256(reference, `PARALLEL-${n}`)));
      const opened = await Promise.all(references.map((reference) => bench.materialOf(reference)));
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
}
