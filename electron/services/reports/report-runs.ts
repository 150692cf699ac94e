// Reports under way: each can be followed and cancelled by the name that the window gave it.
import type { Clock } from '../../ports/clock';
import { ConsoleError } from '../../../shared/errors';

export interface ReportRuns {
  /** Runs `work` until it ends; `state.conflict` when a run of this name is under way. */
  start<T>(runId: string, work: (signal: AbortSignal, progress: ReportProgress) => Promise<T>): Promise<T>;
  /** `not-found` when no such run is under way. */
  cancel(runId: string): void;
  /** The store is about to close: everything is cancelled and waited for. */
  stop(): Promise<void>;
}

export type ReportProgress = (done: number, total: number | null) => void;

/** Often enough to look live. */
const progressEveryMs = 100;

/** @param publish told at most every 100 ms, and at the first batch; a total of 0 is one that is not known */
export function createReportRuns(
  clock: Clock,
  publish: (runId: string, done: number, total: number) => void,
): ReportRuns {
  const running = new Map<string, { readonly abort: AbortController; readonly ended: Promise<unknown> }>();
  return {
    async start(runId, work) {
      if (running.has(runId)) throw new ConsoleError('state.conflict', { facts: { reason: 'busy' } });
      const abort = new AbortController();
      let toldMs = -Infinity;
      const run = work(abort.signal, (done, total) => {
        const nowMs = clock.monotonicMs();
        if (nowMs - toldMs < progressEveryMs && done !== total) return;
        toldMs = nowMs;
        publish(runId, done, total ?? 0);
      });
      running.set(runId, { abort, ended: run.catch(() => undefined) });
      try {
        return await run;
      } finally {
        running.delete(runId);
      }
    },
    cancel(runId) {
      const run = running.get(runId);
      if (run === undefined) throw new ConsoleError('not-found', { facts: { kind: 'report-run' } });
      run.abort.abort();
    },
    async stop() {
      for (const { abort } of running.values()) abort.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}
