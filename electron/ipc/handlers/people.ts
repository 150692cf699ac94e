// Joins what concerns people while the store is open: identities, roles, the recovery, the idle lock, and identities nobody uses.
import type { Clock } from '../../ports/clock';
import type { Hsm } from '../../ports/hsm';
import type { Log } from '../../ports/log';
import type { SecretPrompt } from '../../ports/secret-prompt';
import type { OpenedConsole } from '../../services/console-state';
import { startIdleLock } from '../../services/idle-lock';
import { createDisableUnused } from '../../services/identities/disable-unused';
import { createFirstSecrets } from '../../services/identities/first-secrets';
import type { Passwords } from '../../services/passwords';
import type { Handlers } from '../handler';
import { identityHandlers, type IdentityCall } from './identities';
import { recoveryHandlers, type RecoveryCall } from './recovery';
import { roleHandlers, type RoleCall } from './roles';

export interface PeopleParts {
  readonly opened: OpenedConsole;
  readonly hsm: Hsm;
  readonly clock: Clock;
  readonly log: Log;
  readonly prompt: SecretPrompt;
  readonly passwords: Passwords;
  readonly idleLockMs: number;
  provePin(pin: string | null, pinSecondPart: string | null): Promise<void>;
}

export interface People {
  readonly handlers: Handlers<IdentityCall | RoleCall | RecoveryCall>;
  /** To be called from time to time. */
  disableUnused(): Promise<void>;
  /** Somebody is at the window. */
  active(): void;
  stop(): void;
}

export function createPeople(parts: PeopleParts): People {
  const { opened, hsm, clock, log, prompt, passwords } = parts;
  const { store, session, installation } = opened;
  const loginGeneration = (): number => session.generation();
  const enroller = { hsm, anchorKey: installation.anchorKey, storeId: store.id };
  const firstSecrets = createFirstSecrets({ clock, prompt, passwords, loginGeneration });
  const idle = startIdleLock(clock, log, parts.idleLockMs, () => lockIdle(opened, parts.idleLockMs));
  return {
    handlers: {
      ...identityHandlers({ store, firstSecrets, enroller }),
      ...roleHandlers(store),
      ...recoveryHandlers({
        ...{ store, clock, hsm, passwords, prompt, enroller, loginGeneration },
        pinInTwoParts: installation.pinInTwoParts,
        provePin: (pin, second) => parts.provePin(pin, second),
      }),
    },
    disableUnused: createDisableUnused({ store, clock, log }),
    active: () => idle.active(),
    stop: () => idle.stop(),
  };
}

/** The view is closed even where the entry cannot be written. */
async function lockIdle({ session, store }: OpenedConsole, idleMs: number): Promise<void> {
  const { identities } = await session.current();
  if (identities.length === 0) return;
  session.lock();
  await store.write((tx) =>
    tx.record({
      event: 'login.locked',
      category: 'Login',
      outcome: 'success',
      identities: identities.map(({ id }) => id),
      facts: { reason: 'idle', minutes: Math.round(idleMs / 60_000) },
    }),
  );
}
