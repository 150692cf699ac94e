// The audit log as it is read: text kept exactly, filters, pages, totals, and scanning in order.
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkChainedEntry, emptyChain, type AuditEvent } from '../../../electron/domain/audit-event';
import type { Store } from '../../../electron/ports/store';
import type { AuditFilter } from '../../../shared/schemas/audit';
import { auditEvent, identityRow } from '../../support/builders/store-rows';
import { idOf } from '../../support/builders/views';
import { openConnection } from '../../../electron/adapters/sqlite/sqlite-connection';
import { storeBench, storeKey } from './store-bench';

/** Entries enter the full-text index at once, three at a time, or not at all before the end of a test. */
let searchBatch = 256;

async function storeWith(events: readonly (Partial<AuditEvent> & { at?: string })[]): Promise<Store> {
  const bench = await storeBench({ searchBatch });
  const store = await bench.create();
  for (const { at, ...over } of events) {
    if (at !== undefined) bench.clock.set(at);
    await store.write((tx) => tx.record(auditEvent(over)));
  }
  return store;
}

const found = (store: Store, filter: AuditFilter): Promise<readonly number[]> =>
  store.read(async (tx) => {
    const { entries, total } = await tx.audit.list(filter, { limit: 500 });
    const sequences = entries.map(({ entry }) => entry.sequence);
    expect(total).toBe(sequences.length);
    // Scanning the same filter gives the same entries, oldest first.
    const scanned: number[] = [];
    for await (const batch of tx.audit.scan(1, filter)) scanned.push(...batch.map(({ sequence }) => sequence));
    expect(scanned).toEqual([...sequences].reverse());
    return sequences;
  });

describe('the text of an entry', () => {
  it(
    'comes back exactly as it went in, whatever characters it holds, and hashes the same',
    { timeout: 60_000 },
    async () => {
      const store = await (await storeBench()).create();
      let head = emptyChain;
      const anyText = fc.oneof(
        fc.string({ unit: 'binary' }),
        // Code units of every kind, lone surrogates among them.
        fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
        fc.constantFrom(
          '\0',
          'a\0b',
          '\ud800',
          '\udfff x',
          '\u2028\u2029\ufeff\u0085\u007f',
          '𝔘𐍈🔑',
          "'; DROP TABLE audit_entries; --",
          '*" OR "',
        ),
      );
      await fc.assert(
        fc.asyncProperty(anyText, anyText, async (text, name) => {
          const event = auditEvent({ facts: { text, [name]: 1 }, target: { kind: 'key', id: idOf(1), name } });
          const written = await store.write((tx) => tx.record(event));
          const read = await store.read((tx) => tx.audit.get(written.entry.sequence));
          expect(read).toEqual({ ...written, entry: JSON.parse(written.text) as unknown });
          expect(read?.entry.facts).toEqual({ text, [name]: 1 });
          expect(read?.entry.target?.name).toBe(name);
          const stored = { sequence: written.entry.sequence, text: written.text, hash: written.hash };
          expect(checkChainedEntry(head, stored)).toBe('ok');
          head = stored;
        }),
        { numRuns: 200 },
      );
    },
  );

  it('with a number that has no canonical form is refused, and the change with it', async () => {
    const store = await (await storeBench()).create();
    await expect(store.write((tx) => tx.record(auditEvent({ facts: { ratio: Number.NaN } })))).rejects.toBeInstanceOf(
      RangeError,
    );
    expect(await store.read((tx) => tx.audit.head())).toEqual(emptyChain);
  });
});

