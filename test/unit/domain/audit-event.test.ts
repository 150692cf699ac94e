import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chainEntry,
  checkChainedEntry,
  emptyChain,
  type AuditEvent,
  type ChainHead,
} from '../../../electron/domain/audit-event';

const at = '2026-03-01T12:00:00.000Z';
const event = (facts: Readonly<Record<string, unknown>> = {}): AuditEvent => ({
  event: 'job.queued',
  category: 'Jobs',
  outcome: 'success',
  facts,
});

/** A chain of one entry for each set of facts, as stored. */
function chainOf(all: readonly Readonly<Record<string, unknown>>[]) {
  let head: ChainHead = emptyChain;
  return all.map((facts) => {
    const { entry, text, hash } = chainEntry(head, 'EVALUATION', at, event(facts), []);
    head = { sequence: entry.sequence, hash };
    return { sequence: entry.sequence, text, hash };
  });
}
function firstBad(rows: readonly { sequence: number; text: string; hash: string }[]): number | null {
  let head: ChainHead = emptyChain;
  for (const row of rows) {
    if (checkChainedEntry(head, row) !== 'ok') return head.sequence + 1;
    head = { sequence: row.sequence, hash: row.hash };
  }
  return null;
}
const facts = fc.dictionary(
  fc.string(),
  fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null)),
);

describe('the audit chain', () => {
  it('holds whatever the entries say', () => {
    fc.assert(fc.property(fc.array(facts, { minLength: 1, maxLength: 8 }), (all) => firstBad(chainOf(all)) === null));
  });

  it('breaks at the entry of which any one character was changed', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 2, maxLength: 6 }), fc.nat(), fc.nat(), (all, which, place) => {
        const rows = chainOf(all);
        const index = which % rows.length;
        const row = rows[index];
        if (row === undefined) return false;
        const position = place % row.text.length;
        const changed =
          row.text.slice(0, position) + (row.text[position] === 'x' ? 'y' : 'x') + row.text.slice(position + 1);
        rows[index] = { ...row, text: changed };
        return firstBad(rows) === row.sequence;
      }),
    );
  });

  it('breaks where an entry is missing, repeated or in another place', () => {
    const rows = chainOf([{ a: 1 }, { a: 2 }, { a: 3 }]);
    const [one, two, three] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];
    expect(firstBad([one, three])).toBe(2);
    expect(firstBad([one, one, two, three])).toBe(2);
    expect(firstBad([two, one, three])).toBe(1);
  });

  it('takes a warning as the severity of what was refused or failed', () => {
    const severity = (outcome: AuditEvent['outcome']) =>
      chainEntry(emptyChain, 'EVALUATION', at, { ...event(), outcome }, []).entry.severity;
    expect([severity('success'), severity('intent'), severity('refused'), severity('failed')]).toEqual([
      'info',
      'info',
      'warning',
      'warning',
    ]);
  });

  it('has an environment in each entry', () => {
    expect(chainEntry(emptyChain, 'PRODUCTION', at, event(), []).text).toContain('"environment":"PRODUCTION"');
  });
});
