// What every operation on the logged-in token works with: sessions, the token's abilities, and one change at a time.
import type { Abilities } from './abilities';
import type { Session } from './session-calls';

export interface TokenContext {
  readonly abilities: Abilities;
  /** Borrows a session from the pool; beside other reads, never beside a change. */
  use<T>(work: (session: Session) => Promise<T> | T): Promise<T>;
  /** Borrows a session while nobody else uses the token. */
  change<T>(work: (session: Session) => Promise<T> | T): Promise<T>;
}
