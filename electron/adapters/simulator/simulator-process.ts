// Speaks with a simulator process over its channel: start message, control calls, end.
import { ConsoleError } from '../../../shared/errors';
import type { HostChannel } from '../pkcs11/host-channel';
import type { SimulatorEvent, SimulatorReply } from './simulator-protocol';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: ConsoleError) => void;
}

type Incoming = SimulatorReply | SimulatorEvent;

/** A running simulator process. Its calls reject with `simulator.unavailable` once it has ended. */
export class SimulatorProcess {
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #ended = false;
  #start: Pending | null = null;
  /** Resolves to the endpoint once the process listens. */
  readonly listening: Promise<string>;
  readonly exited: Promise<void>;

  constructor(private readonly channel: HostChannel) {
    this.listening = new Promise<string>((resolve, reject) => {
      this.#start = { resolve: (value) => resolve(value as string), reject };
    });
    // Nobody may be waiting for it when the process ends.
    this.listening.catch(() => undefined);
    channel.onMessage((message) => this.#receive(message as Incoming));
    this.exited = new Promise((done) => {
      channel.onExit((code) => {
        this.#end({ reason: 'ended', code });
        done();
      });
    });
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Calls a method of the simulator's control. */
  call(method: string, ...args: readonly unknown[]): Promise<unknown> {
    if (this.#ended) return Promise.reject(new ConsoleError('simulator.unavailable'));
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.channel.post({ id, method, args });
    });
  }

  /** Lets the process close its state and end; by force after `withinMs`. */
  async stop(withinMs: number): Promise<void> {
    if (this.#ended) return;
    const timer = setTimeout(() => this.channel.kill(), withinMs);
    // Its answer may be lost in its end, which is what is waited for. Once its state is closed nothing is lost by force,
    // while an orderly end would wait for a wrapping key pair in the making.
    this.call('stop').then(
      () => this.channel.kill(),
      () => undefined,
    );
    await this.exited;
    clearTimeout(timer);
  }

  #receive(message: Incoming): void {
    if ('event' in message) {
      if (message.event === 'listening') this.#start?.resolve(message.endpoint);
      else this.#start?.reject(new ConsoleError('simulator.unavailable', { facts: { reason: message.message } }));
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.ok) pending?.resolve(message.value);
    else pending?.reject(new ConsoleError('simulator.unavailable', { facts: { reason: message.message } }));
  }

  #end(facts: { reason: string; code: number | null }): void {
    this.#ended = true;
    this.#start?.reject(new ConsoleError('simulator.unavailable', { facts }));
    for (const pending of this.#pending.values()) {
      pending.reject(new ConsoleError('simulator.unavailable', { certainty: 'unknown', facts }));
    }
    this.#pending.clear();
  }
}
