// The words under which an audit entry is found, and the full-text query for what a person typed.
// Words are made here rather than by FTS5's tokenizer, so that entry and query agree on every system and on later Unicode versions.
import type { AuditEntry } from '../../domain/audit-event';

/** Longest word kept; longer ones are cut on both sides of the search. */
const maxWordLength = 64;
/** Most words kept of one entry: the facts of a huge policy need not all be found. */
const maxWords = 2_000;

/** Letters, digits and marks, folded: no case, no compatibility forms, no accents. Ideographs and kana count one by one. */
export function wordsOf(text: string): readonly string[] {
  const folded = text
    .normalize('NFKD')
    .toUpperCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '');
  const parted = folded.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, ' $& ');
  return (parted.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, maxWordLength));
}

/**
 * Marks put among the words, so that the full-text index answers every filter by itself. `¤` is neither letter nor digit:
 * no text of an entry and nothing a person types can be such a word.
 */
export const markOf = {
  category: (category: string): string => `¤c${wordsOf(category).join('')}`,
  outcome: (outcome: string): string => `¤o${wordsOf(outcome).join('')}`,
  severity: (severity: string): string => `¤s${wordsOf(severity).join('')}`,
  job: (jobId: string): string => `¤j${wordsOf(jobId).join('')}`,
  /** Who did it; `console` where nobody was logged in. */
  identity: (identityId: string): string => `¤i${wordsOf(identityId).join('')}`,
  /** The very object that an entry is about, or whose row it changed. */
  targetId: (id: string): string => `¤d${wordsOf(id).join('')}`,
  /** A word of the kind, name or id of that object. */
  target: (word: string): string => `¤t${word}`,
  /** Ids and the like: there are so many that only they are searched by their beginning. */
  rare: (word: string): string => `¤x${word}`,
} as const;

/** Words without digits and short numbers: few in number however long the log, so that they can be listed (table `audit_words`). */
export function isListed(word: string): boolean {
  return /^\P{N}+$|^\d{1,4}$/u.test(word);
}

const termOf = (word: string): string => (isListed(word) ? word : markOf.rare(word));

/** Everything an entry is found by. Identities are found by their ids, see `searchQuery`. */
export function entryWords(entry: AuditEntry): ReadonlySet<string> {
  const words = new Set<string>();
  const add = (text: string): void => {
    for (const word of wordsOf(text)) if (words.size < maxWords) words.add(word);
  };
  [entry.event, entry.category, entry.outcome, entry.environment, ...entry.identities].forEach(add);
  if (entry.target !== null) [entry.target.kind, entry.target.name ?? '', entry.target.id].forEach(add);
  if (entry.jobId !== null) add(entry.jobId);
  if (entry.awsRequestId !== null) add(entry.awsRequestId);
  eachLeaf(entry.facts, add);
  return words;
}

/** The form of `indexedText`: an index of another form is made anew, since everything in it is in the entries. */
export const indexForm = '2';

/** Identities by whom an entry can be asked for: nobody logged in means the console itself. */
const doersOf = ({ identities }: AuditEntry): readonly string[] => (identities.length === 0 ? ['console'] : identities);

/** What an entry is about by id: its target, and the rows it changed. */
function objectsOf({ target, subjects }: AuditEntry): readonly string[] {
  return [...new Set([...(target === null ? [] : [target.id]), ...subjects.map(({ id }) => id)])];
}

function targetWords({ target }: AuditEntry): ReadonlySet<string> {
  if (target === null) return new Set();
  return new Set([target.kind, target.name ?? '', target.id].flatMap(wordsOf).slice(0, maxWords));
}

/** The text that FTS5 gets for an entry: its words and its marks. */
export function indexedText(entry: AuditEntry, words: ReadonlySet<string>): string {
  const marks = [
    markOf.category(entry.category),
    markOf.outcome(entry.outcome),
    markOf.severity(entry.severity),
    ...doersOf(entry).map(markOf.identity),
    ...[...targetWords(entry)].map(markOf.target),
  ];
  if (entry.jobId !== null) marks.push(markOf.job(entry.jobId));
  marks.push(...objectsOf(entry).map(markOf.targetId));
  return [...[...words].map(termOf), ...marks].join(' ');
}

