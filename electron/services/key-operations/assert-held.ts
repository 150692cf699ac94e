// Does the HSM still hold the material of a key? Asked before anything is taken away from AWS, or pushed there again.
import type { Hsm, HsmReference } from '../../ports/hsm';
import { ConsoleError } from '../../../shared/errors';
import type { KeyItem } from './key-operation-input';

/**
 * Exactly one key with the reference, and the check value it had when it was made (compared where the method is the same).
 * Errors: hsm.object-missing, hsm.object-ambiguous, hsm.object-refused, and what the HSM rejects with.
 */
export async function assertHeld(
  hsm: Pick<Hsm, 'findKeys'>,
  key: Pick<KeyItem, 'name' | 'hsmReference' | 'checkValue'>,
): Promise<HsmReference> {
  const reference = key.hsmReference as HsmReference | null;
  const facts = { name: key.name, reference };
  if (reference === null) throw new ConsoleError('hsm.object-missing', { facts });
  const found = await hsm.findKeys(reference);
  const [held] = found;
  if (held === undefined) throw new ConsoleError('hsm.object-missing', { facts });
  if (found.length > 1) throw new ConsoleError('hsm.object-ambiguous', { facts: { ...facts, found: found.length } });
  const { checkValue } = key;
  const differs =
    checkValue !== null && held.checkValue?.method === checkValue.method && held.checkValue.value !== checkValue.value;
  if (differs)
    throw new ConsoleError('hsm.object-refused', {
      facts: { ...facts, what: 'key', reason: 'check-value', expected: checkValue.value, found: held.checkValue.value },
    });
  return reference;
}
