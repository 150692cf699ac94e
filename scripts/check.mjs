// `npm run check`: types, lint, layers and format.
import { checkNodeVersion } from './lib/node-version.mjs';
import { runChecks } from './lib/checks.mjs';
import { runScript } from './lib/say.mjs';

await runScript(async () => {
  checkNodeVersion();
  return (await runChecks()).failed === 0 ? 0 : 1;
});
