// What the console asks of every token, run against each real one. What a token cannot do is skipped by name and printed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HsmState } from '../../electron/ports/hsm';
import { newReference } from '../support/tokens/key-material';
import { listObjects } from '../support/tokens/raw-token';
import { spoken } from '../support/tokens/recorded-hsm';
import { anchorAndSealCases } from './hsm/anchor-and-seal-cases';
import { ContractBench } from './hsm/contract-bench';
import type { Contract } from './hsm/contract-bench';
import { hmacCases } from './hsm/hmac-cases';
import { keyCases } from './hsm/key-cases';
import { plantedKeyCases } from './hsm/planted-key-cases';
import { inventoryCases } from './hsm/inventory-cases';
import { wrapCases } from './hsm/wrap-cases';

export function hsmContract(contract: Contract): void {
  describe(contract.name, () => {
    const bench = new ContractBench(contract);
    const { hsm, expected, recorded } = bench;
    beforeAll(() => bench.take());
    afterAll(() => bench.release());

    describe('before the login', () => {
      it('says what the module is, and lists the token', async () => {
        const info = await hsm.inspect(bench.token.module);
        expect(info.sha256).toMatch(/^[0-9a-f]{64}$/);
        expect(info.software).toBe(true);
        expect(info.tokens.map(({ label }) => label)).toContain(bench.token.label);
      });

      it('refuses a token that is not there', async () => {
        await expect(hsm.connect(bench.token.module, { label: 'no such token' })).rejects.toMatchObject({
          code: 'hsm.token-missing',
        });
      });

      it('refuses a module whose file is not the approved one', async () => {
        await expect(
          hsm.connect({ ...bench.token.module, approvedSha256: '0'.repeat(64) }, { label: bench.token.label }),
        ).rejects.toMatchObject({
          code: 'hsm.module-changed',
        });
      });

      it('finds the bench.token, and makes no key on it', async () => {
        const info = await hsm.connect(bench.token.module, { label: bench.token.label });
        expect(info.label).toBe(bench.token.label);
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
        await hsm.login(bench.token.pin);
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
        expect(listObjects(bench.token).filter(({ LABEL }) => Buffer.from(LABEL, 'hex').includes('probe'))).toEqual([]);
      });
    });

    keyCases(bench);
    plantedKeyCases(bench);
    inventoryCases(bench);
    wrapCases(bench);
    hmacCases(bench);
    anchorAndSealCases(bench);

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
        await bench.logIn();
        expect(hsm.state.kind).toBe('logged-in');
      });
    });

    it('never says the PIN or a key’s bytes, in no reply and no log line', () => {
      const said = spoken([...recorded.replies, ...recorded.logged]);
      expect(said).not.toContain(bench.token.pin);
      expect(said).not.toContain(Buffer.from(bench.token.pin).toString('base64').replace(/=+$/, ''));
      for (const material of bench.materials) {
        for (const form of ['hex', 'latin1'] as const) expect(said).not.toContain(material.toString(form));
        expect(said).not.toContain(material.toString('base64').slice(0, 40));
      }
    });
  });
}
