// What the figures were measured on. Nothing that names the machine.
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { electronRuntime } from '../support/electron-runtime';

export interface MachineFacts {
  readonly at: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly electron: string;
  /** 1, 5 and 15 minutes, before the first measurement. */
  readonly loadBefore: readonly number[];
}

export function machineFacts(): MachineFacts {
  return {
    at: new Date().toISOString(),
    platform: `${platform()} ${arch()}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    electron: electronRuntime().version,
    loadBefore: load(),
  };
}

/** Load averages of 1, 5 and 15 minutes. */
export function load(): readonly number[] {
  return loadavg().map((value) => Math.round(value * 10) / 10);
}
