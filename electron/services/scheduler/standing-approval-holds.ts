// Asked again before work that a schedule ordered begins: people may have ended its approval since.
import { approvalState, scopeDigestOf } from '../../domain/standing-approval';
import type { Job } from '../../domain/job-entities';
import type { StoreReader } from '../../ports/store';

/**
 * Does the standing approval that the job's grant names still hold: not ended, replaced, void or expired, and its schedule not paused?
 * True for jobs under any other grant: theirs was used up when they were queued.
 */
export async function standingApprovalHolds(
  tx: StoreReader,
  { groupId, grant }: Pick<Job, 'groupId' | 'grant'>,
  now: Date,
): Promise<boolean> {
  if (grant.source !== 'standing-approval') return true;
  const group = groupId === null ? null : await tx.groups.get(groupId);
  const row = group === null ? null : await tx.schedules.get(group.id);
  if (group === null || row?.approval == null || row.approval.id !== grant.requestId || row.paused !== null)
    return false;
  const credential = await tx.credentials.get(group.template.credentialId);
  return approvalState(row.approval, credential === null ? null : scopeDigestOf(group, credential), now) === 'valid';
}
