// Faults that tests order: what goes wrong with the next requests of an operation, and how often.

/** `operation` is a KMS operation's name, `GetCallerIdentity`, or `*` for any. */
export type Fault = {
  readonly operation: string;
  /** How many matching requests it hits; default 1. */
  readonly count?: number;
  /** How many matching requests pass before it begins; default 0. */
  readonly skip?: number;
} & (
  | /** The connection is cut: before the effect (`before`) or after it, in place of the answer. */
    { readonly kind: 'drop'; readonly when: 'before' | 'after' }
    /** The answer waits, in real milliseconds. */
  | { readonly kind: 'delay'; readonly delayMs: number; readonly when: 'before' | 'after' }
  /** The request waits until `release` is called. */
  | { readonly kind: 'hold'; readonly when: 'before' | 'after' }
  /** HTTP 500 KMSInternalException, without or after the effect. */
  | { readonly kind: 'server-error'; readonly when: 'before' | 'after' }
  | { readonly kind: 'throttle' }
  /** AccessDeniedException that names the action. */
  | { readonly kind: 'deny' }
  /** Any other exception in place of the effect. */
  | { readonly kind: 'error'; readonly name: string; readonly message: string; readonly status?: number }
);

interface PlannedFault {
  readonly fault: Fault;
  skip: number;
  left: number;
}

export class FaultPlan {
  #planned: PlannedFault[] = [];
  #held: (() => void)[] = [];

  add(fault: Fault): void {
    this.#planned.push({ fault, skip: fault.skip ?? 0, left: fault.count ?? 1 });
  }

  clear(): void {
    this.#planned = [];
    this.release();
  }

  /** Lets every held request go on. */
  release(): void {
    for (const go of this.#held.splice(0)) go();
  }

  /** How many requests wait in a `hold`. */
  get heldCount(): number {
    return this.#held.length;
  }

  hold(): Promise<void> {
    return new Promise((go) => this.#held.push(go));
  }

  /** The faults that hit this request, in the order they were planned. Each counts this request. */
  next(operation: string): readonly Fault[] {
    const hits = this.#planned.filter(({ fault }) => fault.operation === '*' || fault.operation === operation);
    const due = hits.filter((planned) => {
      if (planned.skip > 0) {
        planned.skip -= 1;
        return false;
      }
      planned.left -= 1;
      return true;
    });
    this.#planned = this.#planned.filter((planned) => planned.left > 0);
    return due.map((planned) => planned.fault);
  }
}
