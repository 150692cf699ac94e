// The production build, made anew only when something it is made from has changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, projectDir, run } from './run.mjs';
import { SetupProblem, step } from './say.mjs';

const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
/** Lies in a folder that every build empties, so that it never speaks for a build made by hand. */
const stampFile = join(projectDir, 'out', 'main', '.sources');
const results = ['main/main.js', 'preload/preload.cjs', 'renderer/index.html'];

/**
 * SHA-256 over names and contents.
 * @param {string} root
 * @param {readonly string[]} paths files or folders below it
 */
export function sourcesDigest(root, paths) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\0${String(bytes.byteLength)}\0`).update(bytes);
  };
  /** @param {string} folder */
  const visit = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) add(path);
    }
  };
  for (const path of paths) {
    if (/\.\w+$/.test(path)) add(path);
    else visit(path);
  }
  return hash.digest('hex');
}

/** Builds where needed; throws SetupProblem with the build's last words where it fails. */
export async function ensureBuild() {
  const digest = sourcesDigest(projectDir, sources);
  const built = results.every((name) => existsSync(join(projectDir, 'out', name)));
  if (built && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest) return;
  await step('Building the console', async () => {
    const program = join(projectDir, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const outcome = await run(process.execPath, [program, 'build']);
    if (outcome.code !== 0) throw new SetupProblem(`The build failed:\n${lastLines(outcome.output, 40)}`);
    if (existsSync(join(projectDir, 'out', 'main'))) writeFileSync(stampFile, digest);
  });
}
