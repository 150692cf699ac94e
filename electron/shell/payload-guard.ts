// Measures what a page sent before any schema looks at it: plain JSON data only, bounded in bytes and depth.
import type { ErrorCode } from '../../shared/errors';

/** Largest payload of a call that names no limit of its own, in bytes of JSON. */
export const DEFAULT_MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 32;
/** Keys through which careless merging would reach a prototype; no payload has a use for them. */
const forbiddenKeys = new Set(['__proto__', 'prototype', 'constructor']);

function bytesOfText(text: string, left: number): number {
  // Every UTF-16 unit is at least one byte: a huge string is refused without being copied.
  return text.length > left ? text.length : Buffer.byteLength(JSON.stringify(text), 'utf8');
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Null when the payload may go on; else `input.too-large` or `input.invalid`. Counts JSON bytes and stops at the
 * limit, so that cycles, shared branches and sparse arrays cost no more than a payload of the largest size.
 */
export function guardPayload(
  payload: unknown,
  maxBytes: number,
): Extract<ErrorCode, 'input.too-large' | 'input.invalid'> | null {
  let left = maxBytes;
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: payload, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (depth > MAX_DEPTH) return 'input.invalid';
    if (typeof value === 'string') left -= bytesOfText(value, left);
    else if (typeof value === 'number') left -= String(value).length;
    else if (typeof value === 'boolean' || value === null || value === undefined) left -= 4;
    else if (Array.isArray(value)) {
      left -= value.length + 2;
      if (left >= 0) for (const item of value as unknown[]) waiting.push({ value: item, depth: depth + 1 });
    } else if (typeof value === 'object' && isPlain(value)) {
      left -= 2;
      for (const [key, item] of Object.entries(value)) {
        if (forbiddenKeys.has(key)) return 'input.invalid';
        left -= bytesOfText(key, left) + 2;
        if (left < 0) break;
        waiting.push({ value: item, depth: depth + 1 });
      }
    } else return 'input.invalid';
    if (left < 0) return 'input.too-large';
  }
  return null;
}
