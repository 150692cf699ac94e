// What the running console is: set up or not, unlocked or not, whole or read-only. One object, changed by set-up, unlock and log-out alone.
import type { Installation } from '../ports/settings';
import type { Store } from '../ports/store';
import type { ConsoleError } from '../../shared/errors';
import type { IpcPhase } from '../../shared/ipc/definition';
import type { AppStatus } from '../../shared/schemas/status';
import type { Anchors } from './anchors';
import type { Authenticator } from './authenticate';
import type { Login } from './login';
import type { Session } from './session';

/** What exists while the store is open. */
export interface OpenedConsole {
  readonly store: Store;
  readonly installation: Installation;
  readonly session: Session;
  readonly login: Login;
  /** Proves who signs, with the counters of the login. */
  readonly authenticator: Authenticator;
  readonly anchors: Anchors;
}

export interface ConsoleState {
  installation: Installation | null;
  opened: OpenedConsole | null;
  /** The store is older than, forked from, or broken against what is known of it: it is shown and never written again. */
  readOnly: boolean;
  /** What a person must know at all times; a problem alone does not block. */
  problem: ConsoleError | null;
  /** Nothing can go on: the store is damaged, say. */
  blocked: boolean;
  integrity: AppStatus['integrity'];
}

export const notVerified: AppStatus['integrity'] = {
  state: 'not-verified',
  verifiedTo: null,
  at: null,
  firstBad: null,
};

export function initialState(installation: Installation | null): ConsoleState {
  return { installation, opened: null, readOnly: false, problem: null, blocked: false, integrity: notVerified };
}

/** The phase that calls are checked against. */
export async function phaseOf(state: ConsoleState): Promise<IpcPhase> {
  if (state.blocked) return 'blocked';
  if (state.installation === null) return 'setup';
  if (state.opened === null) return 'unlock';
  const { rights } = await state.opened.session.current();
  return rights.roles.length === 0 ? 'login' : 'ready';
}
