// Finds entries by text, by who did it and by what it is about: from the full-text index, and among the newest that are not in it yet one by one.
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { AuditEntry } from '../../domain/audit-event';
import type { SequenceRange } from './audit-time-range';
import {
  entryMatches,
  matchesBeginning,
  searchQuery,
  wordsOf,
  type NamedIdentity,
  type SearchTerms,
} from './audit-words';
import type { AuditSource } from './audit-selection';
import type { StoreQueries } from './kysely-dialect';
import { logBase } from './log-base';
import { searchedTo } from './search-index';

export async function searchSource(
  queries: StoreQueries,
  terms: SearchTerms,
  { times }: SequenceRange,
): Promise<AuditSource> {
  const people = await namedIdentities(queries);
  const match = searchQuery(terms, await completionsOf(queries, terms.words), people);
  const indexedTo = await searchedTo(queries);
  const newest = JSON.stringify(await matchingAfter(queries, indexedTo, terms, people));
  const inTime: RawBuilder<SqlBool> | null =
    times === null ? null : sql`entry.at >= ${times.from} AND entry.at <= ${times.to}`;
  const timed = (found: RawBuilder<unknown>): RawBuilder<unknown> =>
    inTime === null
      ? found
      : sql`SELECT found.sequence FROM (${found}) AS found JOIN audit_entries AS entry ON entry.sequence = found.sequence WHERE ${inTime}`;
  const indexed = (first: number, last: number): RawBuilder<unknown> =>
    timed(sql`
      SELECT rowid AS sequence FROM audit_search
      WHERE audit_search MATCH ${match} AND rowid BETWEEN ${first} AND ${Math.min(last, indexedTo)}`);
  const waiting = (first: number, last: number): RawBuilder<unknown> =>
    timed(sql`SELECT value AS sequence FROM json_each(${newest}) WHERE value BETWEEN ${first} AND ${last}`);
  return {
    key: match,
    select: (first, last) => sql`${indexed(first, last)} UNION ALL ${waiting(first, last)}`,
    parts: [indexed, waiting],
  };
}

async function matchingAfter(
  queries: StoreQueries,
  indexedTo: number,
  terms: SearchTerms,
  people: readonly NamedIdentity[],
): Promise<readonly number[]> {
  const rows = await queries
    .selectFrom('audit_entries')
    .where('sequence', '>', Math.max(indexedTo, (await logBase(queries)).sequence))
    .orderBy('sequence')
    .select(['sequence', 'text'])
    .execute();
  return rows
    .filter(({ text }) => entryMatches(JSON.parse(text) as AuditEntry, terms, people))
    .map(({ sequence }) => sequence);
}

/** More words than this of one beginning are not named one by one. */
const maxCompletions = 300;

async function completionsOf(
  queries: StoreQueries,
  words: readonly string[],
): Promise<ReadonlyMap<string, readonly string[] | null>> {
  const completions = new Map<string, readonly string[] | null>();
  for (const word of words.filter(matchesBeginning)) {
    const rows = await queries
      .selectFrom('audit_words')
      .where('word', '>=', word)
      .where('word', '<', `${word}\u{10ffff}`)
      .limit(maxCompletions + 1)
      .select('word')
      .execute();
    completions.set(word, rows.length > maxCompletions ? null : rows.map((row) => row.word));
  }
  return completions;
}

/** Every identity's present names. Unchecked rows will do: they decide what is found, not who may do what. */
async function namedIdentities(queries: StoreQueries): Promise<readonly NamedIdentity[]> {
  const rows = await queries.selectFrom('sealed_rows').where('kind', '=', 'identity').select(['id', 'text']).execute();
  return rows.map(({ id, text }) => {
    const { name, fullName } = JSON.parse(text) as { name: string; fullName: string };
    return { id, words: [...wordsOf(name), ...wordsOf(fullName)] };
  });
}
