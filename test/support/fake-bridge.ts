// A scripted `window.kmes` for looking at screens without main. Self-contained: it is sent into the page as source text.
import type { IpcCallName, IpcOutput } from '../../shared/ipc/table';
import type { ErrorShape } from '../../shared/errors';

/** What one call answers. With several, each use takes the next and the last one stays. */
export interface FakeAnswer {
  readonly value?: unknown;
  readonly error?: ErrorShape;
  /** Milliseconds; null: never answers. */
  readonly delayMs?: number | null;
  /** Progress events sent meanwhile. */
  readonly progress?: readonly { readonly step: string; readonly done: number; readonly total: number }[];
  /** Answers of other calls from then on, with the 'changed' event of everything. */
  readonly then?: Readonly<Record<string, unknown>>;
}
/** Answers by the name of the call. */
export type FakeScript = { readonly [N in IpcCallName]?: FakeAnswer | readonly FakeAnswer[] };

/** Typed value of an answer. */
export function answers<N extends IpcCallName>(_name: N, value: IpcOutput<N>): FakeAnswer {
  return { value };
}

/** Puts the bridge into the page it runs in. Calls without a script never answer, but for preferences, which are kept. */
export function installFakeBridge(script: FakeScript): void {
  const used: Record<string, number> = {};
  const overrides: Record<string, unknown> = {};
  const preferences: Record<string, unknown> = {};
  const listeners: Record<string, Set<(payload: unknown) => void>> = {};
  const send = (name: string, payload: unknown): void => listeners[name]?.forEach((listener) => listener(payload));
  const everything = ['status', 'credentials', 'groups', 'keys', 'jobs', 'audit', 'preferences'];
  const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

  async function answerOf(name: string, input: unknown): Promise<unknown> {
    if (name in overrides) return { ok: true, value: overrides[name] };
    const scripted = (script as Record<string, FakeAnswer | readonly FakeAnswer[]>)[name];
    if (scripted === undefined) {
      const { key, value } = input as { key: string; value: unknown };
      if (name === 'preferences.get') return { ok: true, value: { value: preferences[key] } };
      if (name === 'preferences.set') {
        preferences[key] = value;
        return { ok: true, value: {} };
      }
      return new Promise(() => undefined);
    }
    const list = Array.isArray(scripted) ? (scripted as readonly FakeAnswer[]) : [scripted as FakeAnswer];
    const at = Math.min(used[name] ?? 0, list.length - 1);
    used[name] = at + 1;
    const answer = list[at]!;
    for (const event of answer.progress ?? []) {
      send('progress', { call: name, ...event });
      await pause((answer.delayMs ?? 0) / (answer.progress?.length ?? 1));
    }
    if (answer.delayMs === null) return new Promise(() => undefined);
    if (answer.progress === undefined && answer.delayMs !== undefined) await pause(answer.delayMs);
    if (answer.then !== undefined) {
      Object.assign(overrides, answer.then);
      setTimeout(() => send('changed', { topics: everything }), 0);
    }
    if (answer.error !== undefined) return { ok: false, error: answer.error };
    const wanted = (input as { status?: readonly string[] }).status;
    if (name === 'jobs.list' && wanted !== undefined) {
      const list = answer.value as { jobs: readonly { status: string }[] };
      const jobs = list.jobs.filter(({ status }) => wanted.includes(status));
      return { ok: true, value: { jobs, next: null, total: jobs.length } };
    }
    return { ok: true, value: answer.value ?? {} };
  }
  const call = new Proxy({}, { get: (_target, name) => (input: unknown) => answerOf(String(name), input) });
  const on = new Proxy(
    {},
    {
      get: (_target, name) => (listener: (payload: unknown) => void) => {
        const set = (listeners[String(name)] ??= new Set());
        set.add(listener);
        return () => set.delete(listener);
      },
    },
  );
  // Configurable: each page shown anew runs all scripts that were ever added, and the last one counts.
  Object.defineProperty(window, 'kmes', { value: { call, on }, configurable: true });
}
