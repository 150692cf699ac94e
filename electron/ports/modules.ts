// PKCS#11 libraries of this machine, and the software token that an evaluation can begin with.
import type { HsmModule } from './hsm';

export interface FoundModule {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  readonly software: boolean;
}

export interface Modules {
  /** Libraries found at the places where vendors install them. */
  installed(): Promise<readonly FoundModule[]>;
  /** The evaluation token's module as it was prepared before; null when it never was, or its library is gone. */
  evaluation(): Promise<HsmModule | null>;
  /** Makes the token folder and its configuration inside the data folder; null when SoftHSM is not installed. */
  prepareEvaluation(): Promise<HsmModule | null>;
}
