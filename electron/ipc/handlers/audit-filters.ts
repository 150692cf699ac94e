// audit.savedFilters, saveFilter and deleteFilter: filters kept under a name, of one person or for everybody.
import type { Identity, RowId, SavedAuditFilter } from '../../domain/entities';
import type { Store, StoreWriter } from '../../ports/store';
import { readNames } from '../../services/audit-view';
import { newRowId } from '../../services/ids';
import { ConsoleError } from '../../../shared/errors';
import type { Permission } from '../../../shared/permissions';
import type { SavedAuditFilterView } from '../../../shared/schemas/audit';
import type { Handlers } from '../handler';

export type AuditFilterCall = 'audit.savedFilters' | 'audit.saveFilter' | 'audit.deleteFilter';

/** More than anybody chooses from. */
const mostFilters = 200;

/** @param held permissions of the login */
export function auditFilterHandlers(
  store: Store,
  held: () => Promise<readonly Permission[]>,
): Handlers<AuditFilterCall> {
  const isOf = ({ savedBy }: SavedAuditFilter, people: readonly Identity[]): boolean =>
    people.some(({ id }) => id === savedBy);
  const mayChange = async (filter: SavedAuditFilter, people: readonly Identity[]): Promise<boolean> =>
    isOf(filter, people) || (filter.shared && (await held()).includes('Settings:Manage'));
  const viewOf = async (
    filter: SavedAuditFilter,
    people: readonly Identity[],
    nameOf: (id: RowId) => string,
  ): Promise<SavedAuditFilterView> => {
    const { id, revision, name, shared, choice } = filter;
    const mine = await mayChange(filter, people);
    return { id, revision, name, shared, choice: { ...choice }, savedBy: nameOf(filter.savedBy), mine };
  };
  async function changeable(tx: StoreWriter, id: RowId, revision: number | undefined, people: readonly Identity[]) {
    const filter = await tx.auditFilters.get(id);
    // Somebody else's own filter is not there, for whoever asks.
    if (filter === null || !(filter.shared || isOf(filter, people)))
      throw new ConsoleError('not-found', { facts: { kind: 'audit-filter' } });
    if (!(await mayChange(filter, people)))
      throw new ConsoleError('auth.not-permitted', { facts: { reason: 'not-saved-by-you' } });
    if (filter.revision !== revision) throw new ConsoleError('state.conflict', { facts: { reason: 'revision' } });
    return filter;
  }

  return {
    'audit.savedFilters': (_input, { identities }) =>
      store.read(async (tx) => {
        const nameOf = await readNames(tx);
        const seen = (await tx.auditFilters.list())
          .filter((filter) => filter.shared || isOf(filter, identities))
          .sort((a, b) => a.name.localeCompare(b.name, 'en'));
        return { filters: await Promise.all(seen.map((filter) => viewOf(filter, identities, nameOf))) };
      }),

    'audit.saveFilter': ({ id, revision, name, shared, choice }, context) =>
      context.unitOfWork(async (tx) => {
        const people = context.identities;
        const before = id === undefined ? null : await changeable(tx, id, revision, people);
        if (before === null && (await tx.auditFilters.list()).length >= mostFilters)
          throw new ConsoleError('input.too-large', { facts: { what: 'audit-filters', most: mostFilters } });
        const filter: SavedAuditFilter = {
          id: before?.id ?? newRowId(),
          revision: (before?.revision ?? 0) + 1,
          ...{ name, shared, choice },
          savedBy: before?.savedBy ?? people[0]?.id ?? '',
        };
        await tx.auditFilters.put(filter);
        const was = before === null ? null : { name: before.name, shared: before.shared, choice: before.choice };
        return {
          result: await viewOf(filter, people, await readNames(tx)),
          audit: { target: targetOf(filter), facts: { after: { name, shared, choice }, before: was } },
        };
      }),

    'audit.deleteFilter': ({ id, revision }, context) =>
      context.unitOfWork(async (tx) => {
        const filter = await changeable(tx, id, revision, context.identities);
        await tx.auditFilters.delete(id);
        return { result: {}, audit: { target: targetOf(filter), facts: { shared: filter.shared } } };
      }),
  };
}

const targetOf = ({ id, name }: SavedAuditFilter) => ({ kind: 'audit-filter', id, name });