describe.each([1, 3, 256])('a list of entries, %i of them indexed at a time', (batch) => {
  beforeEach(() => {
    searchBatch = batch;
  });

  const jobId = idOf(0x77);
  const events: readonly (Partial<AuditEvent> & { at: string })[] = [
    { at: '2026-03-01T00:00:00.000Z', category: 'Login', event: 'login.succeeded', identities: [idOf(0x10)] },
    {
      at: '2026-03-02T00:00:00.000Z',
      category: 'Keys',
      outcome: 'intent',
      event: 'key.generated',
      jobId,
      facts: { reference: 'AB12-cd34' },
    },
    {
      at: '2026-03-03T00:00:00.000Z',
      category: 'Keys',
      event: 'key.generated',
      jobId,
      awsRequestId: 'f00d-1',
      facts: { deep: { list: ['Zürich'] } },
    },
    {
      at: '2026-03-04T00:00:00.000Z',
      category: 'AWS KMS',
      outcome: 'failed',
      event: 'kms.imported',
      jobId,
      target: { kind: 'key-group', id: idOf(2), name: 'Payments EU' },
    },
    {
      at: '2026-03-05T00:00:00.000Z',
      category: 'Login',
      outcome: 'refused',
      event: 'login.refused',
      facts: { tries: 3, what: '東京の鍵' },
    },
  ];

  it.each<[string, AuditFilter, readonly number[]]>([
    ['nothing', {}, [5, 4, 3, 2, 1]],
    ['an empty list of categories', { categories: [] }, [5, 4, 3, 2, 1]],
    ['a category', { categories: ['Keys'] }, [3, 2]],
    ['several categories', { categories: ['AWS KMS', 'Login'] }, [5, 4, 1]],
    ['an outcome', { outcomes: ['success'] }, [3, 1]],
    ['category and outcome', { categories: ['Keys', 'AWS KMS'], outcomes: ['failed', 'intent'] }, [4, 2]],
    ['a job', { jobId }, [4, 3, 2]],
    ['a job and an outcome', { jobId, outcomes: ['success'] }, [3]],
    ['a beginning', { from: '2026-03-03T00:00:00Z' }, [5, 4, 3]],
    ['an end', { to: '2026-03-02T00:00:00Z' }, [2, 1]],
    ['both', { from: '2026-03-01T12:00:00.5Z', to: '2026-03-04T00:00:00.000Z' }, [4, 3, 2]],
    ['a time when nothing was', { from: '2027-01-01T00:00:00Z' }, []],
    ['an end before everything', { to: '2020-01-01T00:00:00Z' }, []],
    ['time and category', { from: '2026-03-02T00:00:00Z', categories: ['Login'] }, [5]],
    ['a word of the event', { text: 'generated' }, [3, 2]],
    ['the beginning of a word, in another case', { text: 'GENER' }, [3, 2]],
    ['words in any order', { text: 'eu payments' }, [4]],
    ['words that are not together', { text: 'payments generated' }, []],
    ['a deep fact without its accent', { text: 'zurich' }, [3]],
    ['a reference with punctuation', { text: 'ab12-CD34' }, [2]],
    ['a request id', { text: 'f00d' }, [3]],
    ['an ideograph', { text: '鍵' }, [5]],
    ['text and category', { text: 'login', categories: ['Login'], outcomes: ['refused'] }, [5]],
    ['text and job', { text: 'imported', jobId }, [4]],
    ['text and another job', { text: 'imported', jobId: idOf(0x78) }, []],
    ['text and time', { text: 'login', to: '2026-03-03T00:00:00Z' }, [1]],
    ['a severity', { severities: ['warning'] }, [5, 4]],
    ['every severity', { severities: ['info', 'notice', 'warning', 'critical'] }, [5, 4, 3, 2, 1]],
    ['a person', { identityIds: [idOf(0x10)] }, [1]],
    ['one of several people', { identityIds: [idOf(0x10), idOf(0x99)] }, [1]],
    ['somebody who did nothing', { identityIds: [idOf(0x99)] }, []],
    ['the console itself', { identityIds: ['console'] }, [5, 4, 3, 2]],
    ['nobody chosen', { identityIds: [] }, [5, 4, 3, 2, 1]],
    ['a target by the beginnings of its words', { target: 'eu PAYM' }, [4]],
    ['a kind of target', { target: 'key-group' }, [4]],
    ['a target by a word of something else', { target: 'generated' }, []],
    ['a target of punctuation alone', { target: '!!' }, []],
    ['the target itself', { targetId: idOf(2) }, [4]],
    ['another target', { targetId: idOf(3) }, []],
    ['a person and a time', { identityIds: ['console'], from: '2026-03-04T00:00:00Z' }, [5, 4]],
    ['target, outcome and text', { target: 'payments', outcomes: ['failed'], text: 'imported' }, [4]],
    ['what the query language would read as an operator', { text: 'NOT generated OR "' }, []],
    ['punctuation alone', { text: '***' }, []],
    ['blanks', { text: '   ' }, [5, 4, 3, 2, 1]],
    ['a mark of the index', { text: '¤ckeys' }, []],
  ])('filtered by %s', async (_what, filter, expected) => {
    const store = await storeWith(events);
    expect(await found(store, filter)).toEqual(expected);
  });

  it('finds what an entry changed by the id of the row', async () => {
    const store = await storeWith(events);
    await store.write(async (tx) => {
      await tx.identities.put(identityRow());
      await tx.record(auditEvent({ event: 'identity.added', target: null }));
    });
    expect(await found(store, { targetId: identityRow().id })).toEqual([6]);
  });

  it('finds a person by the name they have now, while entries hold only the id', async () => {
    const store = await storeWith(events);
    await store.write(async (tx) => {
      await tx.identities.put(identityRow());
      await tx.record(auditEvent({ event: 'identity.added' }));
    });
    expect(await found(store, { text: 'alice' })).toEqual([1]);
    await store.write(async (tx) => {
      await tx.identities.put(identityRow({ name: 'a.miller', fullName: 'Alicia Miller' }));
      await tx.record(auditEvent({ event: 'identity.changed' }));
    });
    expect(await found(store, { text: 'archer' })).toEqual([]);
    expect(await found(store, { text: 'mill succeeded' })).toEqual([1]);
  });

  it('comes in pages that neither repeat nor skip, while new entries arrive', async () => {
    const store = await storeWith(
      Array.from({ length: 25 }, (_, index) => ({ outcome: index % 3 === 0 ? 'failed' : 'success' })),
    );
    for (const filter of [{}, { outcomes: ['success'] }, { text: 'group' }] satisfies AuditFilter[]) {
      const whole = await found(store, filter);
      const seen: number[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page = await store.read((tx) => tx.audit.list(filter, { limit: 4, ...(cursor ? { cursor } : {}) }));
        seen.push(...page.entries.map(({ entry }) => entry.sequence));
        cursor = page.next;
        await store.write((tx) => tx.record(auditEvent()));
      }
      expect(seen).toEqual(whole);
    }
    await expect(store.read((tx) => tx.audit.list({}, { limit: 4, cursor: '0 OR 1' }))).rejects.toMatchObject({
      code: 'input.invalid',
    });
  });

  it('counts right while the log grows, and after a transaction that was undone', async () => {
    const store = await storeWith(events);
    const total = (filter: AuditFilter) => store.read(async (tx) => (await tx.audit.list(filter, { limit: 1 })).total);
    const filters: readonly AuditFilter[] = [
      {},
      { categories: ['Keys'] },
      { text: 'generated' },
      { to: '2026-03-10T00:00:00Z' },
    ];
    expect(await Promise.all(filters.map(total))).toEqual([5, 2, 2, 5]);
    const work = store.write(async (tx) => {
      await tx.record(auditEvent({ category: 'Keys', event: 'key.generated' }));
      expect((await tx.audit.list({ text: 'generated' }, { limit: 1 })).total).toBe(3);
      throw new Error('undone');
    });
    await expect(work).rejects.toThrow('undone');
    expect(await Promise.all(filters.map(total))).toEqual([5, 2, 2, 5]);
    await store.write((tx) => tx.record(auditEvent({ category: 'Keys' })));
    expect(await Promise.all(filters.map(total))).toEqual([6, 3, 2, 6]);
  });
});

