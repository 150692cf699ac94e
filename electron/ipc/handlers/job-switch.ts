// jobs.stopAll and jobs.resumeAll: one person stops, two resume.
import type { JobRunner } from '../../services/jobs/job-runner';
import { jobsStopped, resumeJobs, stopJobs } from '../../services/jobs/job-switch';
import { identityName } from '../../services/identity-names';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { effectWords as words } from '../../../shared/text/effect-words';
import { effectFact } from '../../services/effect-facts';
import type { Order } from '../../services/controlled-command';
import type { Handlers } from '../handler';
import type { OpenedParts } from './opened-parts';

const target = { kind: 'jobs', id: 'all', name: 'All jobs' } as const;

export function jobSwitchHandlers(
  parts: Pick<OpenedParts, 'store' | 'publish'>,
  jobs: Pick<JobRunner, 'wake'>,
): Handlers<'jobs.stopAll' | 'jobs.resumeAll'> {
  const orderOf =
    (justification: string) =>
    async (tx: StoreReader): Promise<Order> => {
      const stopped = await jobsStopped(tx);
      if (stopped === null) throw new ConsoleError('state.conflict', { facts: { what: 'jobs-not-stopped' } });
      const by = await identityName(tx, stopped.by);
      return {
        target,
        frozen: { justification, stoppedAt: stopped.at, stoppedBy: by, stoppedBecause: stopped.justification },
      };
    };
  return {
    'jobs.stopAll': ({ justification }, context) =>
      context.unitOfWork(async (tx) => {
        const [first] = context.identities;
        await stopJobs(tx, first?.id ?? '', justification, context.now.toISOString());
        return { result: {}, audit: { severity: 'warning', target, facts: { justification } } };
      }),
    'jobs.resumeAll': {
      prepare: ({ justification }) => parts.store.read(orderOf(justification)),
      recheck: ({ frozen }) => parts.store.read(orderOf(String(frozen['justification']))),
      describe: ({ frozen }) => [
        effectFact(words.rows.stoppedAt, words.time(String(frozen['stoppedAt']))),
        effectFact(words.rows.stoppedBy, String(frozen['stoppedBy'])),
        effectFact(words.rows.stoppedBecause, String(frozen['stoppedBecause'])),
      ],
      async execute(tx, { frozen }) {
        await resumeJobs(tx);
        return { result: {}, audit: { target, facts: { ...frozen } } };
      },
      committed() {
        jobs.wake();
        parts.publish(['jobs', 'status']);
      },
    },
  };
}
