// The Electron under test, and how the console is started in it. Looks only: `npm test` and `npm run setup` install it.
import { electronEnvironment, findElectron, sandboxArgs } from '../../scripts/lib/find-electron.mjs';
import { projectDir } from '../../scripts/lib/run.mjs';

export interface TestElectron {
  readonly executablePath: string;
  /** The app's folder and, as root, `--no-sandbox`. */
  readonly args: string[];
  readonly env: Record<string, string>;
  /** Whether it is the version package.json pins. */
  readonly pinned: boolean;
  readonly version: string;
  /** Folder of the unpacked Electron. */
  readonly distDir: string;
}

/** Throws when no Electron is set up. */
export function electronRuntime(): TestElectron {
  const runtime = findElectron();
  if (runtime === null) throw new Error('No Electron is set up: run `npm run setup` once.');
  return { ...runtime, args: [projectDir, ...sandboxArgs()], env: electronEnvironment(runtime) };
}
