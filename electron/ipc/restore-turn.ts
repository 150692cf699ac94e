// An approved restoration closes the store. It waits until the call that ordered it, and those beside it, have been answered.
import type { OrderedRestore } from './handlers/restore';
import { toConsoleError } from '../../shared/errors';

export interface RestoreTurn {
  ordered(restore: OrderedRestore): void;
  /** A call under way. */
  during<T>(call: Promise<T>): Promise<T>;
}

/** Calls that wait for a person (a dialog, a password) are not waited for longer than this. */
const longestWaitMs = 2_000;

/** Another unlock or log-out is under way: tried again so soon. */
const busyMs = 100;

/** @param carryOut records its failure itself, and rejects only while another change of phase is under way */
export function createRestoreTurn(carryOut: (restore: OrderedRestore) => Promise<void>): RestoreTurn {
  const calls = new Set<Promise<unknown>>();
  const insist = (restore: OrderedRestore): Promise<void> =>
    carryOut(restore).catch(async (thrown: unknown) => {
      if (toConsoleError(thrown).code !== 'state.conflict') throw thrown;
      await new Promise((next) => setTimeout(next, busyMs));
      return insist(restore);
    });
  return {
    ordered(restore) {
      let timer: NodeJS.Timeout | undefined;
      const waited = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, longestWaitMs);
      });
      void Promise.race([Promise.allSettled([...calls]), waited]).then(() => {
        clearTimeout(timer);
        return insist(restore);
      });
    },
    during(call) {
      calls.add(call);
      const over = (): void => void calls.delete(call);
      call.then(over, over);
      return call;
    },
  };
}
