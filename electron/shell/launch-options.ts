// What may be given on the command line: `--data-dir DIR`, and which Chromium switches a packaged console refuses.
import { isAbsolute, resolve } from 'node:path';
import { ConsoleError } from '../../shared/errors';

export interface LaunchOptions {
  /** Absolute folder of this installation's data; null: the default folder of the user. */
  readonly dataDir: string | null;
}

const DATA_DIR = '--data-dir';

/** Switches that open the console to other programs or change whom it talks to; `argv` form without the dashes. */
const dangerousSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'js-flags',
  'load-extension',
  'proxy-server',
  'proxy-pac-url',
  'host-rules',
  'host-resolver-rules',
  'ignore-certificate-errors',
  'disable-web-security',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'log-net-log',
  'enable-logging',
] as const;

/**
 * Reads `--data-dir DIR` or `--data-dir=DIR` from the arguments; relative folders are taken from `workingDir`.
 * Throws ConsoleError `input.invalid` (fact `option`) when the folder is missing, empty, has a NUL or is given twice.
 */
export function parseLaunchOptions(argv: readonly string[], workingDir: string): LaunchOptions {
  const given: string[] = [];
  argv.forEach((argument, index) => {
    if (argument === DATA_DIR) given.push(argv[index + 1] ?? '');
    else if (argument.startsWith(`${DATA_DIR}=`)) given.push(argument.slice(DATA_DIR.length + 1));
  });
  const [folder, ...more] = given;
  if (folder === undefined) return { dataDir: null };
  if (more.length > 0 || folder.trim() === '' || folder.startsWith('--') || folder.includes('\0')) {
    throw new ConsoleError('input.invalid', { facts: { option: DATA_DIR } });
  }
  return { dataDir: isAbsolute(folder) ? resolve(folder) : resolve(workingDir, folder) };
}

/** The dangerous switches among the arguments, by name; empty when there are none. */
export function findDangerousSwitches(argv: readonly string[]): readonly string[] {
  const names = argv
    .filter((argument) => argument.startsWith('--'))
    .map((argument) => argument.slice(2).split('=', 1)[0]);
  return dangerousSwitches.filter((name) => names.includes(name));
}
