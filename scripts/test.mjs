// `npm test`: set-up, checks, every suite. With arguments it hands them to vitest and leaves the checks out (`npm test -- test/unit`).
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { electronEnvironment } from './lib/find-electron.mjs';
import { handOver, projectDir } from './lib/run.mjs';
import { runChecks } from './lib/checks.mjs';
import { runScript, step } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';

await runScript(async () => {
  const args = process.argv.slice(2);
  const purposes = /** @type {const} */ (['window', 'display', 'fallback', 'evaluation', 'tokens']);
  const runtime = await setUp({ purposes, electron: true, build: true });
  const checks =
    args.length > 0 ? { passed: 0, failed: 0 } : await step('Checking types, lint, layers and format', runChecks);

  const outcomeFile = join(projectDir, 'test-results', 'outcome.json');
  mkdirSync(join(projectDir, 'test-results'), { recursive: true });
  rmSync(outcomeFile, { force: true });
  const vitest = join(projectDir, 'node_modules', 'vitest', 'vitest.mjs');
  const env = {
    ...process.env,
    ...(runtime === null ? {} : electronEnvironment(runtime)),
    KMES_TEST_OUTCOME: outcomeFile,
  };
  const code = await handOver(process.execPath, [vitest, 'run', ...args], env);

  const tests = existsSync(outcomeFile)
    ? JSON.parse(readFileSync(outcomeFile, 'utf8'))
    : { passed: 0, failed: 1, skipped: 0 };
  const passed = tests.passed + checks.passed;
  // Vitest may fail without a failed test, e.g. when it found none.
  const failed = Math.max(tests.failed, code === 0 ? 0 : 1) + checks.failed;
  process.stdout.write(`\n${String(passed)} passed, ${String(failed)} failed, ${String(tests.skipped)} skipped\n`);
  return failed === 0 ? 0 : 1;
});
