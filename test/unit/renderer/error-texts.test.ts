// Every error code has words that keep the rules of the window's language, and details that can be copied.
import { describe, expect, it } from 'vitest';
import { errorCodes, type ErrorCode, type ErrorShape } from '../../../shared/errors';
import { describeError, errorDetails } from '../../../renderer/text/describe-error';

const codes = Object.keys(errorCodes) as ErrorCode[];
const shape = (code: ErrorCode, facts: ErrorShape['facts'] = {}): ErrorShape => ({
  code,
  retry: errorCodes[code],
  certainty: 'not-done',
  facts,
  ref: '0123456789abcdef',
});

describe('describeError', () => {
  it.each(codes)('says what happened and what to do for %s, with and without facts', (code) => {
    const facts = {
      name: 'n',
      path: '/p',
      rule: 'quorum',
      role: 'R',
      field: 'f',
      kind: 'job',
      action: 'kms:X',
      until: '2026-01-01T10:00:00.000Z',
      alias: 'alias/a',
    };
    for (const words of [describeError(shape(code)), describeError(shape(code, facts))]) {
      for (const part of [words.happened, words.changed, words.todo]) {
        expect(part).toMatch(/[.:]$/);
        expect(part).not.toMatch(/undefined|null|NaN|!| {2}|\.\.|\bsorry\b|\boops\b/i);
      }
      // The code belongs to the details, not into the headline.
      expect(words.happened).not.toContain(code);
    }
  });

  it('says honestly when it is not known whether anything was changed', () => {
    expect(describeError({ ...shape('kms.timeout'), certainty: 'unknown' }).changed).toContain('not known');
    expect(describeError({ ...shape('kms.timeout'), certainty: 'done' }).changed).toContain('was made');
  });

  it('names the missing action of a refused call', () => {
    expect(describeError(shape('kms.access-denied', { action: 'kms:CreateKey' })).todo).toContain('kms:CreateKey');
  });

  it('says until when an identity is locked', () => {
    expect(describeError(shape('auth.locked-out', { until: '2026-03-01T14:05:00.000Z' })).todo).toContain(
      '2026-03-01 14:05 UTC',
    );
  });
});

describe('errorDetails', () => {
  it('holds code, call, facts and reference, one per line', () => {
    const details = errorDetails(shape('hsm.failed', { ckr: 'CKR_GENERAL_ERROR', awsRequestId: null }), 'hsm.unlock');
    expect(details.split('\n')).toEqual([
      'Code: hsm.failed (not-done, after-user)',
      'Call: hsm.unlock',
      'ckr: CKR_GENERAL_ERROR',
      'Reference: 0123456789abcdef',
    ]);
  });
});
