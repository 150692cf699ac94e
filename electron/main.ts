// The app's entry: drops from the environment what could redirect AWS traffic, then starts the shell. Nothing else belongs here.
import { scrubEnvironment } from './adapters/system/scrub-environment';
import type { Compose } from './shell/console-app';

// Put in at build time from package.json.
declare const __ELECTRON_VERSION__: string;
declare const __APP_VERSION__: string;

// Before any other module of ours or of a library is loaded: some read the environment as they load.
const droppedVariables = scrubEnvironment(process.env);

// Awaited at the top level, so that Electron does not become ready before the shell has registered its scheme.
const { startShell } = await import('./shell/start-shell');
const { systemClock } = await import('./adapters/system/system-clock');
const { openLog } = await import('./adapters/system/diagnostic-log');

/** Loaded when the app is ready, beside the window's page: store, HSM and AWS take longer to load than the window. */
const compose: Compose = async (parts) => (await import('./compose')).compose(parts);

startShell({
  entryDir: import.meta.dirname,
  version: __APP_VERSION__,
  pinnedElectron: __ELECTRON_VERSION__,
  droppedVariables,
  clock: systemClock,
  openLog,
  compose,
});
