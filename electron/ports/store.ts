// The encrypted store as the services see it. Every change and its audit entry are one transaction; without an entry there is no change.
import type { ApprovalRequest } from '../domain/approval-request';
import type {
  Anchor,
  ApprovalPolicy,
  Controls,
  Credential,
  Forwarding,
  GroupSchedule,
  Identity,
  Key,
  KeyGroup,
  LoginState,
  Reconciliation,
  Recovery,
  Role,
  RowId,
  SavedAuditFilter,
  SavedReport,
} from '../domain/entities';
import type { AuditSegment, BackupPlan, HsmBackup } from '../domain/backup-entities';
import type { Job, JobLine, JobStep } from '../domain/job-entities';
import type { AuditEvent, ChainedAuditEntry, ChainHead } from '../domain/audit-event';
import type { AuditFilter } from '../../shared/schemas/audit';
import type { JobKind, JobSort, JobStatus } from '../../shared/schemas/jobs';
import type { Environment } from '../../shared/schemas/status';

/**
 * Rows that decide security. Each carries the sequence and hash of the audit entry that last changed it; `get` and `list`
 * check the row's digest against that entry and against the newest entry that names it (`store.row-tampered`).
 */
export interface SealedRows<T> {
  get(id: RowId): Promise<T | null>;
  /** By unique name, compared without case; null when absent. */
  byName(name: string): Promise<T | null>;
  list(): Promise<readonly T[]>;
}
export interface WritableSealedRows<T> extends SealedRows<T> {
  /** Inserts or replaces; a name taken by another row is `input.name-taken`. */
  put(row: T): Promise<void>;
  delete(id: RowId): Promise<void>;
}

/** Approval requests; every request ever made stays. */
export interface RequestRows extends SealedRows<ApprovalRequest> {
  /** Open (Pending, Approved) or closed ones, newest first. */
  page(
    state: 'open' | 'closed',
    page: { readonly cursor?: string; readonly limit: number },
  ): Promise<{ readonly requests: readonly ApprovalRequest[]; readonly next: string | null; readonly total: number }>;
}

export interface KeyRows extends SealedRows<Key> {
  ofGroup(groupId: RowId): Promise<readonly Key[]>;
}

export interface JobQuery {
  readonly status?: readonly JobStatus[] | undefined;
  readonly kinds?: readonly JobKind[] | undefined;
  readonly text?: string | undefined;
  readonly groupId?: RowId | undefined;
  /** Ended at or after this time (ISO 8601): open jobs are left out. */
  readonly endedFrom?: string | undefined;
  /** Default: the last one queued first. */
  readonly sort?: { readonly by: JobSort; readonly direction: 'asc' | 'desc' } | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}
/** Jobs that ended on one day (UTC, YYYY-MM-DD) in one way. */
export interface EndedJobs {
  readonly day: string;
  readonly status: 'Completed' | 'Failed' | 'Cancelled';
  readonly count: number;
  /** From start to end, of those that had started; null when none had. */
  readonly medianMs: number | null;
  readonly longestMs: number | null;
}
export interface JobRows {
  get(id: RowId): Promise<Job | null>;
  /** Sorted as asked; where a sort cannot tell two jobs apart, the newer one comes first. */
  list(
    query: JobQuery,
  ): Promise<{ readonly jobs: readonly Job[]; readonly next: string | null; readonly total: number }>;
  steps(jobId: RowId): Promise<readonly JobStep[]>;
  lines(jobId: RowId): Promise<readonly JobLine[]>;
  /** How jobs ended since a time (ISO 8601): one row for each day and way of ending that has any, oldest first. */
  ended(since: string): Promise<readonly EndedJobs[]>;
}
export interface WritableJobRows extends JobRows {
  put(job: Job): Promise<void>;
  putStep(step: JobStep): Promise<void>;
  /** All steps of a new job. */
  putSteps(steps: readonly JobStep[]): Promise<void>;
  /** Appends with the next sequence number of the job. */
  addLine(line: Omit<JobLine, 'sequence'>): Promise<void>;
}

export interface AuditRows {
  /** The last entry that was removed by retention: the first kept one follows it. The empty chain where nothing was removed. */
  base(): Promise<ChainHead>;
  /** The last entry that, like all before it, was written before a time (ISO 8601); null when none was. */
  lastBefore(at: string): Promise<ChainedAuditEntry | null>;
  head(): Promise<ChainHead>;
  /** The latest time that any entry was written at (ISO 8601), wherever the clock stands now; null in an empty log. */
  latestAt(): Promise<string | null>;
  get(sequence: number): Promise<ChainedAuditEntry | null>;
  /** Newest first; the filter's text is a full-text search (FTS5) over event, message facts, names. */
  list(
    filter: AuditFilter,
    page: { readonly cursor?: string; readonly limit: number },
  ): Promise<{ readonly entries: readonly ChainedAuditEntry[]; readonly next: string | null; readonly total: number }>;
  /**
   * Stored rows in order from a sequence number, in batches, for verifying and exporting without loading all. In a read, a scan of
   * everything (from 1, no filter) that comes to its end compares every sealed row with what the entries say of it (`store.row-tampered`).
   */
  scan(
    fromSequence: number,
    filter?: AuditFilter,
  ): AsyncIterable<readonly { sequence: number; text: string; hash: string }[]>;
}

