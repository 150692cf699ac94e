// Jobs as they are stored: what was ordered, how far each step came, and what was said.
import type { ErrorShape } from '../../shared/errors';
import type { JobKind, JobStatus } from '../../shared/schemas/jobs';
import type { GrantRecord } from './grant';
import type { RowId } from './entities';

export interface Job {
  readonly id: RowId;
  readonly kind: JobKind;
  readonly name: string;
  readonly status: JobStatus;
  readonly groupId: RowId | null;
  readonly target: string;
  /** What the job needs to know, frozen when it was queued; JSON, never a secret. */
  readonly input: JobInput;
  readonly grant: GrantRecord;
  readonly justification: string;
  readonly startedBy: readonly RowId[];
  readonly queuedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly error: ErrorShape | null;
  readonly stepsDone: number;
  readonly stepsTotal: number;
}
export type JobInput = Readonly<Record<string, unknown>>;

export interface JobStep {
  readonly jobId: RowId;
  readonly index: number;
  /** Name of the step in the job's definition, e.g. `generate-key`. */
  readonly kind: string;
  readonly status: 'pending' | 'planned' | 'done' | 'skipped' | 'failed' | 'needs-attention';
  readonly certainty: 'not-done' | 'done' | 'unknown' | null;
  readonly attempts: number;
  /** 128 random bits as hex, made when planned; becomes CKA_ID, tag and description. */
  readonly reference: string | null;
  /** What was going to be done, written before it is done. */
  readonly intent: Readonly<Record<string, unknown>> | null;
  readonly result: Readonly<Record<string, unknown>> | null;
  /** Look-up state across attempts, e.g. when a key was first found absent. */
  readonly lookup: Readonly<Record<string, unknown>> | null;
  readonly plannedAt: string | null;
  readonly doneAt: string | null;
  readonly awsRequestIds: readonly string[];
}

export interface JobLine {
  readonly jobId: RowId;
  readonly sequence: number;
  readonly at: string;
  readonly severity: 'info' | 'good' | 'attention' | 'danger';
  readonly text: string;
}
