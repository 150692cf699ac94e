// `npm run setup`: everything `npm start` and `npm test` would set up, and nothing more.
import { runScript, say } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';

await runScript(async () => {
  const purposes = /** @type {const} */ (['window', 'display', 'fallback', 'evaluation', 'tokens']);
  await setUp({ purposes, electron: true, build: true });
  say('KMES Console is set up: npm start, npm test, npm run demo.');
});
