// The query cache of the window, kept fresh by main's 'changed' events and emptied when the login changes.
import { QueryClient, type Query } from '@tanstack/react-query';
import { bridge } from './bridge';
import { staleQueries } from './topics';

/** Bursts of changes (a running job) lead to one round of questions per this time. */
const SETTLE_MS = 80;

/** No retries and no pausing by network state: main answers with typed errors, and there is no network to look at. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    },
  });
}

/** Asks again for whatever main says has changed. Returns the function that stops it. */
export function followChanges(client: QueryClient): () => void {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    timer = null;
    const names = [...waiting];
    waiting.clear();
    for (const name of names) void client.invalidateQueries({ queryKey: [name] });
  };
  const stop = bridge().on.changed(({ topics }) => {
    for (const name of staleQueries(topics)) waiting.add(name);
    timer ??= setTimeout(flush, SETTLE_MS);
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}

/** Answers that need no login. */
const openToAll: ReadonlySet<unknown> = new Set(['app.status', 'setup.options']);

/** Forgets every answer that needed a login: what one login may see must not be there for the next. */
export function forgetAnswers(client: QueryClient): void {
  const predicate = (query: Query): boolean => !openToAll.has(query.queryKey[0]);
  client.removeQueries({ type: 'inactive', predicate });
  // What is still looked at would go on following an answer that is no longer in the cache: it is emptied and asked for again.
  void client.resetQueries({ type: 'active', predicate });
}

/** The window is another login's now: what it remembers of its looks is asked for again. */
export function askPreferencesAgain(client: QueryClient): void {
  void client.resetQueries({ queryKey: ['preferences.get'] });
}
