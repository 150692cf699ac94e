// One hsm-host process as the main process sees it: calls and their answers; its death answers everything still open.
import { ConsoleError } from '../../../shared/errors';
import type { Certainty, ErrorFacts } from '../../../shared/errors';
import type { HostChannel } from './host-channel';
import type { HostEvent, HostMethod, HostMethods, HostReply } from './host-protocol';
import { plainBytes, wipeBytes } from './plain-bytes';

/** Calls that leave the token as it was: their loss loses nothing but the answer. */
const pureReads: ReadonlySet<HostMethod> = new Set([
  'load',
  'connect',
  'findKeys',
  'listObjects',
  'wrapForImport',
  'mac',
  'sign',
  'unseal',
]);

interface Pending {
  readonly method: HostMethod;
  readonly resolve: (value: never) => void;
  readonly reject: (error: ConsoleError) => void;
}

export class HostClient {
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #unwanted = false;
  #ended: ErrorFacts | null = null;

  constructor(
    private readonly channel: HostChannel,
    onEvent: (event: HostEvent) => void,
    onEnd: () => void,
  ) {
    channel.onMessage((message) => this.#receive(message as HostReply | HostEvent, onEvent));
    this.ended = new Promise((resolve) => {
      channel.onExit((code, signal) => {
        this.#end({ exitCode: code, signal });
        onEnd();
        resolve();
      });
    });
  }

  get alive(): boolean {
    return this.#ended === null;
  }

  /** Ends the process as soon as it owes no answer. */
  killWhenIdle(): void {
    this.#unwanted = true;
    if (this.#pending.size === 0) this.kill();
  }

  /** Calls the host; after its end `hsm.disconnected`. */
  call<M extends HostMethod>(method: M, ...args: Parameters<HostMethods[M]>): ReturnType<HostMethods[M]> {
    if (this.#ended !== null)
      return Promise.reject(new ConsoleError('hsm.disconnected', { facts: this.#ended })) as ReturnType<HostMethods[M]>;
    const id = this.#nextId++;
    const answer = new Promise<never>((resolve, reject) => this.#pending.set(id, { method, resolve, reject }));
    const message = { id, method, args: plainBytes(args) };
    this.channel.post(message);
    // The channel has its own copy by now; a PIN or a key in this one ends here.
    wipeBytes(message);
    return answer as ReturnType<HostMethods[M]>;
  }

  kill(): void {
    this.channel.kill();
  }

  #receive(message: HostReply | HostEvent, onEvent: (event: HostEvent) => void): void {
    if ('event' in message) {
      onEvent(message);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.ok) pending?.resolve(message.value as never);
    else pending?.reject(ConsoleError.fromShape(message.error));
    if (this.#unwanted && this.#pending.size === 0) this.kill();
  }

  #end(facts: ErrorFacts): void {
    this.#ended = facts;
    const open = [...this.#pending.values()];
    this.#pending.clear();
    for (const { method, reject } of open) {
      const certainty: Certainty = pureReads.has(method) ? 'not-done' : 'unknown';
      reject(new ConsoleError('hsm.host-died', { certainty, facts: { ...facts, method } }));
    }
  }
}
