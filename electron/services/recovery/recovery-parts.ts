// What the recovery by custodians is built from.
import type { Clock } from '../../ports/clock';
import type { Hsm } from '../../ports/hsm';
import type { SecretPrompt } from '../../ports/secret-prompt';
import type { Store } from '../../ports/store';
import type { Enroller } from '../identities/enrol-key';
import type { Passwords } from '../passwords';

export interface RecoveryParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly hsm: Pick<Hsm, 'state'>;
  readonly passwords: Passwords;
  readonly prompt: SecretPrompt;
  readonly enroller: Enroller;
  readonly pinInTwoParts: boolean;
  /** Logs out of the HSM and in again with this PIN: the only way to know that it is right. Errors: `hsm.*`. */
  provePin(pin: string | null, pinSecondPart: string | null): Promise<void>;
  readonly loginGeneration: () => number;
}
