// `npm run demo [-- options]`: the main job without a window, from set-up to proof.
import { join } from 'node:path';
import { handOver, projectDir } from './lib/run.mjs';
import { runScript } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';

await runScript(async () => {
  await setUp({ purposes: ['evaluation'], electron: false, build: true });
  return handOver(process.execPath, [join(projectDir, 'out', 'main', 'demo.js'), ...process.argv.slice(2)]);
});
