// The Modules port on the file system: looks for libraries, and keeps an evaluation token of SoftHSM inside the data folder.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HsmModule } from '../../ports/hsm';
import type { Modules } from '../../ports/modules';
import { ConsoleError } from '../../../shared/errors';
import { findInstalledModules } from './known-modules';

const folder = 'evaluation-token';

/** SoftHSM's configuration (softhsm2.conf(5)): token files in `tokens`, nothing logged below errors. */
function configuration(tokenDir: string): string {
  return `directories.tokendir = ${tokenDir}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n`;
}

export function fileSystemModules(dataDir: string): Modules {
  const root = join(dataDir, folder);
  const conf = join(root, 'softhsm2.conf');
  const tokens = join(root, 'tokens');

  async function softHsm(): Promise<HsmModule | null> {
    const found = (await findInstalledModules()).find((module) => module.name === 'SoftHSM 2');
    return found === undefined ? null : { path: found.path, environment: { SOFTHSM2_CONF: conf } };
  }

  return {
    installed: findInstalledModules,
    async evaluation() {
      const prepared = await readFile(conf).then(
        () => true,
        () => false,
      );
      return prepared ? softHsm() : null;
    },
    async prepareEvaluation() {
      const module = await softHsm();
      if (module === null) return null;
      try {
        await mkdir(tokens, { recursive: true, mode: 0o700 });
        await writeFile(conf, configuration(tokens), { mode: 0o600 });
      } catch (cause) {
        throw new ConsoleError('file.write-failed', { facts: { what: 'evaluation-token' }, cause });
      }
      return module;
    },
  };
}
