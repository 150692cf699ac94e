// The filters of Audit Logs: what main is asked for what the officer chose.
import { describe, expect, it } from 'vitest';
import { auditFilter } from '../../../shared/schemas/audit';
import {
  auditFilterOf,
  everything,
  isFiltered,
  rangeIsWrong,
  readAuditChoice,
} from '../../../renderer/features/audit/audit-filter';

const now = new Date('2026-03-01T12:00:00.000Z');

describe('the audit filter', () => {
  it('asks for everything when nothing is chosen', () => {
    expect(auditFilterOf(everything, now)).toEqual({});
    expect(isFiltered({ ...everything, text: '   ' })).toBe(false);
  });

  it('turns a preset into a time from now back', () => {
    expect(auditFilterOf({ ...everything, time: 'day' }, now)).toEqual({ from: '2026-02-28T12:00:00.000Z' });
  });

  it('reads a custom range as local time and includes its last minute', () => {
    const filter = auditFilterOf(
      { ...everything, time: 'custom', from: '2026-03-01T09:00', to: '2026-03-01T10:15' },
      now,
    );
    expect(filter.from).toBe(new Date(2026, 2, 1, 9, 0).toISOString());
    expect(filter.to).toBe(new Date(2026, 2, 1, 10, 15, 59, 999).toISOString());
    expect(auditFilter.parse(filter)).toEqual(filter);
  });

  it('tells a range that ends before it begins', () => {
    const range = { ...everything, time: 'custom', from: '2026-03-02T00:00', to: '2026-03-01T00:00' } as const;
    expect(rangeIsWrong(range)).toBe(true);
    expect(rangeIsWrong({ ...range, time: 'all' })).toBe(false);
  });

  it('keeps of a remembered filter only what it knows', () => {
    const stored = { categories: ['Jobs', 'Gone'], outcomes: 'failed', time: 'custom', text: 'x' };
    expect(readAuditChoice(stored)).toEqual({ ...everything, categories: ['Jobs'] });
    expect(readAuditChoice(null)).toEqual(everything);
  });
});
