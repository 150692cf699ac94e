// Runs asynchronous work one after the other, in the order it was asked for.

export interface Serial {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when everything asked for so far has ended. */
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
      await last;
    },
  };
}
