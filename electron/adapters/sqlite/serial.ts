// Runs asynchronous work one after the other, in the order it was asked for.

export interface Serial {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when everything asked for has ended, and what it asked for in turn. */
  idle(): Promise<void>;
}

export function createSerial(): Serial {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const next = last.then(work);
      // A failure belongs to whoever asked; those behind go on.
      last = next.then(
        () => undefined,
        () => undefined,
      );
      return next;
    },
    async idle() {
      // What ends may have asked for more.
      for (let seen = null; seen !== last;) {
        seen = last;
        await seen;
      }
    },
  };
}
