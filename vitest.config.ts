// The test suites. Those that start Electron or real tokens run one file at a time: they measure real programs on a small machine.
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** Suites with the same order share the workers; a later order starts when the earlier one is done. */
function suite(name: string, order: number, more: object = {}): TestProjectConfiguration {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.{ts,tsx}`],
      environment: 'node',
      pool: 'forks',
      restoreMocks: true,
      sequence: { groupOrder: order },
      testTimeout: 15_000,
      hookTimeout: 60_000,
      ...more,
    },
  };
}

/** CI's machine may be busy with other things: a test of real programs gets a second try there, and the report says so. */
const retry = process.env['CI'] === undefined ? 0 : 1;
const oneAtATime = { maxWorkers: 1, fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000, retry };
const withDisplay = { ...oneAtATime, globalSetup: ['test/support/display.global-setup.ts'] };

/** Pictures for the README are written only when asked for: `npm run screenshots`. */
const screenshots =
  process.env['KMES_SCREENSHOTS'] === undefined
    ? []
    : [
        suite('screenshots', 7, {
          ...withDisplay,
          include: ['test/desktop/**/*.screenshots.ts'],
          testTimeout: 300_000,
        }),
      ];

export default defineConfig({
  test: {
    reporters: ['default', './test/support/outcome-reporter.ts'],
    maxWorkers: 2,
    projects: [
      suite('unit', 1),
      suite('ipc', 2, { testTimeout: 30_000 }),
      suite('contract', 3, oneAtATime),
      suite('crash', 4, { ...oneAtATime, testTimeout: 120_000 }),
      suite('security', 5, withDisplay),
      suite('desktop', 6, withDisplay),
      ...screenshots,
    ],
  },
});
