// An NSS softokn database of a test's own, made by certutil in a fresh temporary folder.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HsmModule } from '../../../electron/ports/hsm';

const places = ['/usr/lib/x86_64-linux-gnu/libsoftokn3.so', '/usr/lib/aarch64-linux-gnu/libsoftokn3.so'];

export interface NssToken {
  readonly folder: string;
  readonly module: HsmModule;
  readonly label: string;
  /** Removes the folder with the database in it. */
  remove(): void;
}

/** A database with `pin` as its password. */
export function createNssToken(pin: string): NssToken {
  const path = places.find((place) => existsSync(place));
  if (path === undefined) throw new Error('NSS softokn is not installed: apt-get install libnss3 libnss3-tools');
  const folder = mkdtempSync(join(tmpdir(), 'kmes-nss-'));
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, `${pin}\n`, { mode: 0o600 });
  execFileSync('certutil', ['-N', '-d', `sql:${folder}`, '-f', passwordFile], { stdio: 'ignore' });
  rmSync(passwordFile);
  return {
    folder,
    module: {
      path,
      parameters: `configdir='sql:${folder}' certPrefix='' keyPrefix='' secmod='secmod.db' flags=`,
      environment: {},
    },
    // The name NSS gives the token of its key database.
    label: 'NSS Certificate DB',
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
