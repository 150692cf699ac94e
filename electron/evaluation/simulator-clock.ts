// The simulator's own time: the machine's (or a test's) plus an offset that can be set.

export class SimulatorClock {
  #offsetMs = 0;

  /** `base` returns milliseconds since 1970. */
  constructor(private readonly base: () => number = Date.now) {}

  nowMs(): number {
    return this.base() + this.#offsetMs;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  /** Makes it `nowMs` now; time goes on from there. */
  set(nowMs: number): void {
    this.#offsetMs = nowMs - this.base();
  }

  advance(ms: number): void {
    this.#offsetMs += ms;
  }
}
