// The Node version the tools need, from package.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './run.mjs';
import { SetupProblem } from './say.mjs';

/**
 * Why this Node will not do; null when it will.
 * @param {string} running like `20.19.0`
 * @param {string} required like `>=20.19.0`
 * @returns {string | null}
 */
export function nodeVersionProblem(running, required) {
  const wanted = required.replace(/^>=/, '').split('.').map(Number);
  const have = running.replace(/^v/, '').split('.').map(Number);
  for (const [index, part] of wanted.entries()) {
    const mine = have[index] ?? 0;
    if (mine > part) return null;
    if (mine < part)
      return `Node ${running} is too old: KMES Console's tools need Node ${required.replace(/^>=/, '')} or later.`;
  }
  return null;
}

/** Throws SetupProblem where this Node is too old. */
export function checkNodeVersion() {
  const { engines } = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8'));
  const problem = nodeVersionProblem(process.versions.node, engines.node);
  if (problem !== null) throw new SetupProblem(problem);
}
