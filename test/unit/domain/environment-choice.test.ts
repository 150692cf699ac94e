import { describe, expect, it } from 'vitest';
import { chooseEnvironment } from '../../../electron/domain/environment-choice';
import type { ConsoleError } from '../../../shared/errors';

const whole = { runtimePinned: true, packaged: true };

describe('the environment of an installation', () => {
  it('is PRODUCTION when nothing speaks against it', () => {
    expect(chooseEnvironment('PRODUCTION', whole, false)).toEqual({ environment: 'PRODUCTION', reasons: [] });
  });

  it.each([
    ['software-token', whole, true],
    ['runtime-not-pinned', { ...whole, runtimePinned: false }, false],
    ['not-packaged', { ...whole, packaged: false }, false],
  ] as const)('refuses PRODUCTION and names %s', (reason, facts, software) => {
    expect(() => chooseEnvironment('PRODUCTION', facts, software)).toThrow(
      expect.objectContaining({ code: 'environment.production-refused', facts: { unmet: reason } }) as ConsoleError,
    );
  });

  it('names everything unmet at once', () => {
    const nothing = { runtimePinned: false, packaged: false };
    expect(() => chooseEnvironment('PRODUCTION', nothing, true)).toThrow(
      expect.objectContaining({
        facts: { unmet: 'software-token, runtime-not-pinned, not-packaged' },
      }) as ConsoleError,
    );
  });

  it('keeps why it is EVALUATION, at least that it was chosen', () => {
    expect(chooseEnvironment('EVALUATION', whole, false).reasons).toEqual(['chosen']);
    expect(chooseEnvironment('EVALUATION', { ...whole, packaged: false }, true).reasons).toEqual([
      'software-token',
      'not-packaged',
    ]);
  });
});
