// Key groups and keys as the window shows them: states and due dates computed from the rows and the clock.
import type { Key, KeyGroup } from '../../domain/entities';
import type { HsmBackup } from '../../domain/backup-entities';
import { keyGroupState, nextRotationAt, shownKeyState } from '../../domain/key-group-rules';
import { inHsmBackupOf } from '../../domain/hsm-backup-rules';
import type { StoreReader } from '../../ports/store';
import type { JobStatus } from '../../../shared/schemas/jobs';
import type { KeyGroupView, KeyView } from '../../../shared/schemas/key-groups';
import { identityName } from '../identity-names';
import { scheduleView } from '../scheduler/schedule-view';

/** States in which a job still has a claim on its group. */
export const openJobStatuses: readonly JobStatus[] = ['Queued', 'Waiting for approval', 'Running', 'Needs attention'];

/** The job that runs, waits or needs attention for a group; null when none does. */
export async function openJobOf(tx: StoreReader, groupId: string): Promise<{ id: string; status: JobStatus } | null> {
  const { jobs } = await tx.jobs.list({ groupId, status: openJobStatuses, limit: 1 });
  return jobs[0] ?? null;
}

export async function keyGroupView(tx: StoreReader, group: KeyGroup, now: Date): Promise<KeyGroupView> {
  const keys = await tx.keys.ofGroup(group.id);
  const credential = await tx.credentials.get(group.template.credentialId);
  const openJob = await openJobOf(tx, group.id);
  const row = await tx.schedules.get(group.id);
  return {
    ...group.template,
    activeKeyId: group.activeKeyId,
    id: group.id,
    revision: group.revision,
    state: keyGroupState(group, keys, openJob?.status ?? null, now, row),
    credentialName: credential?.name ?? group.template.credentialId,
    accountId: credential?.accountId ?? null,
    simulator: credential?.endpoint.kind === 'simulator',
    keyCount: keys.length,
    lastRotatedAt: group.lastRotatedAt,
    nextRotationAt: nextRotationAt(group, row)?.toISOString() ?? null,
    createdAt: group.createdAt,
    createdBy: await identityName(tx, group.createdBy),
    changedAt: group.changedAt,
    changedBy: await identityName(tx, group.changedBy),
    openJobId: openJob?.id ?? null,
    scheduleState: await scheduleView(tx, group, row, credential, now),
  };
}

/** Newest generation first in lists; this is one row. */
export function keyView(key: Key, now: Date, hsmBackups: readonly HsmBackup[]): KeyView {
  return {
    id: key.id,
    groupId: key.groupId,
    name: key.name,
    generation: key.generation,
    state: shownKeyState(key, now),
    hsmReference: key.hsmReference,
    checkValue: key.checkValue === null ? null : { method: key.checkValue.method, value: key.checkValue.value },
    kmsKeyId: key.kmsKeyId,
    kmsKeyArn: key.kmsKeyArn,
    keyMaterialId: key.keyMaterialId,
    wrappingAlgorithm: key.wrappingAlgorithm,
    wrappingKeySpec: key.wrappingKeySpec,
    createdAt: key.createdAt,
    importedAt: key.importedAt,
    activatedAt: key.activatedAt,
    supersededAt: key.supersededAt,
    validUntil: key.validUntil,
    materialExpiresAt: key.materialExpiresAt,
    jobId: key.jobId,
    awsRequestId: key.awsRequestId,
    deletionDate: key.deletionDate ?? null,
    hsmBackupAt: inHsmBackupOf(key, hsmBackups),
    proof: key.proof ?? null,
    compromised: key.compromised == null ? null : { ...key.compromised, by: [...key.compromised.by] },
    destruction: destructionView(key),
  };
}

function destructionView({ destruction }: Key): KeyView['destruction'] {
  if (destruction == null) return null;
  return {
    ...destruction,
    requestedBy: [...destruction.requestedBy],
    approvedBy: [...destruction.approvedBy],
    answers: [...destruction.answers],
  };
}
