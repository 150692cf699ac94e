// Small helpers of the error texts: a fact as text, and words for what an entry is.
import type { ErrorFacts } from '../../../shared/errors';
import type { ErrorWording } from './errors';

/** The fact as text; `otherwise` where it is missing or null. */
export function fact(facts: ErrorFacts, name: string, otherwise: string): string {
  const value = facts[name];
  return value === undefined || value === null || value === '' ? otherwise : String(value);
}

/** ` NAME` in front of what follows, or nothing. */
export function named(facts: ErrorFacts, name: string): string {
  const value = facts[name];
  return value === undefined || value === null || value === '' ? '' : ` ${String(value)}`;
}

/** Both parts fixed. */
export const say = (happened: string, todo: string): ErrorWording => ({ happened: () => happened, todo: () => todo });

const kinds: Readonly<Record<string, string>> = {
  job: 'job',
  key: 'key',
  'key-group': 'key group',
  credential: 'cloud credential',
  identity: 'identity',
  role: 'role',
  token: 'token',
  module: 'module',
};
/** The word of product.md for a kind of row. */
export const kindWord = (facts: ErrorFacts): string => kinds[fact(facts, 'kind', fact(facts, 'what', ''))] ?? 'entry';

/** A time of an error in words that need no clock: `2026-03-01 14:05 UTC`. */
export function timeOf(facts: ErrorFacts, name: string): string | null {
  const value = facts[name];
  if (typeof value !== 'string') return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
