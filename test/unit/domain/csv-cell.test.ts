import { describe, expect, it } from 'vitest';
import { neutralizeFormula } from '../../../electron/domain/csv-cell';

describe('a cell of an export', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
    'that a spreadsheet would run is made text: %j',
    (text) => {
      expect(neutralizeFormula(text)).toBe(`'${text}`);
    },
  );

  it.each(['', 'plain', '2026-03-01T12:00:00.000Z', 'a=b', 'ab'.repeat(32), '{"a":1}', "'quoted"])(
    'stays as it is: %j',
    (text) => {
      expect(neutralizeFormula(text)).toBe(text);
    },
  );
});
