// Entry of `npm run demo`: the main job without a window, through the same compose() as the app.
import { scrubEnvironment } from './adapters/system/scrub-environment';

declare const __APP_VERSION__: string;

// As in main.ts: before anything that reads the environment is loaded.
scrubEnvironment(process.env);

const { startDemo } = await import('./demo/start-demo');
process.exitCode = await startDemo({
  argv: process.argv.slice(2),
  env: process.env,
  workingDir: process.cwd(),
  entryDir: import.meta.dirname,
  version: __APP_VERSION__,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
