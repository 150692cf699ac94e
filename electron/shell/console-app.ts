// What the shell gives to compose() and gets back: the seam between Electron and everything else.
import type { IpcAnswer, IpcEventName, IpcEventPayload } from '../../shared/ipc/table';
import type { HostChannel } from '../adapters/pkcs11/host-channel';
import type { Clock } from '../ports/clock';
import type { FileDialogs } from '../ports/desktop';
import type { DesktopNotice } from '../ports/desktop-notice';
import type { Log } from '../ports/log';
import type { Printer } from '../ports/printer';
import type { SecretPrompt } from '../ports/secret-prompt';

/** Built entries that run in a process of their own: `out/main/<kind>.js`. */
export type HostKind = 'hsm-host' | 'kms-simulator';

/** Starts one such process with exactly this environment. */
export type SpawnHost = (kind: HostKind, env: Readonly<Record<string, string>>) => HostChannel;

export type PublishEvent = <N extends IpcEventName>(name: N, payload: IpcEventPayload<N>) => void;

export interface RuntimeInfo {
  /** Version of the running Electron; null under plain Node. */
  readonly electron: string | null;
  /** Is it the version package.json pins (and not the fallback for tests and evaluation)? */
  readonly pinned: boolean;
  readonly packaged: boolean;
}

export interface ComposeParts {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly dialogs: FileDialogs;
  /** Where passwords and codes of requests and decisions are typed: never in the console's page. */
  readonly prompt: SecretPrompt;
  /** Left out where there is no desktop. */
  readonly notice?: DesktopNotice;
  /** Left out where there is no window to print by. */
  readonly printer?: Printer;
  readonly spawnHost: SpawnHost;
  readonly runtime: RuntimeInfo;
  /** Version of the product. */
  readonly version: string;
  readonly publish: PublishEvent;
}

/** The composed console. */
export interface ConsoleApp {
  /** Answers one call; never rejects for a reason the window should see. An untrusted sender is refused and recorded. */
  dispatch(name: string, payload: unknown, sender: { readonly trusted: boolean }): Promise<IpcAnswer<unknown>>;
  /** A person has used mouse or keyboard in the window: the idle lock begins its time anew. */
  active(): void;
  /** Logs out of the HSM, stops host and simulator, closes the store. */
  close(): Promise<void>;
}

export type Compose = (parts: ComposeParts) => Promise<ConsoleApp>;
