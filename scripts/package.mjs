// `npm run package [-- targets]`: builds and packages the product. Only on the pinned Electron: the fallback is never shipped.
import { join } from 'node:path';
import { pinnedVersion } from './lib/find-electron.mjs';
import { handOver, projectDir } from './lib/run.mjs';
import { runScript, SetupProblem } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';

await runScript(async () => {
  const runtime = await setUp({ purposes: [], electron: true, build: true });
  if (runtime?.pinned !== true) {
    throw new SetupProblem(`Packaging needs Electron ${pinnedVersion()} itself, which could not be downloaded here.`);
  }
  const builder = join(projectDir, 'node_modules', 'electron-builder', 'cli.js');
  return handOver(process.execPath, [builder, '--publish', 'never', ...process.argv.slice(2)]);
});
