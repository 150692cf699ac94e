// The thin line between the main process and the process that holds the vendor's library: a child of plain Node or an
// Electron utility process, seen alike.

/** A running hsm-host process. Messages are structured clones (Uint8Array allowed). */
export interface HostChannel {
  /** Sends one message; the message is copied before the call returns. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the process has ended for whatever reason. */
  onExit(listener: (code: number | null, signal: string | null) => void): void;
  /** Ends the process at once. */
  kill(): void;
}

/** Starts a host process with exactly this environment, nothing inherited. */
export type SpawnHost = (environment: Record<string, string>) => HostChannel;
