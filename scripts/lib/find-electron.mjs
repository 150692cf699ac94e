// Which Electron runs the console here: the pinned one, one given by ELECTRON_OVERRIDE_DIST_PATH, or the fallback. Only looks, installs nothing.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './run.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} distDir folder of the unpacked Electron
 * @property {string} executablePath
 * @property {string} version
 * @property {boolean} pinned whether it is the version package.json pins
 */

/** The old Electron that the npm registry carries, for tests and evaluation only. */
export const fallbackVersion = '33.2.1';
export const fallbackDir = join(projectDir, '.runtime', `electron-${fallbackVersion}`);

/** @returns {string} the version package.json pins */
export function pinnedVersion() {
  return JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8')).devDependencies.electron;
}

/**
 * Electron's program inside its folder.
 * @param {NodeJS.Platform} platform
 */
export function executableIn(platform) {
  if (platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * @param {string} distDir
 * @param {string | null} knownVersion where its `version` file says nothing
 * @returns {ElectronRuntime | null} null when there is none in that folder
 */
function runtimeIn(distDir, knownVersion = null) {
  const executablePath = join(distDir, executableIn(process.platform));
  if (!existsSync(executablePath)) return null;
  const versionFile = join(distDir, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : knownVersion;
  return { distDir, executablePath, version: version ?? 'unknown', pinned: version === pinnedVersion() };
}

/** @returns {ElectronRuntime | null} */
export function findElectron() {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (given !== undefined && given !== '') return runtimeIn(given);
  const downloaded = runtimeIn(join(projectDir, 'node_modules', 'electron', 'dist'));
  return downloaded?.pinned === true ? downloaded : runtimeIn(fallbackDir, fallbackVersion);
}

/**
 * How to start the console: Chromium's sandbox cannot run as root, and there alone it is switched off.
 * @returns {string[]}
 */
export function sandboxArgs() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * @param {ElectronRuntime} runtime
 * @returns {Record<string, string>}
 */
export function electronEnvironment(runtime) {
  // Without a session bus to talk to, Chromium fills standard error with complaints; the console uses none.
  return { ELECTRON_OVERRIDE_DIST_PATH: runtime.distDir, DBUS_SESSION_BUS_ADDRESS: '/dev/null' };
}
