// Names what was skipped, and leaves the counts of a run for `npm test`, which prints them as its last line.
import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, TestRunEndReason } from 'vitest/node';

/** What `npm test` reads back; `failed` counts files and errors that ended before any test too. */
export interface RunOutcome {
  passed: number;
  failed: number;
  skipped: number;
}

/** Vitest loads reporters by their default export. */
export default class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const outcome: RunOutcome = { passed: 0, failed: errors.length, skipped: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) this.#count(test, outcome, skipped);
      const failedInside = [...module.children.allTests('failed')].length;
      if (module.state() === 'failed' && failedInside === 0) outcome.failed += 1;
    }
    if (reason === 'interrupted') outcome.failed += 1;
    if (skipped.length > 0) process.stdout.write(`\nSkipped:\n${skipped.map((name) => `  ${name}\n`).join('')}`);
    const file = process.env['KMES_TEST_OUTCOME'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(outcome));
  }

  #count(test: TestCase, outcome: RunOutcome, skipped: string[]): void {
    const { state } = test.result();
    if (state === 'passed') outcome.passed += 1;
    else if (state === 'failed') outcome.failed += 1;
    else {
      outcome.skipped += 1;
      skipped.push(`${test.project.name}: ${test.fullName}`);
    }
  }
}
