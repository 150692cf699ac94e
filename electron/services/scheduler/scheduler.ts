// Waits for the next run of any group's schedule and starts it; looks again when rows change, the HSM is back, or a minute has passed.
import { calendarRuleOf, nextRotationAt } from '../../domain/key-group-rules';
import { scopeDigestOf } from '../../domain/standing-approval';
import type { Log } from '../../ports/log';
import { toConsoleError } from '../../../shared/errors';
import { runSchedule, type ScheduleRunParts } from './run-schedule';

/** A machine that slept, or whose clock was set, is noticed at the latest after this. */
const lookEveryMs = 60_000;
/** A run that could not be planned (AWS away, say) is tried again after 1, 2, 4 … and at most so many minutes. */
const longestPauseMinutes = 30;

export interface SchedulerParts extends ScheduleRunParts {
  readonly log: Log;
  /** Is the store frozen? Then nothing can be started. */
  readOnly(): boolean;
  /** A job was queued. */
  started(): void;
}

export interface Scheduler {
  /** Begins to look; before that nothing runs. */
  start(): void;
  /** Looks at once; what waits is tried again, what failed once its pause is over. */
  wake(): void;
  /** Resolves when it looks at nothing and waits. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** When each group has to be looked at next. */
type Agenda = ReadonlyMap<string, number>;

export function createScheduler(parts: SchedulerParts): Scheduler {
  const { store, clock, log } = parts;
  const stopping = new AbortController();
  let poke = new AbortController();
  let agenda: Agenda = new Map();
  let dirty = true;
  const failures = new Map<
    string,
    { readonly times: number; readonly notBeforeMs: number; readonly end: 'waiting' | 'failed' }
  >();
  const forgetCommits = store.onCommit(() => (dirty = true));

  async function look(): Promise<void> {
    if (parts.readOnly()) return;
    if (dirty) {
      dirty = false;
      agenda = await readAgenda(parts);
    }
    const nowMs = clock.now().getTime();
    for (const [groupId, atMs] of agenda) {
      if (atMs > nowMs || stopping.signal.aborted) continue;
      if ((failures.get(groupId)?.notBeforeMs ?? 0) > nowMs) continue;
      await tryOne(groupId, nowMs);
    }
  }

  async function tryOne(groupId: string, nowMs: number): Promise<void> {
    try {
      const end = await runSchedule(parts, groupId);
      if (end === 'started') parts.started();
      if (end === 'waiting' || end === 'failed') postpone(groupId, nowMs, end);
      else failures.delete(groupId);
    } catch (thrown) {
      // One group that cannot even be read does not hold up the others.
      log.error('schedule.failed', toConsoleError(thrown), { groupId });
      postpone(groupId, nowMs, 'failed');
    }
  }

  function postpone(groupId: string, nowMs: number, end: 'waiting' | 'failed'): void {
    const times = (failures.get(groupId)?.times ?? 0) + 1;
    const minutes = Math.min(longestPauseMinutes, 2 ** (times - 1));
    failures.set(groupId, { times, notBeforeMs: nowMs + minutes * 60_000, end });
  }

  /** Until the next run, a minute at most. */
  function pauseMs(): number {
    const nowMs = clock.now().getTime();
    let next = nowMs + lookEveryMs;
    for (const atMs of agenda.values()) if (atMs > nowMs && atMs < next) next = atMs;
    return next - nowMs;
  }

  let resting = false;
  let looping: Promise<void> | null = null;
  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      poke = new AbortController();
      await look().catch((thrown: unknown) => log.error('schedule.look-failed', toConsoleError(thrown)));
      if (stopping.signal.aborted) return;
      if (poke.signal.aborted) continue;
      resting = true;
      // Woken early by being poked: the sleep rejects then.
      await clock.sleep(pauseMs(), poke.signal).catch(() => undefined);
      resting = false;
    }
  }

  return {
    start() {
      looping ??= loop();
    },
    wake() {
      // A login or a changed row does not mend what AWS answered: that keeps its pause.
      for (const [groupId, { end }] of failures) if (end === 'waiting') failures.delete(groupId);
      poke.abort();
    },
    async idle() {
      while (looping !== null && !stopping.signal.aborted && (!resting || poke.signal.aborted))
        await new Promise((resolve) => setImmediate(resolve));
    },
    async stop() {
      stopping.abort();
      forgetCommits();
      poke.abort();
      await (looping ?? Promise.resolve());
    },
  };
}

/** Groups with a schedule: their next run, or at once where something about them has to be written down. */
async function readAgenda({ store }: SchedulerParts): Promise<Agenda> {
  return store.read(async (tx) => {
    const rows = new Map((await tx.schedules.list()).map((row) => [row.id, row]));
    const credentials = new Map((await tx.credentials.list()).map((row) => [row.id, row]));
    const agenda = new Map<string, number>();
    for (const group of await tx.groups.list()) {
      if (calendarRuleOf(group) === null) continue;
      const row = rows.get(group.id) ?? null;
      const credential = credentials.get(group.template.credentialId);
      const approval = row?.approval ?? null;
      const digest = credential === undefined ? null : scopeDigestOf(group, credential);
      const changed = approval !== null && approval.voidedAt === null && approval.scopeDigest !== digest;
      const next = nextRotationAt(group, row);
      if (changed || row?.waiting != null) agenda.set(group.id, 0);
      else if (next !== null) agenda.set(group.id, next.getTime());
    }
    return agenda;
  });
}