function eachLeaf(value: unknown, visit: (text: string) => void): void {
  if (typeof value === 'string') visit(value);
  else if (typeof value === 'number') visit(String(value));
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) eachLeaf(member, visit);
}

/** A person whose entries are found by name: the name is looked up when searching, entries hold ids alone. */
export interface NamedIdentity {
  readonly id: string;
  readonly words: readonly string[];
}

export interface SearchTerms {
  /** What was typed, as words. Each must be found; see `matchesBeginning`. */
  readonly words: readonly string[];
  readonly categories: readonly string[] | null;
  readonly outcomes: readonly string[] | null;
  readonly severities: readonly string[] | null;
  /** Any of them did it. */
  readonly identityIds: readonly string[] | null;
  readonly jobId: string | null;
  readonly targetId: string | null;
  /** Beginnings of words of the target; each must be found. Null: not asked for. */
  readonly targetWords: readonly string[] | null;
}

/** Three characters and more are found as the beginning of a word; fewer would let half the log through and match whole words only. */
export function matchesBeginning(word: string): boolean {
  return /^.{3}/u.test(word);
}

/** Does an entry that is not in the index fulfil the terms? The same rules as `searchQuery`. */
export function entryMatches(entry: AuditEntry, terms: SearchTerms, people: readonly NamedIdentity[]): boolean {
  if (terms.categories !== null && !terms.categories.includes(entry.category)) return false;
  if (terms.outcomes !== null && !terms.outcomes.includes(entry.outcome)) return false;
  if (terms.severities !== null && !terms.severities.includes(entry.severity)) return false;
  if (terms.identityIds !== null && !doersOf(entry).some((id) => terms.identityIds?.includes(id))) return false;
  if (terms.jobId !== null && terms.jobId !== entry.jobId) return false;
  if (terms.targetId !== null && !objectsOf(entry).includes(terms.targetId)) return false;
  const about = [...targetWords(entry)];
  if (terms.targetWords?.every((word) => about.some((found) => found.startsWith(word))) === false) return false;
  const words = entryWords(entry);
  return terms.words.every(
    (word) =>
      words.has(word) ||
      (matchesBeginning(word) && [...words].some((found) => found.startsWith(word))) ||
      namedBy(word, people).some(({ id }) => wordsOf(id).some((found) => words.has(found))),
  );
}

const namedBy = (word: string, people: readonly NamedIdentity[]): readonly NamedIdentity[] =>
  people.filter((person) => person.words.some((name) => name.startsWith(word)));

/**
 * The MATCH expression. `completions` gives the listed words that begin with a word (itself among them), or null when there are too
 * many to list: naming them one by one lets FTS5 walk their entries in order, where a query by beginning would first collect them all.
 */
export function searchQuery(
  terms: SearchTerms,
  completions: ReadonlyMap<string, readonly string[] | null>,
  people: readonly NamedIdentity[],
): string {
  const any = (alternatives: readonly string[]): string => `(${alternatives.join(' OR ')})`;
  const exact = (word: string): string => `"${word}"`;
  const beginning = (word: string): string => `"${word}" *`;
  const alternatives = (word: string): readonly string[] => {
    if (!matchesBeginning(word)) return [exact(termOf(word))];
    const listed = completions.get(word);
    return [
      ...(listed === undefined || listed === null ? [beginning(word)] : listed.map(exact)),
      beginning(markOf.rare(word)),
    ];
  };
  const parts = terms.words.map((word) =>
    any([...alternatives(word), ...namedBy(word, people).flatMap(({ id }) => wordsOf(id).map(termOf).map(exact))]),
  );
  if (terms.categories !== null) parts.push(any(terms.categories.map((category) => exact(markOf.category(category)))));
  if (terms.outcomes !== null) parts.push(any(terms.outcomes.map((outcome) => exact(markOf.outcome(outcome)))));
  if (terms.severities !== null) parts.push(any(terms.severities.map((severity) => exact(markOf.severity(severity)))));
  if (terms.identityIds !== null) parts.push(any(terms.identityIds.map((id) => exact(markOf.identity(id)))));
  if (terms.jobId !== null) parts.push(exact(markOf.job(terms.jobId)));
  if (terms.targetId !== null) parts.push(exact(markOf.targetId(terms.targetId)));
  parts.push(...(terms.targetWords ?? []).map((word) => beginning(markOf.target(word))));
  return parts.join(' AND ');
}
