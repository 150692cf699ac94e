// What PKCS#11's return values mean: code, certainty, and whether the login or the token is gone.
import { describe, expect, it } from 'vitest';
import { certaintyOfCkr, ckrName, codeOfCkr, lossOfCkr } from '../../../electron/adapters/pkcs11/host/ckr-map';
import { lossOf, readCkr, tokenCall } from '../../../electron/adapters/pkcs11/host/token-call';
import { ConsoleError } from '../../../shared/errors';

describe('a return value', () => {
  it.each([
    ['CKR_PIN_INCORRECT', 'hsm.pin-incorrect'],
    ['CKR_PIN_LOCKED', 'hsm.pin-locked'],
    ['CKR_PIN_LEN_RANGE', 'hsm.pin-invalid'],
    ['CKR_DEVICE_MEMORY', 'hsm.no-space'],
    ['CKR_MECHANISM_INVALID', 'hsm.mechanism-unsupported'],
    ['CKR_KEY_NOT_WRAPPABLE', 'hsm.object-refused'],
    ['CKR_USER_NOT_LOGGED_IN', 'hsm.disconnected'],
    ['CKR_DEVICE_REMOVED', 'hsm.disconnected'],
    ['CKR_DEVICE_ERROR', 'hsm.device-error'],
    ['CKR_VENDOR_DEFINED', 'hsm.failed'],
  ])('%s is %s', (ckr, code) => {
    expect(codeOfCkr(ckr)).toBe(code);
  });

  it('that refuses before any effect is certain, any other after a change is not', () => {
    expect(certaintyOfCkr('CKR_TEMPLATE_INCONSISTENT', 'change')).toBe('not-done');
    expect(certaintyOfCkr('CKR_USER_PIN_NOT_INITIALIZED', 'change')).toBe('not-done');
    expect(certaintyOfCkr('CKR_DEVICE_ERROR', 'change')).toBe('unknown');
    expect(certaintyOfCkr('CKR_DEVICE_ERROR', 'read')).toBe('not-done');
  });

  it('tells a lost login from a lost token', () => {
    expect(lossOfCkr('CKR_SESSION_HANDLE_INVALID')).toBe('login-lost');
    expect(lossOfCkr('CKR_TOKEN_NOT_PRESENT')).toBe('token-removed');
    expect(lossOfCkr('CKR_PIN_INCORRECT')).toBeNull();
  });

  it('of a later standard has its own name, where pkcs11js only knows a number', () => {
    expect(ckrName('CKR_VENDOR_DEFINED', 0x140)).toBe('CKR_CURVE_NOT_SUPPORTED');
    expect(ckrName('CKR_VENDOR_DEFINED', 0x80000001)).toBe('CKR_VENDOR_DEFINED');
  });
});

describe('a failed call', () => {
  const nativeError = (message: string, more: object = {}): Error => Object.assign(new Error(message), more);

  it('is read in each form in which pkcs11js throws', () => {
    expect(readCkr(nativeError('CKR_PIN_INCORRECT:160'))).toEqual({ name: 'CKR_PIN_INCORRECT', value: 160 });
    expect(readCkr(nativeError('CKR_PIN_INCORRECT', { code: 160 }))).toEqual({ name: 'CKR_PIN_INCORRECT', value: 160 });
    expect(readCkr(new TypeError('Argument 0 has wrong type'))).toBeNull();
  });

  it('becomes an error with the function and the value in its facts, and nothing else', () => {
    const fail = (): never => {
      throw nativeError('CKR_DEVICE_ERROR:48');
    };
    expect(catching(() => tokenCall('C_GenerateKey', 'change', fail))).toMatchObject({
      code: 'hsm.device-error',
      certainty: 'unknown',
      facts: { ckr: 'CKR_DEVICE_ERROR', ckrValue: 48, function: 'C_GenerateKey' },
    });
  });

  it('that is no return value is a fault of ours', () => {
    const fail = (): never => {
      throw new TypeError('Argument 0 has wrong type');
    };
    expect(catching(() => tokenCall('C_Sign', 'read', fail))).toMatchObject({ code: 'internal', certainty: 'unknown' });
  });

  it('shows the loss it means', () => {
    expect(lossOf(new ConsoleError('hsm.disconnected', { facts: { ckr: 'CKR_SESSION_CLOSED' } }))).toBe('login-lost');
    expect(lossOf(new ConsoleError('hsm.failed', { facts: { ckr: 'CKR_DATA_INVALID' } }))).toBeNull();
  });
});

function catching(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
