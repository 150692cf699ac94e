// Where an entry of the log leads: the job it is of, the requests that allowed it, the keys it is about.
import type { AuditEntry } from '../domain/audit-event';
import type { RowId } from '../domain/entities';
import type { Job } from '../domain/job-entities';
import type { StoreReader } from '../ports/store';
import type { AuditEntryDetails } from '../../shared/schemas/audit';
import type { Permission } from '../../shared/permissions';

type Links = Omit<AuditEntryDetails, 'entry'>;
const rowIdForm = /^[0-9a-f]{32}$/;
const idsIn = (values: readonly unknown[]): readonly RowId[] =>
  values.filter((value): value is RowId => typeof value === 'string' && rowIdForm.test(value));

/** What the permissions do not show is left out, and so is what is no longer there. */
export async function auditLinks(
  tx: StoreReader,
  entry: AuditEntry,
  permissions: readonly Permission[],
): Promise<Links> {
  const job = entry.jobId === null ? null : await tx.jobs.get(entry.jobId);
  return {
    job: job === null || !permissions.includes('Jobs:View') ? null : { id: job.id, name: job.name },
    requests: permissions.includes('Approvals:View') ? await requestsOf(tx, entry, job) : [],
    keys: permissions.includes('Keys:View') ? await keysOf(tx, entry, job) : [],
  };
}

async function requestsOf(tx: StoreReader, { target, facts }: AuditEntry, job: Job | null): Promise<Links['requests']> {
  const decided = facts['requests'];
  const ids = idsIn([
    target?.kind === 'request' ? target.id : null,
    facts['request'],
    ...(Array.isArray(decided) ? (decided as readonly { readonly id?: unknown }[]).map(({ id }) => id) : []),
    job?.grant.requestId,
  ]);
  const found = await Promise.all([...new Set(ids)].map((id) => tx.requests.get(id)));
  return found.flatMap((request) => (request === null ? [] : [{ id: request.id, name: request.target.name }]));
}

/** The key that the entry names, else those that its job made or was about. */
async function keysOf(tx: StoreReader, { target, facts }: AuditEntry, job: Job | null): Promise<Links['keys']> {
  const named = idsIn([target?.kind === 'key' ? target.id : null, facts['keyId']]);
  const asked = job?.input['keyIds'];
  const ofGroup = job?.groupId == null ? [] : await tx.keys.ofGroup(job.groupId);
  const ofJob = ofGroup.filter(({ id, jobId }) => jobId === job?.id || (Array.isArray(asked) && asked.includes(id)));
  const keys = named.length > 0 ? await Promise.all(named.map((id) => tx.keys.get(id))) : ofJob;
  return keys.flatMap((key) => (key === null ? [] : [{ id: key.id, name: key.name, groupId: key.groupId }]));
}
