// What the console says to a simulator's process. The simulator stands alone and has its own words for it
// (electron/evaluation/control/control-protocol.ts); the contract suite shows that they agree.

/** The one environment variable the process reads: its options as JSON. */
export const OPTIONS_VARIABLE = 'KMES_SIMULATOR';

export interface SimulatorOptions {
  /** Folder of the simulated account's state. */
  readonly dir: string;
}

export type SimulatorReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };

/** Told once, when the process listens or cannot. */
export type SimulatorEvent =
  { readonly event: 'listening'; readonly endpoint: string } | { readonly event: 'failed'; readonly message: string };
