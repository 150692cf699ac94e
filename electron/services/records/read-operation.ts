// Everything that belongs to one operation, wherever somebody stands: at its job, its request, or a key that came of it.
import type { ChainedAuditEntry } from '../../domain/audit-event';
import type { ApprovalRequest } from '../../domain/approval-request';
import type { Key, RowId } from '../../domain/entities';
import type { Job } from '../../domain/job-entities';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { JobKind } from '../../../shared/schemas/jobs';
import type { OperationPlace } from '../../../shared/schemas/records';
import type { JobDefinition } from '../jobs/job-definition';
import { jobDetails } from '../jobs/job-view';
import type { Operation } from './operation-record';

/** More than a record shows; the report has them all. */
const mostEntries = 500;

export async function readOperation(
  tx: StoreReader,
  definitions: Readonly<Record<JobKind, JobDefinition>>,
  { of, id }: OperationPlace,
): Promise<Operation> {
  const start = await startOf(tx, of, id);
  const job = start.job ?? (await jobOf(tx, start.request?.jobId));
  const requestId = start.request?.id ?? job?.grant.requestId ?? null;
  const request = start.request ?? (requestId === null ? null : await tx.requests.get(requestId));
  if (job === null && request === null) throw new ConsoleError('not-found', { facts: { kind: of, id } });
  return {
    ...{ request, job },
    details: job === null ? null : await jobDetails(tx, definitions[job.kind], job),
    keys: job === null ? [] : await keysOf(tx, job),
    entries: await entriesOf(tx, request, job),
  };
}

const jobOf = async (tx: StoreReader, id: RowId | null | undefined): Promise<Job | null> =>
  id == null ? null : tx.jobs.get(id);

async function startOf(
  tx: StoreReader,
  of: OperationPlace['of'],
  id: RowId,
): Promise<{ readonly job: Job | null; readonly request: ApprovalRequest | null }> {
  if (of === 'request') return { job: null, request: await tx.requests.get(id) };
  const jobId = of === 'job' ? id : (await tx.keys.get(id))?.jobId;
  return { job: await jobOf(tx, jobId), request: null };
}

async function keysOf(tx: StoreReader, job: Job): Promise<readonly Key[]> {
  if (job.groupId === null) return [];
  const asked = job.input['keyIds'];
  const about = Array.isArray(asked) ? (asked as readonly unknown[]) : [];
  return (await tx.keys.ofGroup(job.groupId)).filter(({ id, jobId }) => jobId === job.id || about.includes(id));
}

async function entriesOf(
  tx: StoreReader,
  request: ApprovalRequest | null,
  job: Job | null,
): Promise<readonly ChainedAuditEntry[]> {
  const page = { limit: mostEntries };
  const ofRequest = request === null ? [] : (await tx.audit.list({ targetId: request.id }, page)).entries;
  const ofJob = job === null ? [] : (await tx.audit.list({ jobId: job.id }, page)).entries;
  const all = new Map([...ofRequest, ...ofJob].map((each) => [each.entry.sequence, each]));
  return [...all.values()].sort((a, b) => a.entry.sequence - b.entry.sequence);
}
