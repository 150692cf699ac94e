// `npm run bench`: speed and memory against baselines of the same run. The exit code says whether everything ran, not what the figures are.
import { join } from 'node:path';
import { electronEnvironment } from './lib/find-electron.mjs';
import { handOver, projectDir } from './lib/run.mjs';
import { runScript } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';

await runScript(async () => {
  const purposes = /** @type {const} */ (['window', 'display', 'fallback', 'evaluation', 'tokens']);
  const runtime = await setUp({ purposes, electron: true, build: true });
  const env = { ...process.env, ...(runtime === null ? {} : electronEnvironment(runtime)) };
  const tsx = join(projectDir, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const bench = join(projectDir, 'test', 'bench', 'run-bench.ts');
  return handOver(process.execPath, [tsx, bench, ...process.argv.slice(2)], env);
});
