// The misbehaving module for tests, compiled once per run and put in front of a SoftHSM.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HsmModule } from '../../../electron/ports/hsm';
import { createSoftHsm } from './softhsm';
import type { SoftHsm } from './softhsm';

/** What shim-module.c can be made to do. */
export type Fault =
  | 'crash-on-load'
  | 'hang-on-load'
  | 'count-low'
  | 'final-try'
  | 'locked'
  | 'protected-path'
  | 'hang-before-generate'
  | 'hang-after-generate'
  | 'hang-in-find'
  | 'no-space'
  | 'logged-out'
  | 'removed';

export interface ShimmedSoftHsm {
  readonly softHsm: SoftHsm;
  readonly module: HsmModule;
  /** Switches a fault on; for `protected-path` `content` is the PIN typed at the device. */
  set(fault: Fault, content?: string): void;
  clear(fault: Fault): void;
  /** One line for each C_Login that reached the module: who, and how many bytes of PIN. */
  logins(): readonly string[];
  /** Has a call begun to hang in the module? */
  hanging(): boolean;
  clearHanging(): void;
  remove(): void;
}

export function createShimmedSoftHsm(): ShimmedSoftHsm {
  const softHsm = createSoftHsm();
  const control = join(softHsm.folder, 'control');
  const path = join(softHsm.folder, 'shim.so');
  mkdirSync(control);
  const headers = join(import.meta.dirname, '../../../node_modules/pkcs11js/includes/pkcs11');
  execFileSync('cc', [
    '-shared',
    '-fPIC',
    '-I',
    headers,
    '-o',
    path,
    join(import.meta.dirname, 'shim-module.c'),
    '-ldl',
  ]);
  const environment = {
    ...softHsm.module.environment,
    KMES_SHIM_TARGET: softHsm.module.path,
    KMES_SHIM_CONTROL: control,
  };
  return {
    softHsm,
    module: { path, environment },
    set: (fault, content = '') => writeFileSync(join(control, fault), content),
    clear: (fault) => rmSync(join(control, fault), { force: true }),
    logins: () => {
      const file = join(control, 'logins');
      return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    },
    hanging: () => existsSync(join(control, 'hanging')),
    clearHanging: () => rmSync(join(control, 'hanging'), { force: true }),
    remove: () => softHsm.remove(),
  };
}
