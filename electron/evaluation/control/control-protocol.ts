// What the owner of a simulator process and the process say to each other.
import type { AccessKeyPair } from '../access-keys';
import type { WrappingKeySpec } from '../crypto/wrapping-key-pool';
import type { SimulatorSettings } from '../simulator-settings';
import type { ControlMethod } from './simulator-control';

/** Name of the one environment variable the process reads: ProcessOptions as JSON. */
export const OPTIONS_VARIABLE = 'KMES_SIMULATOR';

export interface ProcessOptions {
  readonly dir: string;
  readonly settings?: Partial<SimulatorSettings>;
  readonly accessKeys?: readonly AccessKeyPair[];
  readonly warm?: readonly WrappingKeySpec[];
}

/** `stop` closes the state and ends the process. */
export interface ControlRequest {
  readonly id: number;
  readonly method: ControlMethod | 'stop';
  readonly args: readonly unknown[];
}

export type ControlReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };

/** Told once, when the process listens or cannot. */
export type ProcessEvent =
  | { readonly event: 'listening'; readonly endpoint: string; readonly notice: string }
  | { readonly event: 'failed'; readonly message: string };
