// A SoftHSM of a test's own: configuration and token folder in a fresh temporary folder, nothing of the machine touched.
import { existsSync, mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HsmModule } from '../../../electron/ports/hsm';

const places = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
];

export interface SoftHsm {
  readonly folder: string;
  readonly module: HsmModule;
  /** Removes the folder with every token in it. */
  remove(): void;
}

/** Path of SoftHSM's library; an error names the Debian package when it is missing. */
export function softHsmLibrary(): string {
  const path = places.find((place) => existsSync(place));
  if (path === undefined) throw new Error('SoftHSM is not installed: apt-get install softhsm2');
  return path;
}

/** No token yet: `Hsm.initializeToken` makes one. */
export function createSoftHsm(): SoftHsm {
  const folder = mkdtempSync(join(tmpdir(), 'kmes-softhsm-'));
  const tokens = join(folder, 'tokens');
  mkdirSync(tokens, { mode: 0o700 });
  const config = join(folder, 'softhsm2.conf');
  writeFileSync(
    config,
    `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n`,
  );
  return {
    folder,
    module: { path: softHsmLibrary(), environment: { SOFTHSM2_CONF: config } },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
