import { describe, expect, it } from 'vitest';
import { chooseWrapping } from '../../../electron/domain/wrapping-choice';
import type { ConsoleError } from '../../../shared/errors';

const both = { wrapOaepSha256: true, wrapOaepSha1: true };
const sha1 = { wrapOaepSha256: false, wrapOaepSha1: true };

describe('the wrapping algorithm', () => {
  it('is the strongest the token can do, when left to the console', () => {
    expect(chooseWrapping('AUTO', both)).toBe('RSAES_OAEP_SHA_256');
    expect(chooseWrapping('AUTO', sha1)).toBe('RSAES_OAEP_SHA_1');
  });

  it('is the one that was chosen, or refused by name', () => {
    expect(chooseWrapping('RSAES_OAEP_SHA_1', both)).toBe('RSAES_OAEP_SHA_1');
    expect(() => chooseWrapping('RSAES_OAEP_SHA_256', sha1)).toThrow(
      expect.objectContaining({
        code: 'hsm.mechanism-unsupported',
        facts: { mechanism: 'RSAES_OAEP_SHA_256' },
      }) as ConsoleError,
    );
    expect(() => chooseWrapping('AUTO', { wrapOaepSha256: false, wrapOaepSha1: false })).toThrow(
      'hsm.mechanism-unsupported',
    );
  });
});
