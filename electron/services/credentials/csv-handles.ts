// Keeps the key pair of a picked CSV in memory behind a handle: the window gets the handle, never the secret.
import type { Clock } from '../../ports/clock';
import { ConsoleError } from '../../../shared/errors';
import { newRowId } from '../ids';
import type { AccessKeyPair } from './parse-credential-csv';

export const handleTtlMs = 10 * 60_000;
/** More are never open at once; the oldest goes first. */
const maxHandles = 8;

export interface CsvHandles {
  keep(pair: AccessKeyPair): string;
  /** Stays good until it is used up or its ten minutes are over (`input.handle-expired`). */
  pair(handle: string): AccessKeyPair;
  /** The pair has been stored: forget every handle of it. */
  forget(accessKeyId: string): void;
}

export function createCsvHandles(clock: Clock): CsvHandles {
  const kept = new Map<string, { readonly pair: AccessKeyPair; readonly untilMs: number }>();
  const dropOld = (): void => {
    for (const [handle, { untilMs }] of kept) if (clock.monotonicMs() >= untilMs) kept.delete(handle);
  };
  return {
    keep(pair) {
      dropOld();
      const oldest = kept.keys().next();
      if (kept.size >= maxHandles && oldest.done !== true) kept.delete(oldest.value);
      const handle = newRowId();
      kept.set(handle, { pair, untilMs: clock.monotonicMs() + handleTtlMs });
      return handle;
    },
    pair(handle) {
      dropOld();
      const found = kept.get(handle);
      if (found === undefined) throw new ConsoleError('input.handle-expired');
      return found.pair;
    },
    forget(accessKeyId) {
      for (const [handle, { pair }] of kept) if (pair.accessKeyId === accessKeyId) kept.delete(handle);
    },
  };
}
