// What the commands on identities and roles are built from.
import type { Store } from '../../ports/store';
import type { Enroller } from './enrol-key';
import type { FirstSecretsDesk } from './first-secrets';

export interface IdentityParts {
  readonly store: Store;
  readonly firstSecrets: FirstSecretsDesk;
  readonly enroller: Enroller;
}
