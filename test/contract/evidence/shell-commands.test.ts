// The commands of docs/evidence.md, taken out of the page and run in a shell on a fresh report and on a changed one.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestConsole } from '../../support/test-console';
import { consoleWithKey, copyOf, exportReport, type Exported } from './evidence-console';

interface Command {
  readonly comment: string;
  readonly text: string;
}

/** Each command of the page's shell block with the comment above it. */
function commandsOf(page: string): readonly Command[] {
  const block = /```sh\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  return block.split(/\n\n/).map((part) => {
    const [comment = '', ...lines] = part.trim().split('\n');
    return { comment, text: lines.join('\n') };
  });
}

const commands = commandsOf(readFileSync(resolve('docs/evidence.md'), 'utf8'));
const command = (beginning: string): string => {
  const found = commands.find(({ comment }) => comment.startsWith(`# ${beginning}`));
  if (found === undefined) throw new Error(`the page has no command: ${beginning}`);
  return found.text;
};

/** Output and exit code; `sh` is what an auditor's machine has. */
function run(dir: string, text: string): Promise<{ readonly out: string; readonly code: number }> {
  return new Promise((done) => {
    execFile(
      'sh',
      ['-c', text],
      { cwd: dir, env: { PATH: process.env['PATH'], PWD: dir, TMPDIR: console.dataDir } },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        done({ out: `${stdout}${stderr}`.trim(), code });
      },
    );
  });
}

let console: TestConsole;
let audit: Exported;
let approvals: Exported;
beforeAll(async () => {
  console = await consoleWithKey();
  audit = await exportReport(console, { kind: 'audit' });
  approvals = await exportReport(console, { kind: 'approvals' });
});
afterAll(() => console.stop());

describe('on a fresh audit report', () => {
  it('the key is the one expected', async () => {
    expect((await run(audit.path, command('the key is'))).out).toBe(`${audit.anchorKey}  -`);
  });
  it('the manifest is signed', async () => {
    expect((await run(audit.path, command('the manifest is signed'))).out).toBe('Verified OK');
  });
  it('the files are those of the manifest', async () => {
    expect((await run(audit.path, command('the files are'))).out.split('\n').sort()).toEqual([
      'report.csv: OK',
      'report.json: OK',
    ]);
  });
  it('the folder has its name', async () => {
    expect((await run(audit.path, command('the folder'))).out).toBe(`${audit.directory}\n${audit.directory}`);
  });
  it('the chain holds, and the newest anchor is over its end', async () => {
    const chain = await run(audit.path, command('audit report'));
    const manifest = JSON.parse(readFileSync(join(audit.path, 'manifest.json'), 'utf8')) as {
      chainHead: { hash: string };
    };
    expect(chain.out).toBe(`chain OK ${manifest.chainHead.hash}`);
    expect((await run(audit.path, command('the newest anchor'))).out).toBe('Verified OK');
    expect(readFileSync(join(console.dataDir, 'anchor.txt'), 'utf8')).toContain(manifest.chainHead.hash);
  });
});

const approvalsCommand = 'approvals report: every';
describe('on an approvals report', () => {
  it('every request, decision and enrolment is signed', async () => {
    const { out } = await run(approvals.path, command(approvalsCommand));
    const signed = ['key OK', 'Signature Verified Successfully', 'Verified OK'];
    // One decision on each request: two statements a row.
    expect(out.split('\n')).toEqual(Array.from({ length: approvals.rows * 2 }, () => signed).flat());
  });
  it('an edited decision is not', async () => {
    const dir = copyOf(console, approvals);
    const path = join(dir, 'report.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"verdict":"approve"', '"verdict":"deny"'));
    expect((await run(dir, command(approvalsCommand))).out).toContain('Signature Verification Failure');
  });
});

describe('on a changed one', () => {
  const changed = (file: string, from: string, to: string): string => {
    const dir = copyOf(console, audit);
    const text = readFileSync(join(dir, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(dir, file), text.replace(from, to));
    return dir;
  };
  it('the files are not those of the manifest', async () => {
    const { out, code } = await run(changed('report.json', '"ada', '"adb'), command('the files are'));
    expect([out.includes('report.json: FAILED'), code]).toEqual([true, 1]);
  });
  it('the manifest is not signed', async () => {
    const { code } = await run(changed('manifest.json', 'EVALUATION', 'PRODUCTION'), command('the manifest is signed'));
    expect(code).not.toBe(0);
  });
  it('the chain does not hold', async () => {
    expect(
      (await run(changed('report.json', 'login.succeeded', 'login.refused'), command('audit report'))).out,
    ).toMatch(/^changed: /);
  });
  it('an anchor of another entry is not signed', async () => {
    const { code } = await run(changed('manifest.json', `"store`, `"stare`), command('the newest anchor'));
    expect(code).not.toBe(0);
  });
});
