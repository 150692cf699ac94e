// Builds what exists while the store is open, from a store that was just created or opened.
import type { Clock } from '../ports/clock';
import type { Hsm } from '../ports/hsm';
import type { Log } from '../ports/log';
import type { Installation, Settings } from '../ports/settings';
import type { Store } from '../ports/store';
import type { ConsoleError } from '../../shared/errors';
import { createAnchors } from './anchors';
import { createAuthenticator } from './authenticate';
import type { ConsoleState, OpenedConsole } from './console-state';
import { createLogin } from './login';
import { observeStore, type StoreChange } from './observe-store';
import type { Passwords } from './passwords';
import { createSession } from './session';

export interface OpenConsoleParts {
  readonly state: ConsoleState;
  readonly hsm: Hsm;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly passwords: Passwords;
  storeChanged(change: StoreChange): void;
  /** Who is logged in has changed. */
  sessionChanged(): void;
  /** A row that decides security does not fit the log. */
  tampered(error: ConsoleError): void;
}

export function openConsole(parts: OpenConsoleParts, installation: Installation, raw: Store): OpenedConsole {
  const { state, hsm, settings, clock, log } = parts;
  const readOnly = (): boolean => state.readOnly;
  const store = observeStore(raw, (change) => {
    parts.storeChanged(change);
    void anchors.anchorWhenDue(change.entries);
  });
  const anchors = createAnchors({ store, hsm, settings, clock, log, anchorKey: installation.anchorKey, readOnly });
  const session = createSession({
    store,
    changed: () => parts.sessionChanged(),
    tampered: (error) => parts.tampered(error),
  });
  const authenticator = createAuthenticator({
    ...{ store, clock, readOnly },
    passwords: parts.passwords,
  });
  return {
    store,
    installation,
    session,
    anchors,
    authenticator,
    login: createLogin({ session, clock, authenticator, environment: store.environment }),
  };
}
