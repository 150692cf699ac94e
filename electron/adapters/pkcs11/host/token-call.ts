// Every call into the vendor's library goes through here, so that each failure becomes a ConsoleError with the CKR name,
// its number and the function in its facts. Never a PIN, never bytes.
import { ConsoleError } from '../../../../shared/errors';
import { certaintyOfCkr, ckrName, codeOfCkr, lossOfCkr } from './ckr-map';
import type { CallEffect, Loss } from './ckr-map';

const ckrPattern = /(CKR_\w+):(\d+)/;

/** The return value inside an error of pkcs11js, or null where the error is another one (a wrong argument type). */
export function readCkr(thrown: unknown): { name: string; value: number } | null {
  if (!(thrown instanceof Error)) return null;
  const found = ckrPattern.exec(thrown.message) ?? ckrPattern.exec(thrown.stack ?? '');
  if (found?.[1] !== undefined && found[2] !== undefined) {
    const value = Number(found[2]);
    return { name: ckrName(found[1], value), value };
  }
  const code: unknown = (thrown as { code?: unknown }).code;
  return thrown.message.startsWith('CKR_') && typeof code === 'number'
    ? { name: ckrName(thrown.message, code), value: code }
    : null;
}

/** A failure of `functionName` as ConsoleError; what is not a PKCS#11 return value is a fault of ours: `internal`. */
export function tokenError(functionName: string, effect: CallEffect, thrown: unknown): ConsoleError {
  if (thrown instanceof ConsoleError) return thrown;
  const ckr = readCkr(thrown);
  if (ckr === null) {
    const kind = thrown instanceof Error ? thrown.name : typeof thrown;
    return new ConsoleError('internal', {
      certainty: 'unknown',
      cause: thrown,
      facts: { function: functionName, kind },
    });
  }
  return new ConsoleError(codeOfCkr(ckr.name), {
    certainty: certaintyOfCkr(ckr.name, effect),
    cause: thrown,
    facts: { ckr: ckr.name, ckrValue: ckr.value, function: functionName },
  });
}

/** Runs one synchronous call. */
export function tokenCall<T>(functionName: string, effect: CallEffect, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw tokenError(functionName, effect, thrown);
  }
}

/** Runs one call on pkcs11js's worker thread. */
export async function tokenCallAsync<T>(functionName: string, effect: CallEffect, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw tokenError(functionName, effect, thrown);
  }
}

/** The CKR name an error carries, or null. */
export function ckrOf(error: unknown): string | null {
  return error instanceof ConsoleError && typeof error.facts.ckr === 'string' ? error.facts.ckr : null;
}

/** Does this error mean that the login or the token is gone? */
export function lossOf(error: unknown): Loss | null {
  if (!(error instanceof ConsoleError)) return null;
  if (error.facts.loss === 'login-lost' || error.facts.loss === 'token-removed') return error.facts.loss;
  const ckr = ckrOf(error);
  return ckr === null ? null : lossOfCkr(ckr);
}
