// The set-up that every command starts with: from a bare clone to something that runs.
import { ensureBuild } from './build.mjs';
import { ensureDebianPackages } from './debian-packages.mjs';
import { ensureElectron } from './ensure-electron.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { installNpmPackages, npmPackagesAreMissing } from './npm-packages.mjs';

/**
 * @param {{ purposes: readonly import('./debian-packages.mjs').Purpose[], electron: boolean, build: boolean }} needs
 * @returns {Promise<import('./find-electron.mjs').ElectronRuntime | null>} null when no Electron was asked for
 */
export async function setUp(needs) {
  checkNodeVersion();
  const install = await npmPackagesAreMissing();
  await ensureDebianPackages(install ? ['native', ...needs.purposes] : needs.purposes);
  if (install) await installNpmPackages();
  const runtime = needs.electron ? await ensureElectron() : null;
  if (needs.build) await ensureBuild();
  return runtime;
}
