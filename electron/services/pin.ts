// A PIN typed in two parts by two custodians is the first part followed by the second.
import { ConsoleError } from '../../shared/errors';

/** The PIN for C_Login; null for the protected authentication path. A second part without a first is `input.invalid`. */
export function joinPin(first: string | null, second: string | null): string | null {
  if (first === null && second !== null)
    throw new ConsoleError('input.invalid', { facts: { field: 'pin', rule: 'first-part-missing' } });
  return first === null ? null : first + (second ?? '');
}
