// Keeps the full-text index of the log. Entries enter it many at a time, some moments after they were written: one at a time would cost
// as much as writing the entry. Those that wait are searched without it, see audit-search.ts.
import { sql } from 'kysely';
import type { AuditEntry } from '../../domain/audit-event';
import { entryWords, indexedText, indexForm, isListed } from './audit-words';
import type { StoreQueries } from './kysely-dialect';

/** Entries taken in at a time, so that other writes need not wait long. */
const mostAtOnce = 512;
/** Rows of one INSERT. */
const rowsAtOnce = 200;

/** Sequence number of the last entry that is in the index; 0 when none is, and while the index is of another form. */
export async function searchedTo(queries: StoreQueries): Promise<number> {
  const row = await queries.selectFrom('meta').where('name', '=', 'searched-to').select('value').executeTakeFirst();
  const [last, form] = (row?.value ?? '').split(' form ');
  return form === indexForm ? Number(last) : 0;
}

/** Takes in the next entries, in the transaction that is open. Returns the last one that is in the index now. */
export async function extendSearchIndex(queries: StoreQueries): Promise<number> {
  const before = await searchedTo(queries);
  // Nothing yet, or what an earlier version made: it starts empty.
  if (before === 0) await sql`INSERT INTO audit_search (audit_search) VALUES ('delete-all')`.execute(queries);
  const rows = await queries
    .selectFrom('audit_entries')
    .where('sequence', '>', before)
    .orderBy('sequence')
    .limit(mostAtOnce)
    .select(['sequence', 'text'])
    .execute();
  const last = rows.at(-1);
  if (last === undefined) return before;
  const listed = new Set<string>();
  for (const { sequence, text } of rows) {
    const entry = JSON.parse(text) as AuditEntry;
    const words = entryWords(entry);
    for (const word of words) if (isListed(word)) listed.add(word);
    await queries
      .insertInto('audit_search')
      .values({ rowid: sequence, words: indexedText(entry, words) })
      .execute();
  }
  await list(queries, [...listed]);
  const value = `${last.sequence} form ${indexForm}`;
  await queries
    .insertInto('meta')
    .values({ name: 'searched-to', value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
  return last.sequence;
}

async function list(queries: StoreQueries, words: readonly string[]): Promise<void> {
  for (let first = 0; first < words.length; first += rowsAtOnce) {
    await queries
      .insertInto('audit_words')
      .values(words.slice(first, first + rowsAtOnce).map((word) => ({ word })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}
