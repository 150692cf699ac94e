// One table of records that remembers, for as long as readers may lag, what each record was before.

interface Version<T> {
  readonly atMs: number;
  readonly value: T | null;
}

/** Records by id in the order they were first put. A deleted record stays readable for lagging readers. */
export class VersionedTable<T> {
  readonly #versions = new Map<string, readonly Version<T>[]>();

  /** The record as of `asOfMs`; null where there was none. */
  get(id: string, asOfMs: number): T | null {
    const versions = this.#versions.get(id) ?? [];
    for (let index = versions.length - 1; index >= 0; index -= 1) {
      const version = versions[index];
      if (version !== undefined && version.atMs <= asOfMs) return version.value;
    }
    return null;
  }

  ids(): IterableIterator<string> {
    return this.#versions.keys();
  }

  /** Puts or (null) removes a record; versions that ended before `forgetBeforeMs` are dropped. */
  put(id: string, value: T | null, atMs: number, forgetBeforeMs: number): void {
    const old = this.#versions.get(id) ?? [];
    const firstKept = old.findLastIndex((version) => version.atMs <= forgetBeforeMs);
    const kept = old.slice(Math.max(firstKept, 0));
    if (value === null && forgetBeforeMs >= atMs) this.#versions.delete(id);
    else this.#versions.set(id, forgetBeforeMs >= atMs ? [{ atMs, value }] : [...kept, { atMs, value }]);
  }
}
