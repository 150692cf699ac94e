// Every difference that waits for an answer, over all groups that still exist; long values are cut.
import type { StoreReader } from '../../ports/store';
import type { ListedDrift, ReconcileList } from '../../../shared/schemas/reconcile';

/** More than anybody reads; the window says when there are more. */
const mostListed = 2000;
const longest = 300;
const cut = (value: string | null): string | null =>
  value !== null && value.length > longest ? `${value.slice(0, longest)}…` : value;

export async function listDrifts(tx: StoreReader): Promise<ReconcileList> {
  const groups = await tx.groups.list();
  const names = new Map(groups.map(({ id, template }) => [id, template.name]));
  const rows = (await tx.reconciliations.list()).filter(({ id }) => names.has(id));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const drifts = rows.flatMap((row): ListedDrift[] =>
    row.drifts.map(({ id, field, keyName, subject, ours, aws }) => ({
      ...{ id, field, keyName, subject, ours: cut(ours), aws: cut(aws) },
      ...{ groupId: row.id, groupName: nameOf(row.id), checkedAt: row.checkedAt },
    })),
  );
  return {
    drifts: drifts.slice(0, mostListed),
    total: drifts.length,
    groups: groups.length,
    checkedGroups: rows.length,
    lastCheckedAt:
      rows
        .map(({ checkedAt }) => checkedAt)
        .sort()
        .at(-1) ?? null,
    failed: rows.flatMap(({ id, error }) => (error === null ? [] : [{ groupId: id, groupName: nameOf(id), error }])),
  };
}

/** How many there are, for the dashboard. */
export async function countDrifts(tx: StoreReader): Promise<number> {
  const groups = new Set((await tx.groups.list()).map(({ id }) => id));
  const rows = await tx.reconciliations.list();
  return rows.reduce((sum, row) => sum + (groups.has(row.id) ? row.drifts.length : 0), 0);
}