describe.each([1, 3, 256])('a clock that was set back, %i entries indexed at a time', (batch) => {
  beforeEach(() => {
    searchBatch = batch;
  });

  it('hides no entry from a time filter', async () => {
    const days = [1, 2, 9, 3, 4, 10, 5, 11];
    const store = await storeWith(days.map((day) => ({ at: `2026-03-${String(day).padStart(2, '0')}T00:00:00.000Z` })));
    const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T00:00:00.000Z`;
    for (const text of [undefined, 'changed']) {
      for (let from = 1; from <= 12; from += 1) {
        for (let to = from; to <= 12; to += 1) {
          const expected = days.flatMap((at, index) => (at >= from && at <= to ? [index + 1] : [])).reverse();
          expect(
            await found(store, { from: day(from), to: day(to), ...(text === undefined ? {} : { text }) }),
            `${from} to ${to}`,
          ).toEqual(expected);
        }
      }
    }
    expect(await found(store, { from: day(3), to: day(9), categories: ['Key groups'] })).toEqual([7, 5, 4, 3]);
  });
});

describe('scanning', () => {
  it('gives stored rows in order from a sequence number, in batches', async () => {
    const bench = await storeBench();
    const store = await bench.create();
    await store.write(async (tx) => {
      for (let index = 0; index < 1_100; index += 1) await tx.record(auditEvent());
    });
    await store.read(async (tx) => {
      const sizes: number[] = [];
      let next = 51;
      for await (const batch of tx.audit.scan(51)) {
        sizes.push(batch.length);
        for (const { sequence } of batch) expect(sequence).toBe(next++);
      }
      expect(sizes).toEqual([500, 500, 50]);
      expect(next).toBe(1_101);
    });
  });

  it('is one view of the log, also while entries are added', async () => {
    const store = await storeWith(Array.from({ length: 3 }, () => ({})));
    await store.read(async (tx) => {
      for await (const batch of tx.audit.scan(1)) {
        await store.write((other) => other.record(auditEvent()));
        expect(batch.length).toBe(3);
        expect((await tx.audit.head()).sequence).toBe(3);
      }
    });
    expect((await store.read((tx) => tx.audit.head())).sequence).toBe(4);
  });
});

describe('a full-text index that an earlier version made', () => {
  it('is made anew with the next entries, and nothing is missed meanwhile', async () => {
    const bench = await storeBench({ searchBatch: 2 });
    const before = await bench.create();
    const event = auditEvent({ identities: [idOf(0x10)], target: { kind: 'key', id: idOf(1), name: 'payments' } });
    for (let left = 4; left > 0; left -= 1) await before.write((tx) => tx.record(event));
    await before.close();
    const connection = await openConnection(join(bench.folder, 'store.db'), storeKey, 'write');
    await connection.run("INSERT INTO audit_search (audit_search) VALUES ('delete-all')");
    await connection.run("INSERT INTO audit_search (rowid, words) VALUES (1, 'PAYMENTS')");
    await connection.run("UPDATE meta SET value = '4' WHERE name = 'searched-to'");
    await connection.close();
    const store = await bench.open();
    const filters: readonly AuditFilter[] = [{ identityIds: [idOf(0x10)] }, { target: 'pay' }, { text: 'payments' }];
    for (const filter of filters) expect(await found(store, filter)).toEqual([4, 3, 2, 1]);
    for (let left = 2; left > 0; left -= 1) await store.write((tx) => tx.record(event));
    for (const filter of filters) expect(await found(store, filter)).toEqual([6, 5, 4, 3, 2, 1]);
  });
});
