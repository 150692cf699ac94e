// HSM contract: the list of everything on the token, the console's own keys and those of others.
import { describe, expect, it } from 'vitest';
import { checkValueOf, newReference } from '../../support/tokens/key-material';
import { destroyObjects, generateForeignAes, listObjects } from '../../support/tokens/raw-token';
import type { ContractBench } from './contract-bench';

export function inventoryCases(bench: ContractBench): void {
  const { hsm, expected } = bench;

  describe('the list of the token', () => {
    const ours = newReference();
    const foreign = newReference();
    const secret = { objectClass: 'secret-key', keyType: 'AES' };

    it('shows a key of the console with its check value, and a foreign key as it is', async () => {
      await hsm.generateAes256(ours, 'LISTED');
      const usages = ['ENCRYPT', 'DECRYPT'];
      generateForeignAes(bench.token, {
        ...{ id: foreign, bytes: 16, sensitive: true, extractable: false, label: 'somebody else', usages },
      });
      const listed = await hsm.listObjects();
      expect(listed.find(({ id }) => id === ours)).toEqual({
        ...secret,
        ...{ id: ours, label: `LISTED ${ours}`, lengthBits: 256 },
        checkValue: {
          method: expected.checkValue,
          value: checkValueOf(await bench.materialOf(ours), expected.checkValue!),
        },
        ...{ sensitive: true, alwaysSensitive: true, extractable: true, local: expected.localIsTruthful },
      });
      expect(listed.find(({ id }) => id === foreign)).toMatchObject({
        ...secret,
        ...{ id: foreign, label: 'somebody else', lengthBits: 128, extractable: false },
      });
    });

    it('has every key object that an outsider sees, and nothing else', async () => {
      const keyClasses = ['02', '03', '04'];
      const seen = listObjects(bench.token)
        .filter(({ CLASS }) => keyClasses.includes(CLASS.slice(0, 2)))
        .map(({ ID }) => ID)
        .sort();
      expect(seen.length).toBeGreaterThan(1);
      expect((await hsm.listObjects()).map(({ id }) => id).sort()).toEqual(seen);
    });

    it('shows both halves of a pair with its type and length', async () => {
      const anchor = await hsm.ensureAnchorKey(newReference());
      const pair = (await hsm.listObjects()).filter(({ id }) => id === anchor.reference);
      expect(pair.map(({ objectClass }) => objectClass).sort()).toEqual(['private-key', 'public-key']);
      const rsa = anchor.algorithm === 'RSASSA_PSS_SHA_256';
      for (const half of pair) expect(half.keyType).toBe(rsa ? 'RSA' : 'EC');
      if (rsa) for (const half of pair) expect(half.lengthBits).toBeGreaterThanOrEqual(2048);
      expect(pair.find(({ objectClass }) => objectClass === 'private-key')).toMatchObject({
        sensitive: true,
        extractable: false,
        checkValue: null,
      });
    });

    it('no longer has what was destroyed', async () => {
      await hsm.destroyKey(ours);
      destroyObjects(bench.token, foreign);
      const left = (await hsm.listObjects()).map(({ id }) => id);
      expect(left).not.toContain(ours);
      expect(left).not.toContain(foreign);
    });
  });
}
