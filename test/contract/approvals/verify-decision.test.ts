// docs/verify-decision.md, run as it stands: its commands accept the evidence that the console exports, and nothing that was changed in it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveEvidence } from '../../../electron/demo/prove-evidence';
import { testConsole } from '../../support/test-console';

/** Every block of the document that is marked as shell. */
const commands = [...readFileSync('docs/verify-decision.md', 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
  .map(([, block]) => block ?? '')
  .join('\n');

let folder: string;
let requestId: string;
let evidence: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmes-evidence-'));
  const console = await testConsole();
  try {
    await console.setUp();
    await console.logIn('ada', 'bob');
    await console.addGroup('Payments');
    const { requests } = await console.call('approvals.list', { status: 'closed' });
    requestId = requests[0]?.id ?? '';
    console.files.save = join(folder, 'approvals.json');
    const exported = await console.call('approvals.exportEvidence', {});
    expect(exported?.rows).toBe(2);
    evidence = readFileSync(join(folder, 'approvals.json'), 'utf8');
  } finally {
    await console.stop();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(text: string): { readonly code: number | null; readonly out: string } {
  writeFileSync(join(folder, 'approvals.json'), text);
  const ran = spawnSync('sh', ['-eu', '-c', commands], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', REQUEST: requestId },
    encoding: 'utf8',
  });
  return { code: ran.status, out: `${ran.stdout}${ran.stderr}` };
}

/** The evidence with one byte of a signed or signing field of the request changed. */
function changed(name: string, occurrence: number): string {
  let seen = 0;
  let inside = false;
  return evidence
    .split('\n')
    .map((line) => {
      if (line.includes(`"id": "${requestId}"`)) inside = true;
      const match = new RegExp(`^( *"${name}": ")(.)(.*)$`).exec(line);
      if (!inside || match === null || ++seen !== occurrence) return line;
      const [, before = '', first = '', rest = ''] = match;
      const second = rest[0] ?? '';
      return `${before}${first}${second === 'A' ? 'B' : 'A'}${rest.slice(1)}`;
    })
    .join('\n');
}

describe('the evidence of approvals', () => {
  it('is checked by the commands of the document, with openssl and nothing of ours', () => {
    expect(execFileSync('openssl', ['version'], { encoding: 'utf8' })).toMatch(/^OpenSSL 3/);
    const { code, out } = run(evidence);
    expect(out.match(/Signature Verified Successfully/g)).toHaveLength(2);
    expect(out).toContain('Verified OK');
    expect(code).toBe(0);
  });

  it.each([
    ['statementBase64', 1],
    ['statementBase64', 2],
    ['signature', 1],
    ['signature', 2],
    ['orderBase64', 1],
    ['effectBase64', 1],
  ])('is refused by them when %s (%i) was changed', (name, occurrence) => {
    const forged = changed(name, occurrence);
    expect(forged).not.toBe(evidence);
    expect(run(forged).code).not.toBe(0);
    expect(() => proveEvidence(forged)).toThrow();
  });

  it('holds for the demo’s own check as well', () => {
    const { approvals, signatures } = proveEvidence(evidence);
    expect(approvals.map(({ operation, approvedBy }) => `${operation} ${approvedBy.join()}`).sort()).toEqual([
      'credential.add bob',
      'key-group.add bob',
    ]);
    // Three enrolments, two requests, two decisions.
    expect(signatures).toBe(7);
  });

  it('holds no secret', () => {
    for (const secret of ['sealedPrivateKey', 'password', 'secretAccessKey']) expect(evidence).not.toContain(secret);
  });
});
