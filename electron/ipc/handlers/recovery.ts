// recovery.*: break-glass by two of three custodians and the HSM's PIN.
import { makeRecoveryShares } from '../../services/recovery/make-recovery-shares';
import { recoveryView } from '../../services/recovery/read-recovery';
import { beginRecovery, cancelRecovery, completeRecovery } from '../../services/recovery/recover';
import type { RecoveryParts } from '../../services/recovery/recovery-parts';
import type { Handlers } from '../handler';

export type RecoveryCall =
  'recovery.status' | 'recovery.makeShares' | 'recovery.begin' | 'recovery.cancel' | 'recovery.complete';

export function recoveryHandlers(parts: RecoveryParts): Handlers<RecoveryCall> {
  const { store } = parts;
  return {
    'recovery.status': (_input, { now }) => store.read((tx) => recoveryView(tx, store.environment, now)),
    'recovery.makeShares': makeRecoveryShares(parts),
    'recovery.begin': (_input, context) => beginRecovery(parts, (work) => context.unitOfWork(work)),
    'recovery.cancel': (_input, context) =>
      cancelRecovery(parts, context.identities, (work) => context.unitOfWork(work)),
    'recovery.complete': (input, context) =>
      completeRecovery(parts, input.administrators, (work) => context.unitOfWork(work)),
  };
}
