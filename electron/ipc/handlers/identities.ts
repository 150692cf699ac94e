// identities.*: Identity Management > Identities.
import { addIdentity } from '../../services/identities/add-identity';
import {
  changeIdentity,
  deleteIdentity,
  disableIdentity,
  enableIdentity,
} from '../../services/identities/change-identity';
import type { IdentityParts } from '../../services/identities/identity-parts';
import { identityView } from '../../services/identities/identity-view';
import { resetPassword } from '../../services/identities/reset-password';
import type { Handlers } from '../handler';

export type IdentityCall =
  | 'identities.list'
  | 'identities.add'
  | 'identities.change'
  | 'identities.disable'
  | 'identities.enable'
  | 'identities.resetPassword'
  | 'identities.delete';

export function identityHandlers(parts: IdentityParts): Handlers<IdentityCall> {
  return {
    'identities.list': (_input, { now }) =>
      parts.store.read(async (tx) => {
        const [identities, roles] = [await tx.identities.list(), await tx.roles.list()];
        return { identities: await Promise.all(identities.map((identity) => identityView(tx, identity, now, roles))) };
      }),
    'identities.add': addIdentity(parts),
    'identities.change': changeIdentity(parts),
    'identities.disable': disableIdentity(parts),
    'identities.enable': enableIdentity(parts),
    'identities.resetPassword': resetPassword(parts),
    'identities.delete': deleteIdentity(parts),
  };
}
