// What a person typed or wrote down for a command: preview and request prepare the same command one after the other, and ask once.
import { digestOf } from '../../domain/digest';
import type { Clock } from '../../ports/clock';

const keptMs = 10 * 60_000;

export interface AskedOnce<T> {
  /** The answer to the same command within ten minutes in the same login is the same; a failure is not kept. */
  ask(command: unknown, askNow: () => Promise<T>): Promise<T>;
  /** The command has been carried out. */
  forget(isIt: (answer: T) => boolean): void;
}

/** @param loginGeneration changes when anybody logs in or out: what one login typed serves no other */
export function createAskedOnce<T>(clock: Clock, loginGeneration: () => number): AskedOnce<T> {
  const asked = new Map<string, { readonly answer: Promise<T>; readonly untilMs: number }>();
  return {
    ask(command, askNow) {
      for (const [key, { untilMs }] of asked) if (clock.monotonicMs() >= untilMs) asked.delete(key);
      const key = digestOf({ command, login: loginGeneration() });
      const known = asked.get(key);
      if (known !== undefined) return known.answer;
      const answer = askNow();
      asked.set(key, { answer, untilMs: clock.monotonicMs() + keptMs });
      answer.catch(() => asked.delete(key));
      return answer;
    },
    forget(isIt) {
      for (const [key, { answer }] of asked) {
        answer.then((given) => (isIt(given) ? asked.delete(key) : false)).catch(() => undefined);
      }
    },
  };
}
