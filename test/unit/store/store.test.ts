// The store's contract: transactions, their audit entries, what is visible when, and the end of a store.
import { describe, expect, it, vi } from 'vitest';
import { checkChainedEntry, emptyChain } from '../../../electron/domain/audit-event';
import { digestOf } from '../../../electron/domain/digest';
import type { Store } from '../../../electron/ports/store';
import {
  anchorRow,
  auditEvent,
  credentialRow,
  groupRow,
  identityRow,
  jobRow,
  keyRow,
  roleRow,
  stepRow,
} from '../../support/builders/store-rows';
import { idOf } from '../../support/builders/views';
import { storeBench, storeId, storeKey } from './store-bench';

const head = (store: Store) => store.read((tx) => tx.audit.head());
const addGroup = (store: Store, over: Parameters<typeof groupRow>[0] = {}, name?: string) =>
  store.write(async (tx) => {
    await tx.groups.put(groupRow(over, name));
    await tx.record(auditEvent());
  });

describe('a write', () => {
  it('commits rows and their audit entry together, chained from the empty log', async () => {
    const store = await (await storeBench()).create();
    const chained = await store.write(async (tx) => {
      await tx.groups.put(groupRow());
      return tx.record(auditEvent({ facts: { revision: 1 } }));
    });
    expect(await store.read((tx) => tx.groups.get(idOf(0x200)))).toEqual(groupRow());
    const stored = await store.read((tx) => tx.audit.get(1));
    expect(stored).toEqual(chained);
    expect(chained.entry.subjects).toEqual([{ kind: 'key-group', id: idOf(0x200), digest: digestOf(groupRow()) }]);
    expect(checkChainedEntry(emptyChain, { sequence: 1, text: chained.text, hash: chained.hash })).toBe('ok');
    expect(await head(store)).toEqual({ sequence: 1, hash: chained.hash });
  });

  it('is undone as a whole when the work throws, and says what was thrown', async () => {
    const store = await (await storeBench()).create();
    const failure = new Error('the work failed');
    await expect(
      store.write(async (tx) => {
        await tx.groups.put(groupRow());
        await tx.record(auditEvent());
        await tx.jobs.put(jobRow());
        throw failure;
      }),
    ).rejects.toBe(failure);
    expect(await head(store)).toEqual(emptyChain);
    expect(await store.read((tx) => tx.groups.list())).toEqual([]);
    expect((await store.read((tx) => tx.jobs.list({ limit: 10 }))).total).toBe(0);
    await addGroup(store);
    expect((await head(store)).sequence).toBe(1);
  });

  it.each([
    ['a sealed row', (tx: Parameters<Parameters<Store['write']>[0]>[0]) => tx.groups.put(groupRow())],
    ['a job', (tx: Parameters<Parameters<Store['write']>[0]>[0]) => tx.jobs.put(jobRow())],
    ['a job step', (tx: Parameters<Parameters<Store['write']>[0]>[0]) => tx.jobs.putStep(stepRow())],
    [
      'a job line',
      (tx: Parameters<Parameters<Store['write']>[0]>[0]) =>
        tx.jobs.addLine({ jobId: idOf(1), at: '2026-03-01T09:00:00.000Z', severity: 'info', text: 'line' }),
    ],
    [
      'login counters',
      (tx: Parameters<Parameters<Store['write']>[0]>[0]) =>
        tx.loginStates.put({ identityId: idOf(1), failedTries: 1, lockedUntil: null, lastLoginAt: null }),
    ],
    [
      'a wrapping key',
      (tx: Parameters<Parameters<Store['write']>[0]>[0]) =>
        tx.wrappingKeys.add('a'.repeat(64), '2026-03-01T09:00:00.000Z'),
    ],
  ])('that changes %s and records nothing, or records before the change, does not happen', async (_what, change) => {
    const store = await (await storeBench()).create();
    await expect(store.write(change)).rejects.toMatchObject({ code: 'store.audit-missing' });
    await expect(
      store.write(async (tx) => {
        await tx.record(auditEvent());
        await change(tx);
      }),
    ).rejects.toMatchObject({ code: 'store.audit-missing' });
    expect(await head(store)).toEqual(emptyChain);
    await store.write(async (tx) => {
      await change(tx);
      await tx.record(auditEvent());
    });
    expect((await head(store)).sequence).toBe(1);
  });

  it('that changes nothing needs no entry', async () => {
    const store = await (await storeBench()).create();
    expect(await store.write(async (tx) => (await tx.audit.head()).sequence)).toBe(0);
  });

  it('names in each entry the rows changed since the one before, deleted ones without a digest', async () => {
    const store = await (await storeBench()).create();
    await addGroup(store);
    const entries = await store.write(async (tx) => {
      await tx.credentials.put(credentialRow());
      await tx.identities.put(identityRow());
      const first = await tx.record(auditEvent());
      await tx.groups.delete(idOf(0x200));
      await tx.groups.delete(idOf(0x999));
      const second = await tx.record(auditEvent());
      const third = await tx.record(auditEvent());
      return [first, second, third];
    });
    expect(entries.map(({ entry }) => entry.subjects.map(({ kind, digest }) => [kind, digest === null]))).toEqual([
      [
        ['credential', false],
        ['identity', false],
      ],
      [['key-group', true]],
      [],
    ]);
  });

  it('sees its own changes before they are recorded; a read beside it sees none until the commit', async () => {
    const store = await (await storeBench()).create();
    await store.write(async (tx) => {
      await tx.keys.put(keyRow());
      expect(await tx.keys.get(idOf(0x300))).toEqual(keyRow());
      expect(await tx.keys.ofGroup(idOf(0x200))).toEqual([keyRow()]);
      expect(await tx.keys.list()).toEqual([keyRow()]);
      expect(await store.read((reader) => reader.keys.list())).toEqual([]);
      await tx.record(auditEvent());
      expect(await tx.keys.byName('PAYMENTS-EU #1')).toEqual(keyRow());
      expect(await store.read((reader) => reader.audit.head())).toEqual(emptyChain);
    });
    expect(await store.read((reader) => reader.keys.list())).toEqual([keyRow()]);
  });

  it('waits for the one before it', async () => {
    const store = await (await storeBench()).create();
    await Promise.all(Array.from({ length: 20 }, (_, index) => addGroup(store, { id: idOf(index) }, `group ${index}`)));
    expect((await head(store)).sequence).toBe(20);
    expect((await store.read((tx) => tx.groups.list())).map(({ id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, index) => idOf(index)),
    );
  });

  it('goes on after a refused name, as the work decides', async () => {
    const store = await (await storeBench()).create();
    await addGroup(store);
    await store.write(async (tx) => {
      const taken = await tx.groups.put(groupRow({ id: idOf(0x201) })).catch((thrown: unknown) => thrown);
      expect(taken).toMatchObject({ code: 'input.name-taken', facts: { name: 'payments-eu' } });
      await tx.groups.put(groupRow({ id: idOf(0x201) }, 'another name'));
      await tx.record(auditEvent());
    });
    expect((await store.read((tx) => tx.groups.list())).map(({ template }) => template.name)).toEqual([
      'payments-eu',
      'another name',
    ]);
  });

  it('inside another write is refused instead of waiting for itself', async () => {
    const store = await (await storeBench()).create();
    await store.write(async (tx) => {
      await expect(addGroup(store)).rejects.toMatchObject({
        code: 'internal',
        facts: { reason: 'write-inside-write' },
      });
      await tx.record(auditEvent());
    });
    expect((await head(store)).sequence).toBe(1);
  });

  it('orders changes and entries that were not awaited one by one', async () => {
    const store = await (await storeBench()).create();
    await store.write(async (tx) => {
      await Promise.all([
        tx.groups.put(groupRow()),
        tx.record(auditEvent()),
        tx.credentials.put(credentialRow()),
        tx.record(auditEvent()),
      ]);
    });
    expect((await store.read((tx) => tx.audit.get(2)))?.entry.subjects.map(({ kind }) => kind)).toEqual(['credential']);
  });

  it('refuses a transaction that is used after its end', async () => {
    const store = await (await storeBench()).create();
    const escaped = await store.write(async (tx) => tx);
    await expect(escaped.record(auditEvent())).rejects.toMatchObject({
      code: 'internal',
      facts: { reason: 'transaction-ended' },
    });
  });
});

describe('names', () => {
  it.each([
    ['payments-eu', 'PAYMENTS-EU'],
    ['Straße', 'STRASSE'],
    ['Å', 'A\u030a'],
    ['ﬁle', 'FILE'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
  ])('%s is taken by %s', async (first, second) => {
    const store = await (await storeBench()).create();
    await addGroup(store, {}, first);
    await expect(addGroup(store, { id: idOf(0x201) }, second)).rejects.toMatchObject({ code: 'input.name-taken' });
    expect((await store.read((tx) => tx.groups.byName(second)))?.template.name).toBe(first);
    await addGroup(store, {}, second);
    expect((await store.read((tx) => tx.groups.byName(first)))?.template.name).toBe(second);
  });

  it('of different kinds, and of keys in different groups, do not meet', async () => {
    const store = await (await storeBench()).create();
    await store.write(async (tx) => {
      await tx.identities.put(identityRow({ name: 'same' }));
      await tx.roles.put(roleRow({ name: 'same' }));
      await tx.keys.put(keyRow({ id: idOf(1), groupId: idOf(5), name: 'same' }));
      await tx.keys.put(keyRow({ id: idOf(2), groupId: idOf(6), name: 'same' }));
      await tx.record(auditEvent());
    });
    await expect(store.read((tx) => tx.keys.byName('same'))).rejects.toMatchObject({ code: 'state.conflict' });
    await expect(
      store.write(async (tx) => {
        await tx.keys.put(keyRow({ id: idOf(3), groupId: idOf(6), name: 'SAME' }));
      }),
    ).rejects.toMatchObject({ code: 'input.name-taken' });
  });

  it('is free again once its row is deleted', async () => {
    const store = await (await storeBench()).create();
    await addGroup(store);
    await store.write(async (tx) => {
      await tx.groups.delete(idOf(0x200));
      await tx.record(auditEvent());
    });
    await addGroup(store, { id: idOf(0x201) });
    expect((await store.read((tx) => tx.groups.list())).map(({ id }) => id)).toEqual([idOf(0x201)]);
  });
});

describe('jobs', () => {
  it('keep steps in order and lines in the order they were added', async () => {
    const store = await (await storeBench()).create();
    const line = { jobId: idOf(0x400), at: '2026-03-01T09:00:00.000Z', severity: 'info' as const };
    await store.write(async (tx) => {
      await tx.jobs.put(jobRow());
      for (const index of [2, 0, 1]) await tx.jobs.putStep(stepRow({ index, kind: `step-${index}` }));
      await Promise.all(['first', 'second', 'third'].map((text) => tx.jobs.addLine({ ...line, text })));
      await tx.record(auditEvent());
    });
    await store.write(async (tx) => {
      await tx.jobs.putStep(stepRow({ index: 1, kind: 'step-1', status: 'done' }));
      await tx.jobs.addLine({ ...line, text: 'fourth' });
      await tx.record(auditEvent());
    });
    expect(
      (await store.read((tx) => tx.jobs.steps(idOf(0x400)))).map(({ kind, status }) => `${kind} ${status}`),
    ).toEqual(['step-0 pending', 'step-1 done', 'step-2 pending']);
    expect(
      (await store.read((tx) => tx.jobs.lines(idOf(0x400)))).map(({ sequence, text }) => `${sequence} ${text}`),
    ).toEqual(['1 first', '2 second', '3 third', '4 fourth']);
  });

  it('list newest first, page by page, filtered by status, group and text', async () => {
    const store = await (await storeBench()).create();
    await store.write(async (tx) => {
      for (let index = 1; index <= 5; index += 1) {
        await tx.jobs.put(
          jobRow({
            id: idOf(index),
            name: `Force Rotate group-${index}`,
            status: index % 2 === 0 ? 'Completed' : 'Failed',
            groupId: idOf(0x200 + (index % 2)),
            justification: index === 3 ? 'Verdacht auf Missbrauch' : 'Yearly rotation',
          }),
        );
      }
      await tx.record(auditEvent());
    });
    const list = async (query: Parameters<Parameters<Parameters<Store['read']>[0]>[0]['jobs']['list']>[0]) => {
      const { jobs, next, total } = await store.read((tx) => tx.jobs.list(query));
      return { ids: jobs.map(({ id }) => parseInt(id, 16)), next, total };
    };
    const first = await list({ limit: 2 });
    expect(first).toMatchObject({ ids: [5, 4], total: 5 });
    const second = await list({ limit: 2, cursor: first.next ?? '' });
    expect(second).toMatchObject({ ids: [3, 2], total: 5 });
    expect(await list({ limit: 2, cursor: second.next ?? '' })).toEqual({ ids: [1], next: null, total: 5 });
    expect(await list({ limit: 9, status: ['Completed'] })).toEqual({ ids: [4, 2], next: null, total: 2 });
    expect(await list({ limit: 9, groupId: idOf(0x201) })).toEqual({ ids: [5, 3, 1], next: null, total: 3 });
    expect(await list({ limit: 9, text: 'missbrauch verdacht' })).toEqual({ ids: [3], next: null, total: 1 });
    await expect(list({ limit: 9, cursor: 'first' })).rejects.toMatchObject({ code: 'input.invalid' });
  });
});

describe('the small tables', () => {
  it('keep login counters, wrapping keys and anchors', async () => {
    const store = await (await storeBench()).create();
    const state = { identityId: idOf(1), failedTries: 3, lockedUntil: null, lastLoginAt: null };
    await store.write(async (tx) => {
      expect(await tx.loginStates.get(idOf(1))).toBeNull();
      await tx.loginStates.put({ ...state, failedTries: 2 });
      await tx.loginStates.put(state);
      await tx.wrappingKeys.add('a'.repeat(64), '2026-03-01T09:00:00.000Z');
      await tx.record(auditEvent());
    });
    await store.addAnchor(anchorRow());
    await store.addAnchor(anchorRow({ sequence: 2 }));
    await store.read(async (tx) => {
      expect(await tx.loginStates.get(idOf(1))).toEqual(state);
      expect(await tx.wrappingKeys.seen('a'.repeat(64))).toBe(true);
      expect(await tx.wrappingKeys.seen('b'.repeat(64))).toBe(false);
      expect(await tx.anchors.latest()).toEqual(anchorRow({ sequence: 2 }));
      expect(await tx.anchors.list()).toEqual([anchorRow(), anchorRow({ sequence: 2 })]);
    });
  });
});

describe('a store', () => {
  it('keeps everything when it is closed and opened again', async () => {
    const bench = await storeBench();
    const first = await bench.create('PRODUCTION');
    await addGroup(first);
    await first.close();
    const again = await bench.open();
    expect(again).toMatchObject({ id: storeId, environment: 'PRODUCTION' });
    expect(await again.read((tx) => tx.groups.list())).toEqual([groupRow()]);
    await addGroup(again, { revision: 2 });
    expect((await head(again)).sequence).toBe(2);
  });

  it('tells listeners of each committed change, and of nothing else', async () => {
    const store = await (await storeBench()).create();
    const listener = vi.fn();
    const stop = store.onCommit(listener);
    await addGroup(store);
    await store.write(async (tx) => tx.audit.head());
    await expect(store.write(async (tx) => tx.groups.put(groupRow()))).rejects.toThrow();
    await store.addAnchor(anchorRow());
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    await addGroup(store);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('lets a listener that throws fail neither the write nor the next listener', async () => {
    const bench = await storeBench();
    const store = await bench.create();
    const next = vi.fn();
    store.onCommit(() => {
      throw new Error('listener');
    });
    store.onCommit(next);
    await addGroup(store);
    expect(next).toHaveBeenCalledOnce();
    expect(bench.log.lines).toContainEqual({ level: 'error', event: 'store.listener-failed' });
  });

  it('refuses writes and anchors once frozen, also one that has begun, and still reads', async () => {
    const store = await (await storeBench()).create();
    await addGroup(store);
    await expect(
      store.write(async (tx) => {
        await tx.record(auditEvent());
        store.freeze();
      }),
    ).rejects.toMatchObject({ code: 'store.read-only' });
    await expect(addGroup(store)).rejects.toMatchObject({ code: 'store.read-only' });
    await expect(store.addAnchor(anchorRow())).rejects.toMatchObject({ code: 'store.read-only' });
    expect((await head(store)).sequence).toBe(1);
  });

  it('ends what was begun before it closes, and refuses what comes after', async () => {
    const bench = await storeBench();
    const store = await bench.create();
    const writing = addGroup(store);
    const reading = store.read(async (tx) => {
      await tx.audit.head();
      return tx.groups.list();
    });
    await store.close();
    await writing;
    expect(await reading).toBeInstanceOf(Array);
    await expect(addGroup(store)).rejects.toMatchObject({ code: 'store.locked' });
    await expect(head(store)).rejects.toMatchObject({ code: 'store.locked' });
    await store.close();
    expect(await bench.factory.exists()).toBe(true);
  });

  it('is made once: another is refused until the file is set aside, and then nothing of it is lost', async () => {
    const bench = await storeBench();
    expect(await bench.factory.exists()).toBe(false);
    expect(await bench.factory.setAside()).toBeNull();
    const first = await bench.create();
    await addGroup(first);
    await first.close();
    await expect(bench.factory.create(storeKey, { id: idOf(2), environment: 'EVALUATION' })).rejects.toMatchObject({
      code: 'state.conflict',
    });
    const aside = await bench.factory.setAside();
    expect(aside).toMatch(/^store\.db\.set-aside-\d+$/);
    expect(await bench.factory.exists()).toBe(false);
    const second = await bench.create();
    expect((await head(second)).sequence).toBe(0);
  });

  it('does not open without its file', async () => {
    const bench = await storeBench();
    await expect(bench.open()).rejects.toMatchObject({ code: 'store.damaged', facts: { reason: 'missing' } });
  });
});
