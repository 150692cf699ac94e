// What the handlers of an opened installation are built from: the store is open, the HSM has been logged in to at least once.
import type { Clock } from '../../ports/clock';
import type { CloudKmsFactory } from '../../ports/cloud-kms';
import type { FileDialogs, Files } from '../../ports/desktop';
import type { Hsm, HsmCapabilities } from '../../ports/hsm';
import type { Log } from '../../ports/log';
import type { Simulator } from '../../ports/simulator';
import type { Store } from '../../ports/store';
import type { Topic } from '../../../shared/ipc/table';

export interface OpenedParts {
  readonly store: Store;
  readonly hsm: Hsm;
  readonly kmsFactory: CloudKmsFactory;
  /** Asked for only in EVALUATION. */
  readonly simulator: Simulator;
  readonly clock: Clock;
  readonly log: Log;
  readonly dialogs: FileDialogs;
  readonly files: Files;
  /** Tells the windows what may have changed. */
  publish(topics: readonly Topic[], ids?: readonly string[]): void;
  /** How far a long reading of AWS is: `call` and `id` name it for the window. */
  progress?(call: string, id: string, done: number, total: number): void;
  /** What probing found of the token that is logged in to; throws `hsm.not-logged-in` before the first probe. */
  capabilities(): HsmCapabilities;
  /** After a job ended, however it ended: the chain is anchored. */
  onJobEnded(): Promise<void>;
  /** Takes the store no writes any more? Default: it does. */
  readonly readOnly?: () => boolean;
  /** Random numbers in [0, 1) for back-off; tests fix it. Default Math.random. */
  readonly random?: () => number;
}
