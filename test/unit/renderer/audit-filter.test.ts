// The filters of Audit Logs: what main is asked for what the officer chose.
import { describe, expect, it } from 'vitest';
import { auditFilter } from '../../../shared/schemas/audit';
import {
  auditFilterOf,
  choiceOfFilter,
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

  it('takes a custom range to the end of its last minute', () => {
    const range = { time: 'custom', from: '2026-03-01T09:00:00.000Z', to: '2026-03-01T10:15:00.000Z' } as const;
    const filter = auditFilterOf({ ...everything, ...range }, now);
    expect(filter).toEqual({ from: range.from, to: '2026-03-01T10:15:59.999Z' });
    expect(auditFilter.parse(filter)).toEqual(filter);
  });

  it('passes who, what and how severe on, and reads a filter of main back into the fields', () => {
    const people = ['console', 'a'.repeat(32)];
    const choice = { ...everything, identityIds: people, target: ' payments ', severities: ['critical'] as const };
    const filter = auditFilterOf({ ...choice, severities: ['critical'], targetId: 'x' }, now);
    expect(filter).toEqual({ identityIds: people, target: 'payments', severities: ['critical'], targetId: 'x' });
    expect(auditFilterOf(choiceOfFilter(filter), now)).toEqual(filter);
    expect(choiceOfFilter({ to: '2026-03-01T10:15:59.999Z' })).toMatchObject({ time: 'custom', from: null });
  });

  it('tells a range that ends before it begins', () => {
    const range = {
      ...everything,
      time: 'custom',
      from: '2026-03-02T00:00:00.000Z',
      to: '2026-03-01T00:00:00.000Z',
    } as const;
    expect(rangeIsWrong(range)).toBe(true);
    expect(rangeIsWrong({ ...range, time: 'all' })).toBe(false);
  });

  it('keeps of a remembered filter only what it knows', () => {
    const identityIds = ['console', 'nobody', 7];
    const stored = { categories: ['Jobs', 'Gone'], outcomes: 'failed', time: 'custom', text: 'x', identityIds };
    expect(readAuditChoice(stored)).toEqual({ ...everything, categories: ['Jobs'], identityIds: ['console'] });
    expect(readAuditChoice(null)).toEqual(everything);
  });
});
