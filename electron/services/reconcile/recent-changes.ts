// What the console itself changed a short while ago in a group's part of AWS: KMS may not show it yet.
import { settlingMs, type RecentChange } from '../../domain/drift-settling';
import type { Job } from '../../domain/job-entities';
import type { StoreReader } from '../../ports/store';

/** Jobs of the group that ended within the time in which KMS settles. */
export async function recentChanges(tx: StoreReader, groupId: string, now: Date): Promise<readonly RecentChange[]> {
  const endedFrom = new Date(now.getTime() - settlingMs).toISOString();
  const { jobs } = await tx.jobs.list({ groupId, endedFrom, limit: 50 });
  return jobs.map(changeOf);
}

function changeOf({ kind, input, finishedAt }: Job): RecentChange {
  const keys = input['keys'] as readonly { readonly kmsKeyId: string }[] | undefined;
  const drifts = input['drifts'] as readonly { readonly id: string }[] | undefined;
  return {
    kind,
    endedAt: finishedAt ?? '',
    kmsKeyIds: keys?.map(({ kmsKeyId }) => kmsKeyId) ?? null,
    driftIds: drifts?.map(({ id }) => id) ?? [],
  };
}
