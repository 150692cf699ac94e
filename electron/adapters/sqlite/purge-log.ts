// Takes removed entries out of the file, some hundred at a time in transactions of their own: nothing reads them any more.
import type { AuditEntry } from '../../domain/audit-event';
import { sql } from 'kysely';
import { entryWords, indexedText } from './audit-words';
import type { StoreQueries } from './kysely-dialect';
import { logBase } from './log-base';
import { searchedTo } from './search-index';

/** Entries taken out at a time, so that other writes need not wait long. */
const mostAtOnce = 512;

/** In the transaction that is open. Answers whether more is left. */
export async function purgeLog(queries: StoreQueries): Promise<boolean> {
  const base = await logBase(queries);
  const rows = await queries
    .selectFrom('audit_entries')
    .where('sequence', '<=', base.sequence)
    .orderBy('sequence')
    .limit(mostAtOnce)
    .select(['sequence', 'text'])
    .execute();
  const last = rows.at(-1);
  if (last === undefined) return false;
  const indexedTo = await searchedTo(queries);
  for (const { sequence, text } of rows) {
    if (sequence > indexedTo) break;
    const entry = JSON.parse(text) as AuditEntry;
    // An index without content is told what to forget.
    await sql`INSERT INTO audit_search (audit_search, rowid, words) VALUES ('delete', ${sequence}, ${indexedText(entry, entryWords(entry))})`.execute(
      queries,
    );
  }
  await queries.deleteFrom('audit_subjects').where('sequence', '<=', last.sequence).execute();
  await queries.deleteFrom('audit_entries').where('sequence', '<=', last.sequence).execute();
  return rows.length === mostAtOnce;
}

/** Is anything left to be taken out? */
export async function hasRemoved(queries: StoreQueries): Promise<boolean> {
  const base = await logBase(queries);
  if (base.sequence === 0) return false;
  const row = await queries
    .selectFrom('audit_entries')
    .where('sequence', '<=', base.sequence)
    .limit(1)
    .select('sequence')
    .executeTakeFirst();
  return row !== undefined;
}
