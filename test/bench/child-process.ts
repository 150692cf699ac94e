// Children of the benchmark: TypeScript files that answer calls by name, as processes of their own.
import { fork } from 'node:child_process';
import { join } from 'node:path';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- each method says what it takes; the two ends are in one repository */
type Methods = Readonly<Record<string, (input: any) => Promise<unknown>>>;

/** In the child: answers calls until the parent goes away. */
export function serveParent(methods: Methods): void {
  process.on('message', (message: { id: number; method: string; input: unknown }) => {
    const { id, method, input } = message;
    Promise.resolve(methods[method]?.(input)).then(
      (value) => process.send?.({ id, value }),
      (thrown: unknown) =>
        process.send?.({
          id,
          error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
        }),
    );
  });
  process.on('disconnect', () => process.exit(0));
}

export interface BenchChild {
  readonly pid: number;
  /** The answer of a method; rejects with the child's error, or when the child ends first. */
  call<T>(method: string, input: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** Starts `test/bench/<name>.ts` under the loader this process runs under. */
export function startChild(name: string, env: Readonly<Record<string, string>> = {}): BenchChild {
  const child = fork(join(import.meta.dirname, `${name}.ts`), [], {
    env: { ...process.env, ...env },
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let calls = 0;
  child.on('message', (message: { id: number; value?: unknown; error?: string }) => {
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) call?.resolve(message.value);
    else call?.reject(new Error(`${name}: ${message.error}`));
  });
  void exited.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended`));
  });
  return {
    pid: child.pid ?? 0,
    call<T>(method: string, input: unknown) {
      calls += 1;
      const id = calls;
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, {
          resolve: resolve as (value: unknown) => void,
          reject,
        });
        child.send({ id, method, input });
      });
    },
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