export interface StoreReader {
  readonly identities: SealedRows<Identity>;
  readonly roles: SealedRows<Role>;
  readonly credentials: SealedRows<Credential>;
  readonly groups: SealedRows<KeyGroup>;
  readonly keys: KeyRows;
  readonly requests: RequestRows;
  readonly policies: SealedRows<ApprovalPolicy>;
  readonly controls: SealedRows<Controls>;
  readonly recoveries: SealedRows<Recovery>;
  readonly reconciliations: SealedRows<Reconciliation>;
  readonly schedules: SealedRows<GroupSchedule>;
  readonly savedReports: SealedRows<SavedReport>;
  readonly auditFilters: SealedRows<SavedAuditFilter>;
  readonly forwardings: SealedRows<Forwarding>;
  readonly backupPlans: SealedRows<BackupPlan>;
  readonly hsmBackups: SealedRows<HsmBackup>;
  readonly segments: SealedRows<AuditSegment>;
  readonly jobs: JobRows;
  readonly loginStates: { get(identityId: RowId): Promise<LoginState | null> };
  readonly audit: AuditRows;
  readonly anchors: { latest(): Promise<Anchor | null>; list(): Promise<readonly Anchor[]> };
  /** Wrapping public keys seen before, by SHA-256 of their DER (a key seen twice is refused). */
  readonly wrappingKeys: { seen(sha256: string): Promise<boolean> };
}

export interface StoreWriter extends StoreReader {
  readonly identities: WritableSealedRows<Identity>;
  readonly roles: WritableSealedRows<Role>;
  readonly credentials: WritableSealedRows<Credential>;
  readonly groups: WritableSealedRows<KeyGroup>;
  readonly keys: KeyRows & WritableSealedRows<Key>;
  readonly requests: RequestRows & WritableSealedRows<ApprovalRequest>;
  readonly policies: WritableSealedRows<ApprovalPolicy>;
  readonly controls: WritableSealedRows<Controls>;
  readonly recoveries: WritableSealedRows<Recovery>;
  readonly reconciliations: WritableSealedRows<Reconciliation>;
  readonly schedules: WritableSealedRows<GroupSchedule>;
  readonly savedReports: WritableSealedRows<SavedReport>;
  readonly auditFilters: WritableSealedRows<SavedAuditFilter>;
  readonly forwardings: WritableSealedRows<Forwarding>;
  readonly backupPlans: WritableSealedRows<BackupPlan>;
  readonly hsmBackups: WritableSealedRows<HsmBackup>;
  readonly segments: SealedRows<AuditSegment>;
  readonly jobs: WritableJobRows;
  readonly loginStates: { get(identityId: RowId): Promise<LoginState | null>; put(state: LoginState): Promise<void> };
  readonly wrappingKeys: { seen(sha256: string): Promise<boolean>; add(sha256: string, at: string): Promise<void> };
  /** Appends one entry to the chain; it names every sealed row put or deleted since the last one in this transaction. */
  record(event: AuditEvent): Promise<ChainedAuditEntry>;
  /**
   * Removes the oldest entries up to the segment's last one and puts the segment in their place. Rows that only removed entries vouched for
   * are checked once more and named by new entries. `state.conflict` (reason `segment`) when the segment is not the beginning of the log.
   * What was removed is out of sight at once; the file gets smaller afterwards.
   */
  cutAudit(segment: AuditSegment): Promise<void>;
}

/** How a long reading is followed and ended. */
export interface StoreWatch {
  readonly signal: AbortSignal;
  /** Bytes written so far, of how many. */
  progress(done: number, total: number): void;
}

export interface Store {
  /** Random id fixed at creation; bound into the seal and into anchors. */
  readonly id: string;
  readonly environment: Environment;
  /** Reads see committed data only and never wait for writers. */
  read<T>(work: (tx: StoreReader) => Promise<T>): Promise<T>;
  /**
   * One transaction, one at a time. Rolls back when `work` throws, and with `store.audit-missing` when it changed anything after its
   * last `record`, or changed something and recorded nothing. When it resolves, everything is durable.
   */
  write<T>(work: (tx: StoreWriter) => Promise<T>): Promise<T>;
  /** Anchors are signatures over the log, not entries of it: they are kept without an audit entry of their own. */
  addAnchor(anchor: Anchor): Promise<void>;
  /**
   * Writes one unchanging view of the store, encrypted under the store's own key, into the empty file at `path`; writes go on meanwhile.
   * `file.write-failed` when the file cannot be written (a full disk, a folder that is gone), `input.cancelled` after the signal.
   */
  copyTo(path: string, watch: StoreWatch): Promise<void>;
  /** From now on every write is refused with `store.read-only`. */
  freeze(): void;
  /** Called after each committed write. */
  onCommit(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface StoreFactory {
  /** Is there a store file in the data folder? */
  exists(): Promise<boolean>;
  /** Makes the file with every migration applied; `key` is 32 bytes. */
  create(key: Uint8Array, identity: { readonly id: string; readonly environment: Environment }): Promise<Store>;
  /** Renames a store file that no installation can open any more (a set-up that was cut off) out of the way; its new name. */
  setAside(): Promise<string | null>;
  /** Opens a file made by `copyTo` for reading alone: every write is `store.read-only`. Takes no lease. Errors as `open`. */
  openCopy(path: string, key: Uint8Array): Promise<Store>;
  /**
   * Takes a copy into the data folder, beside the store and not yet in its place. Returns SHA-256 (hex) of what was read.
   * `file.read-failed`, `store.disk-full`, `input.cancelled`.
   */
  stage(path: string, watch: StoreWatch): Promise<{ readonly sha256: string }>;
  /** Forgets a staged copy. */
  unstage(): Promise<void>;
  /**
   * Puts a staged copy in the store's place and keeps what was there under another name, which it answers; null when there was none.
   * Without a staged copy it changes nothing and answers undefined. Can be repeated after a crash at any moment.
   */
  swapIn(): Promise<string | null | undefined>;
  /** Takes the lease (`store.in-use`), opens, checks that the key fits (`store.damaged`), runs migrations (`store.too-new`). */
  open(key: Uint8Array): Promise<Store>;
}
