// Tells the desktop when a request has come that somebody logged in here may decide. What they asked for themselves is no news.
import type { Clock } from '../../ports/clock';
import type { DesktopNotice } from '../../ports/desktop-notice';
import type { Store } from '../../ports/store';
import type { Session } from '../session';
import { requestViewer } from './request-view';

/** More names than this say nothing more. */
const mostNames = 3;
const mostRequests = 100;

export interface RequestAnnouncer {
  /** Requests or logins have changed. */
  look(): Promise<void>;
}

export function createRequestAnnouncer(parts: {
  readonly store: Store;
  readonly session: Session;
  readonly clock: Clock;
  readonly notice: DesktopNotice;
  /** Has the login turned these notices off? */
  readonly silenced?: (identityIds: readonly string[]) => boolean;
}): RequestAnnouncer {
  const { store, session, clock, notice } = parts;
  /** Announced to this login; another login is told anew. */
  let announced = new Set<string>();
  let generation = -1;

  return {
    async look() {
      const login = await session.current();
      if (login.generation !== generation) {
        generation = login.generation;
        announced = new Set();
      }
      if (login.identities.length === 0) return;
      const context = { identities: login.identities, now: clock.now() };
      const waiting = await store.read(async (tx) => {
        const { requests } = await tx.requests.page('open', { limit: mostRequests });
        const viewer = await requestViewer(tx, store.environment, context);
        const own = new Set(login.identities.map(({ id }) => id));
        return requests.filter((request) => viewer.mayDecide(request) && !own.has(request.requesterId));
      });
      const fresh = waiting.filter(({ id }) => !announced.has(id));
      for (const { id } of fresh) announced.add(id);
      if (fresh.length === 0 || parts.silenced?.(login.identities.map(({ id }) => id)) === true) return;
      notice.requestsWaiting({
        count: waiting.length,
        newest: fresh.slice(0, mostNames).map(({ target }) => target.name),
      });
    },
  };
}
