// openCryptoki's soft token, which is one per machine: taken only when uninitialised or labelled by us, under a lock, and
// left uninitialised again. Starts pkcsslotd where it does not run, and stops it by its process id. Needs root.
import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { HsmModule } from '../../../electron/ports/hsm';

const places = ['/usr/lib/x86_64-linux-gnu/libopencryptoki.so.0', '/usr/lib/aarch64-linux-gnu/libopencryptoki.so.0'];
const daemonPidFile = '/run/pkcsslotd.pid';
const tokenFolder = '/var/lib/opencryptoki/swtok';
const sharedMemory = '/dev/shm/var.lib.opencryptoki.swtok';
const lockFolder = '/var/lock/opencryptoki';
const label = 'KMES TEST';
/** The soft token's number in /etc/opencryptoki/opencryptoki.conf as Debian ships it. */
const slot = '3';
const factorySoPin = '87654321';
const soPin = '76543210';
const lockFile = join(tmpdir(), 'kmes-opencryptoki.lock');

export interface OpenCryptokiToken {
  readonly module: HsmModule;
  readonly label: string;
  /** Sets the user PIN again as security officer: clears a lock and the flags before it. */
  resetPin(pin: string): void;
  /** Leaves the token uninitialised, ends the daemon if it was started here, and lets the next one in. */
  release(): Promise<void>;
}

/** The soft token, fresh, with `pin` (4–8 characters) as its user PIN. Waits while another process uses it. */
export async function takeOpenCryptoki(pin: string): Promise<OpenCryptokiToken> {
  const path = places.find((place) => existsSync(place));
  if (path === undefined) throw new Error('openCryptoki is not installed: apt-get install opencryptoki');
  await lock();
  try {
    const daemon = await startDaemon();
    wipe();
    pkcsconf(['-I', '-S', factorySoPin], `${label}\n`);
    pkcsconf(['-P', '-S', factorySoPin, '-n', soPin]);
    const resetPin = (to: string): void => pkcsconf(['-u', '-S', soPin, '-n', to]);
    resetPin(pin);
    return {
      module: { path, environment: {} },
      label,
      resetPin,
      release: async () => {
        wipe();
        if (daemon !== null) await stopDaemon(daemon);
        rmSync(lockFile, { force: true });
      },
    };
  } catch (error) {
    rmSync(lockFile, { force: true });
    throw error;
  }
}

function pkcsconf(args: readonly string[], input = ''): void {
  execFileSync('pkcsconf', ['-c', slot, ...args], { input, stdio: ['pipe', 'ignore', 'pipe'] });
}

/** Back to an uninitialised token, as the package left it. Refuses a token that others made. */
function wipe(): void {
  const store = join(tokenFolder, 'NVTOK.DAT');
  if (existsSync(store)) {
    const bytes = readFileSync(store);
    const found = bytes.subarray(0, 32).toString('latin1').trimEnd();
    if (found !== label && found !== 'IBM OS PKCS#11') {
      throw new Error(`openCryptoki's soft token is in use (label "${found}"): the tests leave it alone`);
    }
  }
  for (const name of ['NVTOK.DAT', 'MK_SO', 'MK_USER']) rmSync(join(tokenFolder, name), { force: true });
  const objects = join(tokenFolder, 'TOK_OBJ');
  if (existsSync(objects)) for (const name of readdirSync(objects)) rmSync(join(objects, name), { force: true });
  rmSync(sharedMemory, { force: true });
}

/** The process id of the daemon started here, or null where one runs already. */
async function startDaemon(): Promise<number | null> {
  if (daemonPid() !== null) return null;
  if (process.getuid?.() !== 0)
    throw new Error('pkcsslotd is not running, and only root can start it: start pkcsslotd');
  const group = Number(/^pkcs11:[^:]*:(\d+)/m.exec(readFileSync('/etc/group', 'utf8'))?.[1]);
  for (const folder of [lockFolder, join(lockFolder, 'swtok')]) {
    if (existsSync(folder)) continue;
    // On a machine without systemd nothing makes what the package lists in tmpfiles.d.
    mkdirSync(folder, { mode: 0o770 });
    chownSync(folder, 0, group);
  }
  execFileSync('pkcsslotd', [], { stdio: 'ignore' });
  for (let tries = 0; tries < 100; tries += 1) {
    const pid = daemonPid();
    if (pid !== null && existsSync('/run/pkcsslotd.socket')) return pid;
    await wait(50);
  }
  throw new Error('pkcsslotd did not start');
}

async function stopDaemon(pid: number): Promise<void> {
  if (daemonPid() !== pid) return;
  process.kill(pid, 'SIGTERM');
  for (let tries = 0; tries < 100 && isRunning(pid); tries += 1) await wait(50);
}

function daemonPid(): number | null {
  if (!existsSync(daemonPidFile)) return null;
  const pid = Number(readFileSync(daemonPidFile, 'utf8').trim());
  return Number.isInteger(pid) && pid > 1 && isRunning(pid) && commandOf(pid) === 'pkcsslotd' ? pid : null;
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}

function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

/** One process at a time: a lock file with the owner's process id; a dead owner's lock is taken over. */
async function lock(): Promise<void> {
  for (;;) {
    try {
      const file = openSync(lockFile, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = existsSync(lockFile) ? Number(readFileSync(lockFile, 'utf8')) : 0;
    if (owner > 0 && !isRunning(owner)) rmSync(lockFile, { force: true });
    else await wait(100);
  }
}
