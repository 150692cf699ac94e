// Starts programs for the set-up, without a shell.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Folder of the checkout. */
export const projectDir = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * @typedef {object} Outcome
 * @property {number | null} code null when it could not be started or a signal ended it
 * @property {NodeJS.Signals | null} signal
 * @property {string} output what it wrote, where it was kept; for a program that could not be started, why
 */

/**
 * Runs a program to its end. Never rejects.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, timeoutMs?: number }} [options]
 *   `show`: its output goes to the terminal (standard error) instead of being kept.
 * @returns {Promise<Outcome>}
 */
export function run(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd ?? projectDir,
      env: options.env ?? process.env,
      stdio: options.show === true ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += String(chunk);
      });
    }
    child.once('error', (error) => done({ code: null, signal: null, output: error.message }));
    child.once('close', (code, signal) => done({ code, signal, output }));
  });
}

/**
 * Runs the program a script is about: it has the terminal, gets the signals meant for us, and its exit code is ours.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function handOver(command, args, env = process.env) {
  return new Promise((done, reject) => {
    const child = spawn(command, [...args], { cwd: projectDir, env, stdio: 'inherit' });
    /** @type {NodeJS.Signals[]} */
    const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const name of passedOn) process.on(name, () => child.kill(name));
    child.once('error', reject);
    child.once('close', (code, signal) => done(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

/**
 * @param {string} output
 * @param {number} lines
 */
export function lastLines(output, lines) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}
