// Limit, Marker, NextMarker and Truncated, alike in every list operation.
import { AwsError } from '../aws-error';
import type { RequestInput } from '../protocol/request-input';

interface PageOf<T> {
  readonly items: readonly T[];
  /** Members of the answer. */
  readonly paging: { readonly Truncated: boolean; readonly NextMarker?: string };
}

/** One page of `all`, in which `idOf` names each item for good; a marker is opaque to the client. */
export function page<T>(
  input: RequestInput,
  all: readonly T[],
  idOf: (item: T) => string,
  limits: { readonly fallback: number; readonly max: number },
): PageOf<T> {
  const limit = input.optionalInteger('Limit', 1, limits.max) ?? limits.fallback;
  const marker = input.optionalText('Marker', { min: 1, max: 1024 });
  const start = marker === null ? 0 : afterMarker(marker, all, idOf);
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  if (last === undefined || start + limit >= all.length) return { items, paging: { Truncated: false } };
  return { items, paging: { Truncated: true, NextMarker: Buffer.from(`after:${idOf(last)}`).toString('base64') } };
}

function afterMarker<T>(marker: string, all: readonly T[], idOf: (item: T) => string): number {
  const text = Buffer.from(marker, 'base64').toString('utf8');
  const index = all.findIndex((item) => text === `after:${idOf(item)}`);
  if (index < 0) throw new AwsError('InvalidMarkerException', 'Could not deserialize marker');
  return index + 1;
}
