// Every kind of report on a console that has done something: verified offline, read back with a CSV parser, chosen, filtered, and when things go wrong.
import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvCell } from '../../../electron/domain/csv-cell';
import { canonicalJson } from '../../../shared/canonical-json';
import { operationNames } from '../../../shared/text/operation-names';
import { reportKinds, type ReportKind } from '../../../shared/schemas/reports';
import type { TestConsole } from '../../support/test-console';
import { consoleWithKey, copyOf, exportReport, runVerifier, type Exported } from './evidence-console';

let console: TestConsole & { readonly groupId: string };
const exported = new Map<ReportKind, Exported>();
beforeAll(async () => {
  console = await consoleWithKey();
  await console.addGroup('=cmd|calc');
  for (const kind of reportKinds) exported.set(kind, await exportReport(console, { kind }));
}, 120_000);
afterAll(() => console.stop());

const of = (kind: ReportKind): Exported => exported.get(kind)!;
type Row = Record<string, unknown>;
/** What the tampering of an approvals row touches. */
interface SignedRow {
  statement: { justification: string; requesterId: string; storeId: string };
  decisions: { statement: { verdict: string; reason: string; identityId: string; requestId: string } }[];
  keys: { identityId: string; publicKeyDer: string; enrolledAt: string; enrolmentSignature: string }[];
}
const jsonOf = (path: string): Row[] => JSON.parse(readFileSync(join(path, 'report.json'), 'utf8')) as Row[];
const csvOf = (path: string): Record<string, string>[] =>
  parse<Record<string, string>>(readFileSync(join(path, 'report.csv')), { columns: true, record_delimiter: '\r\n' });

