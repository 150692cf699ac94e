// node_modules as the lockfile says, with the native modules compiled and loadable.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lastLines, projectDir, run } from './run.mjs';
import { say, SetupProblem, step } from './say.mjs';

const nativeModules = ['pkcs11js', '@journeyapps/sqlcipher'];

/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} Lock */

/**
 * Whether node_modules has exactly the versions the lockfile names. Optional packages may be absent: most are for other systems.
 * @param {Lock} lock package-lock.json
 * @param {Lock | null} installed node_modules/.package-lock.json, which npm writes when an installation is complete
 */
export function lockIsInstalled(lock, installed) {
  if (installed === null) return false;
  return Object.entries(lock.packages ?? {}).every(([path, wanted]) => {
    if (path === '') return true;
    const have = installed.packages?.[path];
    return have === undefined ? wanted.optional === true : have.version === wanted.version;
  });
}

/**
 * npm by the copy that runs us, where there is one: on Windows a bare `npm` is a shell script.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function npm(args, options = {}) {
  const { npm_execpath: npmProgram } = process.env;
  return npmProgram !== undefined && npmProgram.endsWith('.js')
    ? run(process.execPath, [npmProgram, ...args], options)
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

async function nativeModulesLoad() {
  const code = nativeModules.map((name) => `require(${JSON.stringify(name)});`).join('');
  return (await run(process.execPath, ['-e', code])).code === 0;
}

/**
 * @param {string} path
 * @returns {Lock | null}
 */
function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** Whether `npm ci` has to run; then the compilers are needed too. */
export async function npmPackagesAreMissing() {
  const lock = readLock(join(projectDir, 'package-lock.json'));
  if (lock === null) throw new SetupProblem('package-lock.json is missing from the checkout.');
  const installed = readLock(join(projectDir, 'node_modules', '.package-lock.json'));
  return !lockIsInstalled(lock, installed) || !(await nativeModulesLoad());
}

/**
 * Node's own headers where they were installed with it: node-gyp otherwise fetches them, which a machine behind a mirror cannot.
 * @param {string} execPath of node
 * @returns {{ npm_config_nodedir?: string }}
 */
export function localHeaders(execPath) {
  const prefix = dirname(dirname(execPath));
  return existsSync(join(prefix, 'include', 'node', 'node_version.h')) ? { npm_config_nodedir: prefix } : {};
}

/** Installs and compiles; throws SetupProblem with npm's last words where that fails. */
export async function installNpmPackages() {
  // devDependencies hold the build tools and the tests; NODE_ENV=production would leave them out.
  const env = { ...localHeaders(process.execPath), ...process.env, npm_config_jobs: 'max', JOBS: 'max' };
  await step('Installing npm packages and compiling the native ones (minutes, the first time)', async () => {
    const outcome = await npm(['ci', '--include=dev', '--no-audit', '--no-fund'], { env });
    if (outcome.code !== 0) throw new SetupProblem(`npm ci failed:\n${lastLines(outcome.output, 30)}`);
  });
  if (!(await nativeModulesLoad())) {
    say('  The native modules were not compiled (are install scripts switched off?): compiling them now.');
    const outcome = await npm(['rebuild', ...nativeModules, '--ignore-scripts=false'], { env });
    if (outcome.code !== 0 || !(await nativeModulesLoad())) {
      throw new SetupProblem(`${nativeModules.join(' and ')} cannot be compiled:\n${lastLines(outcome.output, 30)}`);
    }
  }
}
