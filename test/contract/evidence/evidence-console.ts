// A console with a rotated key and exported reports, and the offline verifier run as a person runs it.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { systemClock } from '../../../electron/adapters/system/system-clock';
import type { IpcInput } from '../../../shared/ipc/table';
import type { WrittenReport } from '../../../shared/schemas/reports';
import { testConsole, type TestConsole } from '../../support/test-console';

export const verifierPath = resolve('scripts/verify-evidence.mjs');

export interface Verdict {
  readonly code: number;
  readonly said: string;
}

export function runVerifier(...args: readonly string[]): Promise<Verdict> {
  return new Promise((done) => {
    execFile(process.execPath, [verifierPath, ...args], { env: {} }, (error, stdout) => {
      done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, said: stdout.trim() });
    });
  });
}

export interface Exported extends WrittenReport {
  /** Path of the report's own folder. */
  readonly path: string;
}

export type Definition = IpcInput<'reports.run'>['definition'];

/** Exports into `reports` of the data folder. */
export async function exportReport(console: TestConsole, definition: Definition): Promise<Exported> {
  console.files.folder = join(console.dataDir, 'reports');
  const runId = randomBytes(16).toString('hex');
  const written = await console.call('reports.run', { runId, definition, to: 'ask' });
  if (written === null) throw new Error('the dialog was cancelled');
  return { ...written, path: join(console.files.folder, written.directory) };
}

/** With two officers logged in, a credential, a group and its first key, each through an approval. */
export async function consoleWithKey(): Promise<TestConsole & { readonly groupId: string }> {
  const console = await testConsole({}, systemClock);
  await console.setUp();
  await console.logIn('ada', 'bob');
  const groupId = await console.addGroup('payments');
  await console.rotate(groupId);
  return { ...console, groupId };
}

/** A copy under the same name in a folder of its own: for tampering. */
export function copyOf(console: TestConsole, report: Exported, name = report.directory): string {
  const parent = mkdtempSync(join(console.dataDir, 'copy-'));
  mkdirSync(parent, { recursive: true });
  const path = join(parent, name);
  cpSync(report.path, path, { recursive: true });
  return path;
}
