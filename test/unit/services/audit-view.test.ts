// Entries as lists show them: what is very long stays behind until the entry is opened.
import { describe, expect, it } from 'vitest';
import { chainEntry, emptyChain } from '../../../electron/domain/audit-event';
import { auditEntryViewOf, listedEntryViewOf } from '../../../electron/services/audit-view';
import { auditEvent } from '../../support/builders/store-rows';

const nameOf = (id: string): string => id;
const entryWith = (facts: Readonly<Record<string, unknown>>) =>
  chainEntry(emptyChain, 'EVALUATION', '2026-03-01T00:00:00.000Z', auditEvent({ facts }), []);

describe('an entry in a list', () => {
  it('is shown with all its facts', () => {
    const entry = entryWith({ note: 'short' });
    expect(listedEntryViewOf(entry, nameOf)).toEqual(auditEntryViewOf(entry, nameOf));
    expect(listedEntryViewOf(entry, nameOf)).toMatchObject({ whole: true, facts: { note: 'short' } });
  });

  it('of ten megabytes leaves its facts to the opened entry, which has every character', () => {
    const note = 'ä'.repeat(10_000_000);
    const entry = entryWith({ note, name: note });
    const listed = listedEntryViewOf(entry, nameOf);
    expect(listed).toMatchObject({ whole: false, facts: {} });
    expect(JSON.stringify(listed).length).toBeLessThan(20_000);
    expect(auditEntryViewOf(entry, nameOf).facts).toEqual({ note, name: note });
  });
});
