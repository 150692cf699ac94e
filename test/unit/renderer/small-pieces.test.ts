// Pure parts of the shared pieces: times in words, shortened identifiers, what is remembered of a table, what the palette finds.
import { describe, expect, it } from 'vitest';
import { queryTopics, staleQueries } from '../../../renderer/api/topics';
import { matchEntries } from '../../../renderer/app/frame/palette-entries';
import { exactTime, instantOf, relativeTime, wallTimeOf } from '../../../renderer/ui/format-time';
import { shortenInTheMiddle } from '../../../renderer/ui/identifier';
import { readTableMemory } from '../../../renderer/ui/use-table-state';
import { ipcTable, topics } from '../../../shared/ipc/table';

const at = Date.parse('2026-03-01T12:00:00.000Z');
const SECOND = 1000;
const DAY = 86_400 * SECOND;

describe('relativeTime', () => {
  it.each([
    [5 * SECOND, 'just now'],
    [59 * SECOND, '59 seconds ago'],
    [60 * SECOND, '1 minute ago'],
    [3599 * SECOND, '59 minutes ago'],
    [3600 * SECOND, '1 hour ago'],
    [DAY, '1 day ago'],
    [45 * DAY, '45 days ago'],
    [100 * DAY, '3 months ago'],
    [800 * DAY, '2 years ago'],
    [-3 * DAY, 'in 3 days'],
  ])('%d ms → %s', (elapsed, words) => {
    expect(relativeTime(at, at + elapsed)).toBe(words);
  });
});

describe('exactTime', () => {
  it('is unambiguous in UTC', () => {
    expect(exactTime('2026-03-01T12:00:00.000Z', true)).toBe('2026-03-01 12:00:00 UTC');
  });
  it('says how far local time is from UTC', () => {
    expect(exactTime('2026-03-01T12:00:00.000Z', false)).toMatch(/^2026-0[23]-\d\d \d\d:00:00 [+-]\d\d:\d\d$/);
  });
  it('goes into a date field and comes back as the same instant, in either zone', () => {
    const at = '2026-03-01T12:34:00.000Z';
    expect(wallTimeOf(at, true)).toBe('2026-03-01T12:34');
    for (const utc of [true, false]) expect(instantOf(wallTimeOf(at, utc), utc)).toBe(at);
    expect([wallTimeOf(null, false), instantOf('', true), instantOf('2026-13-01T00:00', true)]).toEqual([
      '',
      null,
      null,
    ]);
  });
  it('shows what is no time as it is', () => {
    expect(exactTime('soon', false)).toBe('soon');
  });
});

describe('shortenInTheMiddle', () => {
  it('keeps both ends and the length asked for', () => {
    const shown = shortenInTheMiddle('1234abcd-12ab-34cd-56ef-1234567890ab', 18);
    expect(shown).toBe('1234abcd-…567890ab');
    expect(Array.from(shown)).toHaveLength(18);
  });
  it('leaves short ones and, with 0, all of them whole', () => {
    expect(shortenInTheMiddle('short', 18)).toBe('short');
    expect(shortenInTheMiddle('a'.repeat(64), 0)).toHaveLength(64);
  });
  it('cuts no character in half', () => {
    expect(shortenInTheMiddle('😀'.repeat(10), 5)).toBe('😀😀…😀😀');
  });
});

describe('readTableMemory', () => {
  const sort = { field: 'name', sort: 'asc' } as const;
  it('takes the defaults where nothing, or nonsense, is stored', () => {
    for (const stored of [undefined, null, 7, 'x', [], { hidden: 'all', widths: 3, sort: 'up' }])
      expect(readTableMemory(stored, ['a'], sort)).toEqual({ hidden: ['a'], widths: {}, sort });
  });
  it('drops widths that no screen can show', () => {
    const stored = {
      hidden: ['b', 4],
      widths: { name: 120, x: -5, y: 1e9, z: '12' },
      sort: { field: 'at', sort: 'desc' },
    };
    expect(readTableMemory(stored, [], null)).toEqual({
      hidden: ['b'],
      widths: { name: 120 },
      sort: { field: 'at', sort: 'desc' },
    });
  });
  it('remembers that somebody took the sorting away', () => {
    expect(readTableMemory({ sort: null }, [], sort).sort).toBeNull();
  });
});

describe('queryTopics', () => {
  it('has every query of the table and nothing else', () => {
    const queries = Object.entries(ipcTable).filter(([, { kind }]) => kind === 'query');
    expect(Object.keys(queryTopics).sort()).toEqual(queries.map(([name]) => name).sort());
  });
  it('lets every topic make something stale', () => {
    for (const topic of topics) expect(staleQueries([topic])).not.toEqual([]);
  });
});

describe('matchEntries', () => {
  const entries = [
    { id: '1', group: 'Screens', label: 'Jobs', hint: 'Logging and Reporting' },
    { id: '2', group: 'Key groups', label: 'payments-eu', hint: 'alias/payments-eu' },
    { id: '3', group: 'Jobs', label: 'Force rotate payments-eu', hint: 'Completed' },
  ];
  it('finds by all words, in label, hint and group, whatever the case', () => {
    expect(matchEntries(entries, 'PAY rotate', 9).map(({ id }) => id)).toEqual(['3']);
    expect(matchEntries(entries, 'jobs', 9).map(({ id }) => id)).toEqual(['1', '3']);
    expect(matchEntries(entries, '', 2)).toHaveLength(2);
    expect(matchEntries(entries, 'nothing', 9)).toEqual([]);
  });
});
