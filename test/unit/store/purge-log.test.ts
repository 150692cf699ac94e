// What retention removed leaves the file a batch at a time: other writes come in between, and a start that only looks takes nothing out.
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openConnection, type SqliteConnection } from '../../../electron/adapters/sqlite/sqlite-connection';
import type { AuditSegment } from '../../../electron/domain/backup-entities';
import type { Store } from '../../../electron/ports/store';
import { auditEvent } from '../../support/builders/store-rows';
import { idOf } from '../../support/builders/views';
import { storeBench, storeKey, type StoreBench } from './store-bench';

const entries = 2_000;
const cutTo = 1_800;

async function filled(bench: StoreBench): Promise<Store> {
  const store = await bench.create();
  await store.write(async (tx) => {
    for (let n = 0; n < entries; n += 1) await tx.record(auditEvent());
  });
  return store;
}

async function cut(store: Store): Promise<void> {
  await store.write(async (tx) => {
    const last = await tx.audit.get(cutTo);
    const base = await tx.audit.base();
    await tx.cutAudit(segment(base.hash, last?.hash ?? ''));
    await tx.record(auditEvent());
  });
}

const segment = (previousHash: string, lastHash: string): AuditSegment => ({
  ...{ id: idOf(0x900), fromSequence: 1, toSequence: cutTo, previousHash, lastHash },
  ...{ firstAt: '2025-01-01T00:00:00.000Z', lastAt: '2025-01-02T00:00:00.000Z', cutAt: '2026-03-01T00:00:00.000Z' },
  ...{ directory: 'segment', manifestSha256: 'ab'.repeat(32), reportSha256: 'cd'.repeat(32) },
});

async function removedRows(file: SqliteConnection): Promise<number> {
  const [row] = await file.all(`SELECT count(*) AS rows FROM audit_entries WHERE sequence <= ${cutTo}`);
  return Number(row?.['rows']);
}

it('lets a write that is asked for meanwhile go between two batches', async () => {
  const bench = await storeBench();
  const store = await filled(bench);
  const file = await openConnection(join(bench.folder, 'store.db'), storeKey, 'read');
  await cut(store);
  const left = await store.write(async (tx) => {
    await tx.record(auditEvent());
    return removedRows(file);
  });
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(cutTo);
  await vi.waitFor(async () => expect(await removedRows(file)).toBe(0), { timeout: 5_000 });
  await file.close();
});

it('goes on behind the first write of the next start, and not where the store was found to be another', async () => {
  const bench = await storeBench();
  const store = await filled(bench);
  await cut(store);
  // The close lets one batch end and begins no other.
  await store.close();
  const file = await openConnection(join(bench.folder, 'store.db'), storeKey, 'read');
  const left = await removedRows(file);
  expect(left).toBeGreaterThan(0);

  const onlyLooked = await bench.open();
  onlyLooked.freeze();
  await onlyLooked.read((tx) => tx.audit.head());
  await onlyLooked.close();
  expect(await removedRows(file)).toBe(left);

  const again = await bench.open();
  await again.write((tx) => tx.record(auditEvent()));
  await vi.waitFor(async () => expect(await removedRows(file)).toBe(0), { timeout: 5_000 });
  await file.close();
});
