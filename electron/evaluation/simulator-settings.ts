// What can be turned while the simulator runs, and its defaults.
import type { OperationSettings } from './operations/operation';

export interface SimulatorSettings extends OperationSettings {
  /** Are request quotas enforced? */
  readonly quotas: boolean;
  /** Eventual consistency: how long reads may not see a write, in milliseconds of the simulator's clock; 0 is off. */
  readonly lagMs: number;
}

export const defaultSettings: SimulatorSettings = {
  quotas: true,
  lagMs: 0,
  rotationTakesMs: 0,
  onDemandRotationLimit: 25,
};
