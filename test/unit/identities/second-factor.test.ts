// One-time codes by the numbers of RFC 6238, each good once; recovery codes each good once.
import { describe, expect, it } from 'vitest';
import type { LoginState } from '../../../electron/domain/entities';
import { checkCode } from '../../../electron/services/second-factor/code-check';
import { newRecoveryCodes, recoveryCodeCount } from '../../../electron/services/second-factor/recovery-codes';
import { newTotpSecret, stepOfCode, totpAddress } from '../../../electron/services/second-factor/totp';
import { identityRow } from '../../support/builders/store-rows';
import { oneTimeCode } from '../../support/one-time-code';

/** '12345678901234567890' of RFC 6238 appendix B. */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('a one-time code', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('is that of RFC 6238 at second %i', (seconds, code) => {
    expect(stepOfCode(rfcSecret, code, at(seconds))).toBe(Math.floor(seconds / 30));
    expect(oneTimeCode(rfcSecret, at(seconds))).toBe(code);
  });

  it('is taken one step early or late and told apart by its step, and no further', () => {
    const code = oneTimeCode(rfcSecret, at(3000));
    expect([2970, 3000, 3030].map((seconds) => stepOfCode(rfcSecret, code, at(seconds)))).toEqual([100, 100, 100]);
    expect([2939, 3060].map((seconds) => stepOfCode(rfcSecret, code, at(seconds)))).toEqual([null, null]);
  });

  it('may be typed with spaces; anything else than six digits is none', () => {
    expect(stepOfCode(rfcSecret, '287 082', at(59))).toBe(1);
    for (const typed of ['', '28708', '2870821', '28708a', '２８７０８２']) {
      expect(stepOfCode(rfcSecret, typed, at(59))).toBeNull();
    }
  });

  it('comes from a secret of 160 bits and an address that apps read', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(newTotpSecret());
    const address = new URL(totpAddress('ada', rfcSecret));
    expect(address.protocol).toBe('otpauth:');
    expect(address.searchParams.get('secret')).toBe(rfcSecret);
  });
});

describe('checking a second factor', () => {
  const state: LoginState = { identityId: 'a', failedTries: 0, lockedUntil: null, lastLoginAt: null };
  const { codes, hashes } = newRecoveryCodes();
  const enrolled = identityRow({ secondFactor: { secret: rfcSecret, enrolledAt: '', recoveryCodes: hashes } });
  const now = at(3000);
  const code = oneTimeCode(rfcSecret, now);

  it('asks for a code where there is a factor, and for none where there is not', () => {
    expect(checkCode(enrolled, null, state, now).kind).toBe('needed');
    expect(checkCode(enrolled, '  ', state, now).kind).toBe('needed');
    expect(checkCode(identityRow(), null, state, now).kind).toBe('ok');
  });

  it('takes a code once, and none of a step before the last one taken', () => {
    const first = checkCode(enrolled, code, state, now);
    expect(first).toMatchObject({ kind: 'ok', state: { lastCodeStep: 100 } });
    const after = first.kind === 'ok' ? first.state : state;
    expect(checkCode(enrolled, code, after, now).kind).toBe('wrong');
    expect(checkCode(enrolled, oneTimeCode(rfcSecret, at(2970)), after, now).kind).toBe('wrong');
    expect(checkCode(enrolled, oneTimeCode(rfcSecret, at(3030)), after, now).kind).toBe('ok');
    expect(checkCode(enrolled, '000000', state, now).kind).toBe('wrong');
  });

  it('takes each of the ten recovery codes once, in any case and with or without dashes', () => {
    expect(codes).toHaveLength(recoveryCodeCount);
    expect(new Set(codes).size).toBe(recoveryCodeCount);
    let identity = enrolled;
    for (const [index, one] of codes.entries()) {
      const typed = index % 2 === 0 ? one : one.toLowerCase().replaceAll('-', ' ');
      const verdict = checkCode(identity, typed, state, now);
      if (verdict.kind !== 'ok') throw new Error(verdict.kind);
      identity = verdict.identity;
      expect(identity.secondFactor?.recoveryCodes).toHaveLength(recoveryCodeCount - index - 1);
      expect(checkCode(identity, one, state, now).kind).toBe('wrong');
    }
  });
});
