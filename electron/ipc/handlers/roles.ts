// roles.*: Identity Management > Roles.
import type { Store } from '../../ports/store';
import { addRole, changeRole, deleteRole } from '../../services/identities/role-commands';
import { roleView } from '../../services/identities/identity-view';
import type { Handlers } from '../handler';

export type RoleCall = 'roles.list' | 'roles.add' | 'roles.change' | 'roles.delete';

export function roleHandlers(store: Store): Handlers<RoleCall> {
  return {
    'roles.list': () =>
      store.read(async (tx) => ({
        roles: await Promise.all((await tx.roles.list()).map((role) => roleView(tx, role))),
      })),
    'roles.add': addRole(store),
    'roles.change': changeRole(store),
    'roles.delete': deleteRole(store),
  };
}
