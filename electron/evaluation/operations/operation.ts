// What an operation is given, and what it is: a function from a request to an answer over one Region's records.
import type { WrappingKeyPool } from '../crypto/wrapping-key-pool';
import type { RequestInput } from '../protocol/request-input';
import type { RegionRecords } from './region-records';

/** Behaviour that AWS leaves open or that tests turn: see `SimulatorSettings`. */
export interface OperationSettings {
  /** How long an on-demand rotation takes, in milliseconds of the simulator's clock. */
  readonly rotationTakesMs: number;
  /** On-demand rotations in a key's life. */
  readonly onDemandRotationLimit: number;
}

export interface OperationContext {
  readonly nowMs: number;
  readonly accountId: string;
  readonly region: string;
  readonly requestId: string;
  readonly records: RegionRecords;
  readonly wrappingKeys: WrappingKeyPool;
  readonly tokenSecret: Buffer;
  readonly settings: OperationSettings;
}

/** Answers with the members of the response; throws AwsError before it has changed anything. */
export type Operation = (
  input: RequestInput,
  context: OperationContext,
) => Promise<Readonly<Record<string, unknown>>> | Readonly<Record<string, unknown>>;

export type OperationFamily = Readonly<Record<string, Operation>>;
