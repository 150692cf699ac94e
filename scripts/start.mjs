// `npm start [-- --data-dir DIR]`: the console's production build in a real window.
import { hasDisplay, noDisplayMessage } from './lib/display.mjs';
import { electronEnvironment, sandboxArgs } from './lib/find-electron.mjs';
import { handOver, projectDir } from './lib/run.mjs';
import { runScript, say, SetupProblem } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';

await runScript(async () => {
  const args = process.argv.slice(2);
  // Before minutes of set-up that would lead to no window.
  if (!hasDisplay(process.platform, process.env)) throw new SetupProblem(noDisplayMessage(args));
  const runtime = await setUp({ purposes: ['window', 'fallback', 'evaluation'], electron: true, build: true });
  if (runtime === null) throw new SetupProblem('There is no Electron to start.');
  const sandbox = sandboxArgs();
  if (sandbox.length > 0) {
    say(
      'NOTICE: running as root, where Chromium has no sandbox: started with --no-sandbox. Use a normal user for real work.',
    );
  }
  const env = { ...process.env, ...electronEnvironment(runtime) };
  return handOver(runtime.executablePath, [projectDir, ...sandbox, ...args], env);
});
