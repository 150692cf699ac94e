// The checks that need no running: types, lint, layers, format.
import { join } from 'node:path';
import { projectDir, run } from './run.mjs';
import { say } from './say.mjs';

/** @type {readonly { name: string, program: string, args: readonly string[] }[]} */
const checks = [
  { name: 'types', program: 'typescript/bin/tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'types without DOM (main)', program: 'typescript/bin/tsc', args: ['-p', 'tsconfig.main.json'] },
  { name: 'types without Node (page)', program: 'typescript/bin/tsc', args: ['-p', 'tsconfig.renderer.json'] },
  { name: 'layers', program: 'dependency-cruiser/bin/dependency-cruise.mjs', args: ['electron', 'renderer', 'shared'] },
  {
    name: 'lint',
    program: 'eslint/bin/eslint.js',
    args: ['.', '--max-warnings=0', '--cache', '--cache-location=.cache/eslint/'],
  },
  {
    name: 'format',
    program: 'prettier/bin/prettier.cjs',
    args: ['--check', '.', '--log-level=warn', '--cache', '--cache-location=.cache/prettier'],
  },
];

/**
 * Runs them all, two at a time, and shows what the failed ones printed.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks() {
  const waiting = [...checks];
  const outcome = { passed: 0, failed: 0 };
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const started = performance.now();
      const { code, output } = await run(process.execPath, [
        join(projectDir, 'node_modules', check.program),
        ...check.args,
      ]);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      say(`${code === 0 ? '✓' : '✗'} ${check.name} (${seconds} s)${code === 0 ? '' : `\n${output}`}`);
      if (code === 0) outcome.passed += 1;
      else outcome.failed += 1;
    }
  };
  await Promise.all([work(), work()]);
  return outcome;
}
