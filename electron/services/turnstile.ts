// Lets one of several actions run at a time and refuses the rest: a PIN is never tried twice because of two clicks.
import { ConsoleError } from '../../shared/errors';

export interface Turnstile {
  /** Throws `state.conflict` while another action runs. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createTurnstile(): Turnstile {
  let busy = false;
  return {
    async run(work) {
      if (busy) throw new ConsoleError('state.conflict', { retry: 'later', facts: { reason: 'busy' } });
      busy = true;
      try {
        return await work();
      } finally {
        busy = false;
      }
    },
  };
}
