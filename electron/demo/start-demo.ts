// Prepares folder, access key and dialogs for the demo, runs it, and ends with an exit code.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createAwsKmsFactory } from '../adapters/aws-kms/aws-kms-factory';
import { openLog } from '../adapters/system/diagnostic-log';
import { forkedHosts } from '../adapters/system/forked-host';
import { systemClock } from '../adapters/system/system-clock';
import { compose } from '../compose';
import type { FileDialogs, PickedFile } from '../ports/desktop';
import { toConsoleError } from '../../shared/errors';
import { demoClient, demoEvents } from './demo-client';
import { demoMessage } from './demo-message';
import { demoPrompt } from './demo-prompt';
import { demoUsage, parseDemoOptions, type DemoOptions } from './demo-options';
import { runDemo } from './run-demo';

export interface DemoStart {
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly workingDir: string;
  /** Folder of the built entries: the hosts lie beside the demo. */
  readonly entryDir: string;
  readonly version: string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** Exit code: 0 done and proven, 1 failed, 2 wrong options. */
export async function startDemo(start: DemoStart): Promise<number> {
  let options: DemoOptions;
  try {
    options = parseDemoOptions(start.argv, start.workingDir);
  } catch (thrown) {
    start.err(`${demoMessage(toConsoleError(thrown))}\n\n${demoUsage}`);
    return 2;
  }
  const say = options.json ? start.err : start.out;
  // The access key stands in no file of the data folder: what was made up is taken away with this folder.
  const scratch = mkdtempSync(join(tmpdir(), 'kmes-demo-key-'));
  try {
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'kmes-demo-'));
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    say(`Data folder: ${dataDir}`);
    const csvPath = options.credentialsCsv ?? madeUpAccessKey(scratch);
    const result = await runIn(start, options, dataDir, csvPath, say);
    if (options.json) start.out(JSON.stringify(result));
    else say(`Done: ${result.alias} → ${result.keyArn ?? result.keyId}, ${result.auditEntries} audit entries`);
    return 0;
  } catch (thrown) {
    start.err(demoMessage(toConsoleError(thrown)));
    return 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function runIn(
  start: DemoStart,
  options: DemoOptions,
  dataDir: string,
  csvPath: string,
  say: (line: string) => void,
) {
  const log = openLog(dataDir);
  const events = demoEvents((step) => say(`  set-up: ${step}`));
  const prompt = demoPrompt();
  // Stays in the data folder: with it anybody can check the approvals without the console.
  const evidencePath = join(dataDir, 'approvals.json');
  const app = await compose({
    dataDir,
    prompt,
    clock: systemClock,
    log,
    dialogs: givenFiles(options, csvPath, evidencePath, join(dataDir, 'reports')),
    spawnHost: forkedHosts({ entryDir: start.entryDir, log }),
    runtime: { electron: null, pinned: false, packaged: false },
    version: start.version,
    publish: events.publish,
  });
  try {
    const kmsFactory = createAwsKmsFactory({ clock: systemClock });
    return await runDemo({
      client: demoClient(app, events),
      prompt,
      evidencePath,
      options,
      csvPath,
      kmsFactory,
      dataDir,
      env: start.env,
      say,
    });
  } finally {
    await app.close();
  }
}

/** Answers the dialogs with the files of the command line. */
function givenFiles(options: DemoOptions, csvPath: string, evidencePath: string, reports: string): FileDialogs {
  const picked = (path: string | null): Promise<PickedFile | null> =>
    Promise.resolve(path === null ? null : { fileName: basename(path), path });
  return {
    openFile: (purpose) =>
      picked(purpose === 'credential-csv' ? csvPath : purpose === 'pkcs11-module' ? options.module : null),
    saveFile: (purpose) => picked(purpose === 'approval-evidence' ? evidencePath : null),
    openFolder: () => picked(reports),
  };
}

/** An access key of AWS's form that no account has; the embedded simulator is taught it. */
function madeUpAccessKey(folder: string): string {
  const path = join(folder, 'accessKeys.csv');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const id = Array.from(randomBytes(16), (byte) => letters[byte % letters.length]).join('');
  const text = `Access key ID,Secret access key\r\nAKIA${id},${randomBytes(30).toString('base64')}\r\n`;
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}
