// What the set-up tells: one line for each step, with the time it took. To standard error, so that standard output stays a program's own.

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Why the set-up cannot go on, in words for the person at the terminal; shown without a stack. */
export class SetupProblem extends Error {}

/**
 * Runs one step and says how long it took.
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = performance.now();
  say(`• ${title} …`);
  const result = await work();
  say(`  done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

/**
 * The frame of every script: a SetupProblem ends it with its message and code 1, a number is its exit code.
 * @param {() => Promise<number | void>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (thrown) {
    if (!(thrown instanceof SetupProblem)) throw thrown;
    say(`\n${thrown.message}`);
    process.exitCode = 1;
  }
}
