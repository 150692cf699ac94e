// Joins what an opened installation does with credentials, key groups and jobs: handlers of the IPC table, and the job runner behind them.
import type { Handlers } from '../handler';
import type { JobKind } from '../../../shared/schemas/jobs';
import type { JobDefinition } from '../../services/jobs/job-definition';
import type { JobRunner } from '../../services/jobs/job-runner';
import { createJobRunner } from '../../services/jobs/job-runner';
import { keyOperationJob } from '../../services/key-operations/key-operation-job';
import { createExpiryWatch, type ExpiryWatch } from '../../services/expiry/expiry-watch';
import { createScheduler, type Scheduler } from '../../services/scheduler/scheduler';
import { forceRotateJob } from '../../services/rotation/force-rotate-job';
import { credentialHandlers, type CredentialCall } from './credentials';
import { groupHandlers, type GroupCall } from './groups';
import { jobHandlers, type JobCall } from './jobs';
import { jobSwitchHandlers } from './job-switch';
import { keyOperationHandlers, type KeyOperationCall } from './key-operations';
import { scheduleHandlers, type ScheduleCall } from './schedules';
import type { OpenedParts } from './opened-parts';
import { createReconcile, type ReconcileCall } from './reconcile';
import { pushJob } from '../../services/reconcile/push-job';

export interface KeyServices {
  readonly handlers: Handlers<
    | CredentialCall
    | GroupCall
    | KeyOperationCall
    | ReconcileCall
    | ScheduleCall
    | JobCall
    | 'jobs.stopAll'
    | 'jobs.resumeAll'
  >;
  /** Call `wake` after each HSM login, `stop` before the store is closed. */
  readonly jobs: JobRunner;
  readonly definitions: Readonly<Record<JobKind, JobDefinition>>;
  /** Comparisons with AWS under way are cancelled and waited for; call before the store is closed. */
  stopReading(): Promise<void>;
  /** Call `start` once, `wake` after each HSM login, `stop` before the jobs are stopped. */
  readonly scheduler: Scheduler;
  /** As the scheduler. */
  readonly expiry: ExpiryWatch;
}

/** Built once the store is open; nothing runs until `jobs.wake()` and `scheduler.start()`. */
export function createKeyServices(given: OpenedParts): KeyServices {
  const parts: OpenedParts = {
    ...given,
    publish(topics, ids) {
      given.publish(topics, ids);
      // Whatever a run may have waited for: an approval, the end of a job, the word that jobs may run again.
      if (topics.includes('groups') || topics.includes('jobs')) scheduler.wake();
    },
  };
  const definitions = {
    'force-rotate': forceRotateJob(parts),
    synchronize: keyOperationJob(parts, 'synchronize'),
    'delete-material': keyOperationJob(parts, 'delete-material'),
    enable: keyOperationJob(parts, 'enable'),
    disable: keyOperationJob(parts, 'disable'),
    'schedule-deletion': keyOperationJob(parts, 'schedule-deletion'),
    'cancel-deletion': keyOperationJob(parts, 'cancel-deletion'),
    prove: keyOperationJob(parts, 'prove'),
    destroy: keyOperationJob(parts, 'destroy'),
    'reconcile-push': pushJob(parts),
    're-import': { ...keyOperationJob(parts, 'synchronize'), kind: 're-import' } as const,
  };
  const jobs = createJobRunner({
    store: parts.store,
    hsm: parts.hsm,
    clock: parts.clock,
    log: parts.log,
    definitions,
    onEnded: async () => {
      await parts.onJobEnded();
      parts.publish(['jobs', 'groups', 'keys', 'status']);
    },
    ...(parts.random === undefined ? {} : { random: parts.random }),
  });
  const reconcile = createReconcile(parts, jobs, definitions['reconcile-push']);
  const started = (): void => {
    jobs.wake();
    parts.publish(['jobs', 'groups', 'status']);
  };
  const readOnly = parts.readOnly ?? (() => false);
  const scheduler = createScheduler({ ...parts, forceRotate: definitions['force-rotate'], readOnly, started });
  const expiry = createExpiryWatch({
    ...parts,
    ...{ reimport: definitions['re-import'], readOnly, started },
    warned: () => parts.publish(['keys', 'status']),
  });
  return {
    handlers: {
      ...credentialHandlers(parts),
      ...groupHandlers(parts, jobs, definitions),
      ...keyOperationHandlers(parts, jobs, definitions),
      ...reconcile.handlers,
      ...scheduleHandlers(parts),
      ...jobHandlers(parts, jobs, definitions),
      ...jobSwitchHandlers(parts, jobs),
    },
    jobs,
    definitions,
    stopReading: () => reconcile.stop(),
    scheduler,
    expiry,
  };
}
