// One spelling for each value, so that a digest of it means the same everywhere (after RFC 8785, JSON Canonicalization Scheme).

/** Any value that can be written canonically. `undefined` members are left out, as JSON.stringify does. */
export type Canonical =
  string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical | undefined };

/**
 * Keys in code-unit order, no white space, control characters, DEL–U+009F, U+2028/2029 and lone surrogates escaped,
 * so that the text is plain valid UTF-8 and survives any store. Throws a RangeError on numbers that are not finite.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('a canonical number must be finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`;
  if (typeof value === 'object') {
    const record = value as Record<string, unknown>;
    const members = Object.keys(record)
      .filter((key) => record[key] !== undefined)
      .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      .map((key) => `${canonicalString(key)}:${canonicalJson(record[key])}`);
    return `{${members.join(',')}}`;
  }
  throw new RangeError(`a ${typeof value} has no canonical form`);
}

/** JSON.stringify already escapes U+0000–001F, quotes, backslashes and lone surrogates; the rest is escaped here. */
function canonicalString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
