// Tells the window what may have changed: topics of many commits in a short time become one event.
import type { Clock } from '../ports/clock';
import type { Topic } from '../../shared/ipc/table';

/** Long enough to join the commits of one step of a job, short enough to look live. */
const coalesceMs = 80;
/** More ids than the event takes mean "anything of that topic". */
const maxIds = 1000;

export interface ChangePublisher {
  changed(topics: readonly Topic[], ids?: readonly string[]): void;
  /** Publishes what waits and nothing more afterwards. */
  stop(): void;
}

export function createChangePublisher(
  clock: Clock,
  publish: (payload: { topics: Topic[]; ids?: string[] }) => void,
): ChangePublisher {
  let topics = new Set<Topic>();
  let ids: Set<string> | null = new Set();
  let waiting = false;
  let stopped = false;
  const stopping = new AbortController();

  const send = (): void => {
    waiting = false;
    if (topics.size === 0) return;
    const payload = { topics: [...topics], ...(ids === null ? {} : { ids: [...ids] }) };
    topics = new Set();
    ids = new Set();
    publish(payload);
  };

  return {
    changed(more, moreIds) {
      if (stopped) return;
      for (const topic of more) topics.add(topic);
      if (moreIds === undefined) ids = null;
      else for (const id of moreIds) ids?.add(id);
      if (ids !== null && ids.size > maxIds) ids = null;
      if (waiting) return;
      waiting = true;
      // Aborted only by stop(), which sends by itself.
      clock.sleep(coalesceMs, stopping.signal).then(send, () => undefined);
    },
    stop() {
      stopped = true;
      stopping.abort();
      send();
    },
  };
}
