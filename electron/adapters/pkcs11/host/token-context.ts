// What every operation on the logged-in token works with: sessions, the token's abilities, and one change at a time.
import type { Abilities } from './abilities';
import type { Session } from './session-calls';

export interface TokenContext {
  readonly abilities: Abilities;
  /** Borrows a session from the pool. */
  use<T>(work: (session: Session) => Promise<T> | T): Promise<T>;
  /** Like `use`, but never beside another change: look-up and generation must not interleave with a repeat of themselves. */
  change<T>(work: (session: Session) => Promise<T> | T): Promise<T>;
}
