// Which token a selector names, and what a token's flags say.
import { describe, expect, it } from 'vitest';
import { ck } from '../../../electron/adapters/pkcs11/host/pkcs11-api';
import { isSoftwareToken, pinStateOf, selectToken } from '../../../electron/adapters/pkcs11/host/token-list';
import type { SlotToken } from '../../../electron/adapters/pkcs11/host/token-list';
import type { TokenInfo } from '../../../electron/ports/hsm';

function slotToken(more: Partial<TokenInfo>): SlotToken {
  const token: TokenInfo = {
    slotId: '0',
    label: 'KMES',
    serial: '1',
    manufacturer: 'ACME',
    model: 'Box 9000',
    firmwareVersion: '1.0',
    initialized: true,
    pinState: 'ok',
    protectedAuthenticationPath: false,
    minPinLength: 4,
    maxPinLength: 8,
    ...more,
  };
  return { slot: Buffer.alloc(8), token };
}

describe('the token named', () => {
  const one = slotToken({ serial: '1' });
  const two = slotToken({ serial: '2' });
  const other = slotToken({ label: 'OTHER', serial: '3' });

  it('is the one with the label', () => {
    expect(selectToken([one, other], { label: 'OTHER' })).toBe(other);
  });

  it('is told apart by its serial where two have one label', () => {
    expect(() => selectToken([one, two], { label: 'KMES' })).toThrow(
      expect.objectContaining({ code: 'hsm.token-ambiguous' }) as Error,
    );
    expect(selectToken([one, two], { label: 'KMES', serial: '2' })).toBe(two);
  });

  it('must match both when both are given', () => {
    const wanted = { label: 'OTHER', serial: '1' };
    expect(() => selectToken([one, other], wanted)).toThrow(
      expect.objectContaining({ code: 'hsm.token-missing' }) as Error,
    );
  });

  it('is never any token that happens to be there', () => {
    expect(() => selectToken([one], {})).toThrow(expect.objectContaining({ code: 'hsm.token-missing' }) as Error);
  });

  it('is initialised', () => {
    const blank = slotToken({ initialized: false });
    expect(() => selectToken([blank], { label: 'KMES' })).toThrow(
      expect.objectContaining({ code: 'hsm.token-missing' }) as Error,
    );
  });
});

describe('the flags of a token', () => {
  it('say the worst of the PIN', () => {
    expect(pinStateOf(0)).toBe('ok');
    expect(pinStateOf(ck.CKF_USER_PIN_COUNT_LOW)).toBe('count-low');
    expect(pinStateOf(ck.CKF_USER_PIN_COUNT_LOW | ck.CKF_USER_PIN_FINAL_TRY)).toBe('final-try');
    expect(pinStateOf(ck.CKF_USER_PIN_FINAL_TRY | ck.CKF_USER_PIN_LOCKED)).toBe('locked');
  });
});

describe('a software token', () => {
  it('is known by module or model', () => {
    expect(isSoftwareToken('SoftHSM', null)).toBe(true);
    expect(isSoftwareToken('Mozilla Foundation', null)).toBe(true);
    expect(isSoftwareToken('IBM', slotToken({ manufacturer: 'IBM Corp.', model: 'IBM SoftTok' }).token)).toBe(true);
  });

  it('is not any token that has soft in its name', () => {
    expect(isSoftwareToken('IBM', slotToken({ manufacturer: 'IBM Corp.', model: 'CCA' }).token)).toBe(false);
    expect(isSoftwareToken('Microsoft', slotToken({ manufacturer: 'Microsoft' }).token)).toBe(false);
  });
});
