// What a kind of job is: a list of steps, each plan → act → confirm, and how an act without an answer is looked up.
import type { Job, JobStep } from '../../domain/job-entities';
import type { CloudKms } from '../../ports/cloud-kms';
import type { Hsm, HsmReference } from '../../ports/hsm';
import type { StoreReader, StoreWriter } from '../../ports/store';
import type { AuditCategory } from '../../../shared/schemas/audit';
import type { JobKind } from '../../../shared/schemas/jobs';

export type Facts = Readonly<Record<string, unknown>>;

/** What a step can reach while it works. Nothing here writes rows of other jobs. */
export interface StepContext {
  readonly job: Job;
  /** The step's own 128-bit reference, fixed when it was planned. */
  readonly reference: HsmReference;
  /** When the intent was written (ISO 8601). */
  readonly plannedAt: string;
  /** Results of the steps before, by kind. */
  readonly results: Readonly<Record<string, Facts>>;
  readonly hsm: Hsm;
  readonly kms: CloudKms;
  now(): Date;
  read<T>(work: (tx: StoreReader) => Promise<T>): Promise<T>;
  /** A transaction of the step's own, for what must be recorded before the effect (a wrapping key accepted, say). */
  write<T>(work: (tx: StoreWriter) => Promise<T>): Promise<T>;
}

export interface StepDone {
  readonly result: Facts;
  readonly awsRequestIds?: readonly string[];
  /** Lines of the job, in the guide's wording. */
  readonly lines: readonly string[];
  /** Facts of the audit entry beside the result. */
  readonly facts?: Facts;
}

/** `not-yet`: look again at `retryAt`, with `lookup` kept; `cannot-tell`: a person decides, nothing is guessed. */
export type LookUp =
  | { readonly kind: 'found'; readonly done: StepDone }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-yet'; readonly retryAt: Date; readonly lookup: Facts }
  | { readonly kind: 'cannot-tell'; readonly facts: Facts };

export interface StepDefinition {
  readonly kind: string;
  /** Shown in the list of steps. */
  readonly name: string;
  readonly category: AuditCategory;
  /** Audit event; the intent is recorded under it with outcome `intent` before the act. */
  readonly event: string;
  /** Which system the act changes; `none` for steps that only read. */
  readonly changes: 'HSM' | 'AWS KMS' | 'none';
  /** Works on something of its own: when it fails, the steps after it are still taken, and the job may be cancelled between any two. */
  readonly independent?: boolean;
  /** `plan` reads nothing but the results and the time: the intent is written in the transaction that ends the step before. */
  readonly plansAtOnce?: boolean;
  /** Reads what the intent must hold. Changes nothing. */
  plan(
    context: Omit<StepContext, 'reference' | 'plannedAt'>,
  ): Promise<{ readonly intent: Facts; readonly lines?: readonly string[] }>;
  /** One effect. */
  act(context: StepContext, intent: Facts): Promise<StepDone>;
  /** Did the act happen, after its answer was lost? */
  lookUp(context: StepContext, intent: Facts, lookup: Facts | null): Promise<LookUp>;
  /** Rows that follow from the result, in the transaction that marks the step done. */
  confirm?(tx: StoreWriter, context: StepContext, result: Facts): Promise<void>;
}

export interface JobDefinition {
  readonly kind: JobKind;
  steps(job: Job): readonly StepDefinition[];
  /** The credentialed client the job works with; opened once a run, closed at its end. */
  openKms(job: Job): Promise<CloudKms>;
  /** What a job that is given up leaves in the HSM and in AWS, step by step; for the lines of the job. */
  leftBehind(job: Job, steps: readonly JobStep[]): readonly string[];
  /** Last lines of a completed job. */
  completedLines(job: Job, results: Readonly<Record<string, Facts>>): readonly string[];
}
