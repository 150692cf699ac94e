// The Debian packages each purpose needs: which are missing, how to install them, and the one command where we may not.
import { existsSync } from 'node:fs';
import { lastLines, run } from './run.mjs';
import { say, SetupProblem, step } from './say.mjs';

/** @typedef {'native' | 'window' | 'display' | 'fallback' | 'evaluation' | 'tokens'} Purpose */

/** @type {Readonly<Record<Purpose, readonly string[]>>} */
const packagesFor = {
  /** pkcs11js and SQLCipher are always compiled. */
  native: ['python3', 'make', 'g++', 'libssl-dev'],
  /** What Electron links against. */
  window: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'],
  /** A display of our own. */
  display: ['xvfb', 'xauth'],
  /** To unpack the fallback desktop runtime. */
  fallback: ['unzip'],
  /** The token of an EVALUATION installation. */
  evaluation: ['softhsm2'],
  /** The tokens of the contract suite, the openssl and jq its counter-checks use, and the syslog server that audit entries are forwarded to. */
  tokens: ['softhsm2', 'opencryptoki', 'libnss3-tools', 'libnss3', 'openssl', 'jq', 'syslog-ng-core'],
};

/**
 * @param {readonly Purpose[]} purposes
 * @returns {string[]} each once, in order
 */
export function packagesOf(purposes) {
  return [...new Set(purposes.flatMap((purpose) => packagesFor[purpose]))];
}

/**
 * Of the packages wanted, those dpkg does not have installed. Newer releases call some of them `…t64`, which will do.
 * @param {readonly string[]} wanted
 * @param {string} status lines `name[:arch] state`, as `dpkg-query -W -f='${binary:Package} ${db:Status-Status}\n'` prints
 * @returns {string[]}
 */
export function missingPackages(wanted, status) {
  const installed = new Set();
  for (const line of status.split('\n')) {
    const [name, state] = line.trim().split(' ');
    if (state === 'installed') installed.add(name?.split(':')[0]);
  }
  return wanted.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

/**
 * The command a person runs where we may not.
 * @param {readonly string[]} packages
 * @param {boolean} root whether they are root already
 */
export function installCommand(packages, root) {
  const sudo = root ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/**
 * @param {readonly string[]} packages
 * @param {boolean} root
 * @param {string} why what apt answered, or that we may not install
 */
export function missingPackagesMessage(packages, root, why) {
  return [
    `These Debian packages are missing: ${packages.join(' ')}`,
    why,
    'Run this once, then start again:',
    '',
    `  ${installCommand(packages, root)}`,
  ].join('\n');
}

/** How we may install: as root, by sudo without a password, or not at all. */
async function privilege() {
  if (process.getuid?.() === 0) return { root: true, prefix: [] };
  const sudo = await run('sudo', ['-n', 'true']);
  return { root: false, prefix: sudo.code === 0 ? ['sudo', '-n'] : null };
}

/**
 * Where a release has a package only under its `…t64` name, that name.
 * @param {readonly string[]} packages
 */
async function namesHere(packages) {
  return Promise.all(
    packages.map(async (name) => ((await run('apt-cache', ['show', `${name}t64`])).code === 0 ? `${name}t64` : name)),
  );
}

/**
 * Installs what is missing. Throws SetupProblem with the command to run where that is not permitted or fails.
 * @param {readonly Purpose[]} purposes
 */
export async function ensureDebianPackages(purposes) {
  if (process.platform !== 'linux') return;
  const wanted = packagesOf(purposes);
  if (!existsSync('/usr/bin/dpkg-query') || !existsSync('/usr/bin/apt-get')) {
    say(`Not a Debian system: the like of these packages must be there: ${wanted.join(' ')}`);
    return;
  }
  const status = await run('dpkg-query', ['-W', '-f', '${binary:Package} ${db:Status-Status}\\n']);
  if (missingPackages(wanted, status.output).length === 0) return;
  const { root, prefix } = await privilege();
  const missing = missingPackages(wanted, status.output);
  if (prefix === null) {
    throw new SetupProblem(missingPackagesMessage(missing, root, 'Installing them needs root, which we are not.'));
  }
  await step(`Installing Debian packages: ${missing.join(' ')}`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    /** @param {readonly string[]} args */
    const apt = (args) => {
      const [command = 'apt-get', ...rest] = [...prefix, 'apt-get', '-q', ...args];
      return run(command, rest, { env });
    };
    await apt(['update']);
    const outcome = await apt(['install', '-y', '--no-install-recommends', ...(await namesHere(missing))]);
    if (outcome.code !== 0) {
      throw new SetupProblem(
        missingPackagesMessage(missing, root, `apt-get did not install them:\n${lastLines(outcome.output, 5)}`),
      );
    }
  });
}
