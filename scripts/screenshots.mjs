// `npm run screenshots`: every screen, light and dark, written to docs/images for the README.
import { join } from 'node:path';
import { handOver, projectDir } from './lib/run.mjs';
import { runScript } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';

await runScript(async () => {
  await setUp({ purposes: ['window', 'display', 'fallback', 'evaluation'], electron: true, build: true });
  const vitest = join(projectDir, 'node_modules', 'vitest', 'vitest.mjs');
  const env = { ...process.env, KMES_SCREENSHOTS: join(projectDir, 'docs', 'images') };
  return handOver(process.execPath, [vitest, 'run', '--project', 'screenshots', ...process.argv.slice(2)], env);
});
