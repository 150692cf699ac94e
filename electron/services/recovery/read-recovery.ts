// The one row of the recovery, and what a window may see of it.
import type { Recovery } from '../../domain/entities';
import { noRecovery, recoveryId, recoveryState } from '../../domain/recovery-rules';
import type { StoreReader } from '../../ports/store';
import type { RecoveryView } from '../../../shared/schemas/recovery';
import type { Environment } from '../../../shared/schemas/status';
import { readRule } from '../approvals/stored-policy';

export async function readRecovery(tx: StoreReader): Promise<Recovery> {
  return (await tx.recoveries.get(recoveryId)) ?? noRecovery;
}

/** How many administrators must be made so that they can add another without those who are lost. */
export async function administratorsNeeded(tx: StoreReader, environment: Environment): Promise<number> {
  const { approvalsRequired } = await readRule(tx, environment, 'identity.add');
  return Math.max(2, approvalsRequired + 1);
}

export async function recoveryView(tx: StoreReader, environment: Environment, now: Date): Promise<RecoveryView> {
  const recovery = await readRecovery(tx);
  const state = recoveryState(recovery, now);
  const attempt = state === 'waiting' || state === 'open' ? recovery.attempt : null;
  const { completed } = recovery;
  const made = await Promise.all((completed?.administratorIds ?? []).map((id) => tx.identities.get(id)));
  const administrators = made.flatMap((identity) =>
    identity === null ? [] : [{ id: identity.id, name: identity.name, fullName: identity.fullName }],
  );
  return {
    state,
    madeAt: recovery.secret?.madeAt ?? null,
    startedAt: attempt?.startedAt ?? null,
    opensAt: attempt?.opensAt ?? null,
    lapsesAt: attempt?.lapsesAt ?? null,
    administratorsNeeded: await administratorsNeeded(tx, environment),
    last: completed === null ? null : { at: completed.at, administrators },
  };
}