describe.each(reportKinds)('the report %s', (kind) => {
  it('verifies offline', async () => {
    const { path, anchorKey, rows } = of(kind);
    const verdict = await runVerifier(path, '--anchor-key', anchorKey);
    expect(verdict.said).toMatch(new RegExp(`^VERIFIED ${kind}-.*: ${rows} rows`));
    expect(rows).toBeGreaterThan(0);
  });

  it('has as many rows in JSON and CSV as it says, each cell as the preview shows it', async () => {
    const { path, rows } = of(kind);
    const csv = csvOf(path);
    expect([jsonOf(path).length, csv.length]).toEqual([rows, rows]);
    const preview = await console.call('reports.preview', { definition: { kind }, limit: 200 });
    const firstRow = preview.rows[0]!.map(csvCell);
    const titles = preview.columns.map(({ title }) => title);
    expect(Object.keys(csv[0]!)).toEqual(titles);
    // The HSM and the log go on meanwhile; the first row of either stays.
    expect(titles.map((title) => csv[0]![title])).toEqual(firstRow);
  });

  it('holds no secret', () => {
    const { path } = of(kind);
    for (const file of readdirSync(path)) {
      const text = readFileSync(join(path, file), 'utf8');
      expect(text).not.toContain(console.simulator.accessKey.secretAccessKey);
      expect(text).not.toMatch(/sealedPrivateKey|"password"|passwordHistory|secretAccessKey"/);
    }
  });
});

describe('what the rows say', () => {
  it('key inventory joins HSM key, KMS key, material, approvers and request ID in one row', () => {
    const [row] = jsonOf(of('key-inventory').path);
    expect(row).toMatchObject({
      group: 'payments',
      state: 'Active',
      region: 'us-east-1',
      requestedBy: 'ada',
      approvedBy: ['bob'],
      // The order's own: the request is filed with it.
      justification: 'a test of the whole way',
    });
    for (const member of [
      'hsmReference',
      'checkValue',
      'kmsKeyId',
      'keyMaterialId',
      'awsRequestId',
      'requestId',
      'jobId',
    ])
      expect([member, typeof row![member]]).toEqual([member, 'string']);
  });

  it('approvals show who asked and who decided', () => {
    const rows = csvOf(of('approvals').path);
    expect(rows.map((row) => row['Operation'])).toContain(operationNames['key-group.force-rotate']);
    expect(new Set(rows.map((row) => `${row['Requested by']} ${row['Approved by']} ${row['Status']}`))).toEqual(
      new Set(['ada bob Executed']),
    );
  });

  it('access review names roles, permissions and last login of everyone', () => {
    const rows = csvOf(of('access-review').path);
    expect(rows.map((row) => row['Identity'])).toEqual(['ada', 'bob', 'cleo']);
    expect(rows[0]).toMatchObject({
      Roles: 'Administrator Key Manager',
      'Logins required': '2',
      'Second factor': 'none',
    });
    expect(rows[0]!['Last login (UTC)']).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(rows[2]!['Last login (UTC)']).toBe('');
  });

  it('credentials tell the last use and no secret; HSM tells model, firmware and abilities', () => {
    expect(csvOf(of('credentials').path)[0]).toMatchObject({ 'Key groups': 'payments =cmd|calc', 'Added by': 'ada' });
    expect(csvOf(of('credentials').path)[0]!['Last job that used it (UTC)']).toMatch(/^\d{4}/);
    expect(csvOf(of('hsm').path)[0]).toMatchObject({ Model: 'F1', Firmware: '1.0', State: 'logged-in' });
    expect(csvOf(of('hsm').path)[0]!['Capabilities']).toContain('aesKeyGen=true');
  });

  it('neutralises what a spreadsheet would run in CSV, not in JSON, and names the rule', () => {
    const { path } = of('rotation-compliance');
    expect(csvOf(path).map((row) => row['Key group'])).toContain("'=cmd|calc");
    expect(jsonOf(path).map(({ group }) => group)).toContain('=cmd|calc');
    const manifest = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')) as { csv: { rule: string } };
    expect(manifest.csv.rule).toMatch(/^kmes-csv-1: RFC 4180/);
  });
});

describe('choosing', () => {
  it('columns come as asked, in that order; the JSON still holds everything', async () => {
    const { path } = await exportReport(console, { kind: 'key-inventory', columns: ['kmsKeyId', 'group'] });
    expect(Object.keys(csvOf(path)[0]!)).toEqual(['AWS KMS key ID', 'Key group']);
    expect(jsonOf(path)[0]).toHaveProperty('checkValue');
  });

  it('a filter of the audit log gives what it lets through, without a claim that nothing is missing', async () => {
    const { path, anchorKey } = await exportReport(console, {
      kind: 'audit',
      filter: { audit: { categories: ['Approvals'] } },
    });
    expect(new Set(csvOf(path).map((row) => row['Category']))).toEqual(new Set(['Approvals']));
    expect(JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8'))).toMatchObject({ range: null });
    expect((await runVerifier(path, '--anchor-key', anchorKey)).code).toBe(0);
  });

  it('a range of entries is contiguous and follows the entry before it', async () => {
    const { path, rows } = await exportReport(console, { kind: 'audit', filter: { sequences: { from: 5, to: 9 } } });
    expect([rows, csvOf(path)[0]!['Sequence'], (await runVerifier(path)).code]).toEqual([5, '5', 0]);
  });

  it.each<[string, object]>([
    ['a column that is not there', { kind: 'audit', columns: ['nonsense'] }],
    ['a column twice', { kind: 'audit', columns: ['hash', 'hash'] }],
    ['a filter of another report', { kind: 'hsm', filter: { groupIds: ['a'.repeat(32)] } }],
    ['a range outside the log', { kind: 'audit', filter: { sequences: { from: 5, to: 1_000_000 } } }],
    ['a range backwards', { kind: 'audit', filter: { sequences: { from: 5, to: 4 } } }],
  ])('%s is refused', async (_what, definition) => {
    const run = { runId: 'b'.repeat(32), definition, to: 'ask' };
    expect((await console.refusal('reports.run', run)).code).toBe('input.invalid');
  });
});

describe('tampering with approvals is found below the signature of the manifest as well', () => {
  type Change = (row: SignedRow) => void;
  const found = async (change: Change): Promise<string> => {
    const dir = copyOf(console, of('approvals'));
    forgeRows(dir, change);
    return (await runVerifier(dir)).said;
  };
  it.each<[string, Change, RegExp]>([
    ['an edited decision', (row) => (row.decisions[0]!.statement.verdict = 'deny'), /signature of a decision/],
    ['an edited reason', (row) => (row.decisions[0]!.statement.reason = 'x'), /signature of a decision/],
    ['an edited justification', (row) => (row.statement.justification = 'another one'), /signature of request/],
    [
      'another requester',
      (row) => (row.statement.requesterId = row.decisions[0]!.statement.identityId),
      /never enrolled/,
    ],
    [
      'a decision of another request',
      (row) => (row.decisions[0]!.statement.requestId = 'a'.repeat(32)),
      /another request/,
    ],
    ['a decision by its requester', (row) => selfDecided(row), /decided by its requester/],
    ['a key that nobody enrolled', (row) => (row.keys = []), /never enrolled/],
    [
      'an enrolment at another time',
      (row) => (row.keys[0]!.enrolledAt = '2020-01-01T00:00:00.000Z'),
      /not signed by the HSM/,
    ],
    ['a request of another console', (row) => (row.statement.storeId = 'f'.repeat(32)), /another console/],
  ])('%s', async (_what, change, reason) => {
    expect(await found(change)).toMatch(reason);
  });
});

describe('when things go wrong', () => {
  const reports = (): string[] => readdirSync(join(console.dataDir, 'reports'));

  it('a folder that cannot be written leaves nothing, and no entry says that something was exported', async () => {
    const file = join(console.dataDir, 'a-file');
    writeFileSync(file, '');
    console.files.folder = join(file, 'below');
    const run = { runId: 'c'.repeat(32), definition: { kind: 'audit' }, to: 'ask' };
    expect(await console.refusal('reports.run', run)).toMatchObject({
      code: 'file.write-failed',
      facts: { reason: 'ENOTDIR' },
    });
    const { entries } = await console.call('audit.list', { limit: 1 });
    expect(entries[0]).toMatchObject({ event: 'report.exported', outcome: 'failed' });
  });

  it('a cancelled run leaves nothing', async () => {
    console.files.folder = join(console.dataDir, 'reports');
    const before = reports();
    const runId = 'd'.repeat(32);
    const { sign: signs } = console.hsm;
    // The head of the log is signed before the first row: the moment at which it is cancelled here.
    console.hsm.sign = async (...given) => {
      console.hsm.sign = signs;
      await console.call('reports.cancel', { runId });
      return signs(...given);
    };
    const error = await console.refusal('reports.run', { runId, definition: { kind: 'audit' }, to: 'ask' });
    expect([error.code, console.hsm.sign]).toEqual(['input.cancelled', signs]);
    expect(reports()).toEqual(before);
  });

  it('without a chosen folder nothing is run unasked; with one it is', async () => {
    const run = { runId: 'e'.repeat(32), definition: { kind: 'hsm' }, to: 'report-folder' } as const;
    expect(await console.refusal('reports.run', run)).toMatchObject({
      code: 'state.conflict',
      facts: { reason: 'no-report-folder' },
    });
    console.files.folder = join(console.dataDir, 'unasked');
    mkdirSync(console.files.folder);
    expect(await console.call('reports.chooseFolder', {})).toEqual({ folder: 'unasked' });
    const written = await console.call('reports.run', run);
    expect(existsSync(join(console.dataDir, 'unasked', written!.directory, 'manifest.sig'))).toBe(true);
  });

  it('without the HSM nothing is exported, because nothing could sign it', async () => {
    console.hsm.die();
    const run = { runId: 'f'.repeat(32), definition: { kind: 'hsm' }, to: 'report-folder' };
    expect((await console.refusal('reports.run', run)).code).toBe('hsm.not-logged-in');
    await console.call('hsm.unlock', { pin: console.hsm.pin, pinSecondPart: null });
  });
});

it('a disk that fills up leaves no report', async (context) => {
  const mounted = await onSmallDisk();
  if (mounted === null) return context.skip('this machine may not mount a file system');
  try {
    console.files.folder = mounted;
    const run = { runId: '1'.repeat(32), definition: { kind: 'audit' }, to: 'ask' };
    expect(await console.refusal('reports.run', run)).toMatchObject({
      code: 'file.write-failed',
      facts: { reason: 'ENOSPC' },
    });
    expect(readdirSync(mounted)).toEqual([]);
  } finally {
    await shell('umount', mounted);
  }
});

function shell(command: string, ...args: string[]): Promise<boolean> {
  return new Promise((done) => execFile(command, args, (error) => done(error === null)));
}

/** A file system of 16 KiB; null where this machine may not mount one. */
async function onSmallDisk(): Promise<string | null> {
  const at = join(console.dataDir, 'small');
  mkdirSync(at);
  return (await shell('mount', '-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', at)) ? at : null;
}

function selfDecided(row: SignedRow): void {
  const [decision] = row.decisions;
  decision!.statement.identityId = row.statement.requesterId;
}

/** Signed anew as a whole, with enrolments signed by the forger's key as well: only the signatures of people are left to find it. */
function forgeRows(dir: string, change: (row: SignedRow) => void): void {
  const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const der = publicKey.export({ format: 'der', type: 'spki' });
  const keyFingerprint = createHash('sha256').update(der).digest('hex');
  const signed = (value: unknown): string =>
    sign('sha256', Buffer.from(canonicalJson(value)), { key: privateKey, dsaEncoding: 'der' }).toString('base64');
  const rows = jsonOf(dir) as unknown as SignedRow[];
  for (const row of rows) {
    for (const key of row.keys) {
      const { identityId: identity, publicKeyDer, enrolledAt } = key;
      key.enrolmentSignature = signed({ identity, publicKey: publicKeyDer, enrolledAt, store: manifest.storeId });
    }
  }
  change(rows[0]!);
  writeFileSync(join(dir, 'report.json'), `[\n${rows.map((row) => canonicalJson(row)).join(',\n')}\n]\n`);
  const bytes = readFileSync(join(dir, 'report.json'));
  manifest.files[0] = {
    ...manifest.files[0],
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  manifest.anchorKey = {
    algorithm: 'ECDSA_SHA_256',
    publicKeyDer: der.toString('base64'),
    fingerprint: keyFingerprint,
  };
  for (const anchor of manifest.anchors) {
    const { sequence, hash, at } = anchor;
    Object.assign(anchor, {
      keyFingerprint,
      signature: signed({ store: manifest.storeId, sequence, hash, at, keyFingerprint }),
    });
  }
  const text = canonicalJson(manifest);
  writeFileSync(join(dir, 'manifest.json'), text);
  writeFileSync(join(dir, 'manifest.sig'), Buffer.from(signed(manifest), 'base64'));
  writeFileSync(join(dir, 'anchor-key.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
}
