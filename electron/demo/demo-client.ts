// Makes the calls a window would make, through the same dispatcher, and waits for what changes.
import type { IpcCallName, IpcInput, IpcOutput } from '../../shared/ipc/table';
import { ConsoleError } from '../../shared/errors';
import type { ConsoleApp, PublishEvent } from '../shell/console-app';

export interface DemoClient {
  /** The value, or the ConsoleError the window would show. */
  call<N extends IpcCallName>(name: N, input: IpcInput<N>): Promise<IpcOutput<N>>;
  /** Resolves at the next `changed` event, at the latest after `withinMs`. */
  nextChange(withinMs: number): Promise<void>;
}

export interface DemoEvents {
  readonly publish: PublishEvent;
  onChange(listener: () => void): void;
}

export function demoEvents(progress: (step: string) => void): DemoEvents {
  let listener: (() => void) | null = null;
  return {
    publish: (name, payload) => {
      if (name !== 'progress' || !('step' in payload)) listener?.();
      // The last one says that all of them are done.
      else if (payload.call === 'setup.complete' && payload.done < payload.total) progress(payload.step);
    },
    onChange: (next) => {
      listener = next;
    },
  };
}

export function demoClient(app: ConsoleApp, events: DemoEvents): DemoClient {
  let waiting: (() => void)[] = [];
  events.onChange(() => {
    const now = waiting;
    waiting = [];
    for (const wake of now) wake();
  });
  return {
    async call<N extends IpcCallName>(name: N, input: IpcInput<N>): Promise<IpcOutput<N>> {
      const answer = await app.dispatch(name, input, { trusted: true });
      if (!answer.ok) throw ConsoleError.fromShape(answer.error);
      return answer.value as IpcOutput<N>;
    },
    nextChange: (withinMs) =>
      new Promise((done) => {
        const timer = setTimeout(done, withinMs);
        waiting.push(() => {
          clearTimeout(timer);
          done();
        });
      }),
  };
}
