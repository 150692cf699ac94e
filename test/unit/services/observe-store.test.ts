import { describe, expect, it } from 'vitest';
import { observeStore, type StoreChange } from '../../../electron/services/observe-store';
import type { Store, StoreWriter } from '../../../electron/ports/store';

/** Rows as a class, so that a method that loses its `this` shows. */
class Rows {
  readonly put_: unknown[] = [];
  put(row: unknown): Promise<void> {
    this.put_.push(row);
    return Promise.resolve();
  }
  delete(): Promise<void> {
    this.put_.length = 0;
    return Promise.resolve();
  }
  get(): Promise<number> {
    return Promise.resolve(this.put_.length);
  }
  putStep = () => Promise.resolve();
  putSteps = () => Promise.resolve();
  addLine = () => Promise.resolve();
}

const setUp = () => {
  const changes: StoreChange[] = [];
  const rows = new Rows();
  const record = () => Promise.resolve({});
  const tx = new Proxy({}, { get: (_target, name) => (name === 'record' ? record : rows) });
  const inner = {
    id: 'x',
    environment: 'EVALUATION',
    write: (work: (tx: StoreWriter) => Promise<unknown>) => work(tx as never),
  } as unknown as Store;
  return { changes, rows, store: observeStore(inner, (change) => changes.push(change)) };
};

describe('an observed store', () => {
  it('tells topics, ids and number of entries after the commit', async () => {
    const { store, changes, rows } = setUp();
    await store.write(async (tx) => {
      await tx.groups.put({ id: 'g' } as never);
      await tx.jobs.put({ id: 'j' } as never);
      await tx.record({} as never);
      expect(changes).toEqual([]);
    });
    expect(changes).toEqual([
      { topics: ['groups', 'credentials', 'jobs', 'status', 'audit'], ids: ['g', 'j'], entries: 1 },
    ]);
    expect(rows.put_).toHaveLength(2);
  });

  it('tells nothing of a write that was rolled back', async () => {
    const { store, changes } = setUp();
    await expect(
      store.write(async (tx) => {
        await tx.groups.put({ id: 'g' } as never);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(changes).toEqual([]);
  });

  it('passes reads through to the rows they belong to', async () => {
    const { store } = setUp();
    const count = await store.write(async (tx) => {
      await tx.credentials.put({ id: 'c' } as never);
      return tx.credentials.get('c');
    });
    expect(count).toBe(1);
  });
});
