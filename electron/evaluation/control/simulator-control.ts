// The owner's side of the simulator: access keys, clock, faults, settings. Reached from the owning process alone, never by HTTP.
import { newAccessKeyPair, registerAccessKey, type AccessKeyPair } from '../access-keys';
import type { RecordedCall, Simulator } from '../simulator';
import type { SimulatorSettings } from '../simulator-settings';
import type { Fault } from './fault-plan';

export interface SimulatorControl {
  registerCredential(accessKeyId: string, secretAccessKey: string): Promise<void>;
  createAccessKey(userName: string): Promise<AccessKeyPair>;
  accountId(): Promise<string>;
  /** The simulator's time, milliseconds since 1970. */
  now(): Promise<number>;
  setClock(nowMs: number): Promise<void>;
  advanceClock(ms: number): Promise<void>;
  change(settings: Partial<SimulatorSettings>): Promise<void>;
  addFault(fault: Fault): Promise<void>;
  /** Forgets planned faults and lets held requests go on. */
  clearFaults(): Promise<void>;
  releaseHeld(): Promise<void>;
  heldCount(): Promise<number>;
  /** Requests since the start, oldest first. */
  calls(): Promise<readonly RecordedCall[]>;
}

export type ControlMethod = keyof SimulatorControl;

export function createSimulatorControl(simulator: Simulator): SimulatorControl {
  const { store, clock, faults } = simulator;
  const keepClock = async (): Promise<void> => {
    store.updateAccount({ clockOffsetMs: clock.offsetMs });
    await store.flush();
  };
  return {
    async registerCredential(accessKeyId, secretAccessKey) {
      await registerAccessKey(store, { accessKeyId, secretAccessKey }, 'kmes-console', clock.nowMs());
    },
    async createAccessKey(userName) {
      const pair = newAccessKeyPair();
      await registerAccessKey(store, pair, userName, clock.nowMs());
      return pair;
    },
    accountId: async () => store.account.accountId,
    now: async () => clock.nowMs(),
    async setClock(nowMs) {
      clock.set(nowMs);
      await keepClock();
    },
    async advanceClock(ms) {
      clock.advance(ms);
      await keepClock();
    },
    change: async (settings) => simulator.change(settings),
    addFault: async (fault) => faults.add(fault),
    clearFaults: async () => faults.clear(),
    releaseHeld: async () => faults.release(),
    heldCount: async () => faults.heldCount,
    calls: async () => [...simulator.calls],
  };
}
