// Many may read the token at once, but a change runs alone: look-up and generation must not interleave with a repeat of
// themselves, and a look-up beside a generation finds one object twice on openCryptoki.

export class ChangeLock {
  /** The change that runs or waits last; resolves whatever its outcome. */
  #lastChange: Promise<unknown> = Promise.resolve();
  /** Reads begun since that change was queued. */
  #reads = new Set<Promise<unknown>>();

  /** Runs after every change queued before it, beside other reads. */
  read<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#lastChange.then(work);
    const reads = this.#reads;
    const settled: Promise<unknown> = mine.then(ignore, ignore).then(() => reads.delete(settled));
    reads.add(settled);
    return mine;
  }

  /** Runs after everything queued before it, and before everything queued after it. */
  change<T>(work: () => Promise<T>): Promise<T> {
    const mine = Promise.all([this.#lastChange, ...this.#reads]).then(work);
    this.#lastChange = mine.then(ignore, ignore);
    this.#reads = new Set();
    return mine;
  }
}

function ignore(): void {
  // The outcome belongs to whoever called; the queue goes on either way.
}
