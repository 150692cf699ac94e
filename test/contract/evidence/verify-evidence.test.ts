// The offline verifier on reports of a running console: fresh ones verify, and whatever is done to them is found.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/canonical-json';
import type { TestConsole } from '../../support/test-console';
import { consoleWithKey, copyOf, exportReport, runVerifier, verifierPath, type Exported } from './evidence-console';

let console: TestConsole;
let older: Exported;
let audit: Exported;
let inventory: Exported;
beforeAll(async () => {
  console = await consoleWithKey();
  older = await exportReport(console, { kind: 'audit' });
  inventory = await exportReport(console, { kind: 'key-inventory' });
  audit = await exportReport(console, { kind: 'audit' });
});
afterAll(() => console.stop());

const read = (dir: string, file = 'report.json'): string => readFileSync(join(dir, file), 'utf8');
const write = (dir: string, text: string | Uint8Array, file = 'report.json'): void =>
  writeFileSync(join(dir, file), text);
const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
type Manifest = Record<string, unknown> & {
  files: { name: string; bytes: number; sha256: string }[];
  anchors: { sequence: number; hash: string; signature: string; at: string; keyFingerprint: string }[];
  anchorKey: { algorithm: string; publicKeyDer: string; fingerprint: string };
  chainHead: { sequence: number; hash: string };
  range: { fromSequence: number; toSequence: number; previousHash: string } | null;
  rows: number;
  storeId: string;
};
const manifestOf = (dir: string): Manifest => JSON.parse(read(dir, 'manifest.json')) as Manifest;
const rowsOf = (dir: string): string[] => read(dir).trimEnd().split('\n').slice(1, -1);

/** A forger with a key of their own, who makes every hash and signature anew. */
function forge(dir: string, change: (manifest: Manifest, rows: string[]) => string[] | undefined): void {
  const manifest = manifestOf(dir);
  const bare = rowsOf(dir).map((row) => row.replace(/,$/, ''));
  const rows = change(manifest, bare) ?? bare;
  write(dir, `[\n${rows.join(',\n')}\n]\n`);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const der = publicKey.export({ format: 'der', type: 'spki' });
  const fingerprint = sha256(der);
  const signed = (data: string): Buffer => sign('sha256', Buffer.from(data), { key: privateKey, dsaEncoding: 'der' });
  manifest.anchorKey = { algorithm: 'ECDSA_SHA_256', publicKeyDer: der.toString('base64'), fingerprint };
  for (const anchor of manifest.anchors) {
    const { sequence, hash, at } = anchor;
    anchor.keyFingerprint = fingerprint;
    anchor.signature = signed(
      canonicalJson({ store: manifest.storeId, sequence, hash, at, keyFingerprint: fingerprint }),
    ).toString('base64');
  }
  manifest.files = manifest.files.map(({ name, ...rest }) => {
    const bytes = readFileSync(join(dir, name));
    return { ...rest, name, bytes: bytes.length, sha256: sha256(bytes) };
  });
  const bytes = canonicalJson(manifest);
  write(dir, bytes, 'manifest.json');
  write(dir, signed(bytes), 'manifest.sig');
  write(dir, publicKey.export({ format: 'pem', type: 'spki' }).toString(), 'anchor-key.pem');
}

describe('a fresh report', () => {
  it.each([
    ['audit', () => audit],
    ['older audit', () => older],
    ['key inventory', () => inventory],
  ])('%s verifies with the fingerprint', async (_what, report) => {
    const { path, anchorKey, directory, rows } = report();
    const verdict = await runVerifier(path, '--anchor-key', anchorKey);
    expect(verdict.said).toMatch(`VERIFIED ${directory}: ${rows} rows, EVALUATION`);
    expect(verdict.said).toMatch(`signed by ${anchorKey}`);
    expect(verdict.code).toBe(0);
    expect(rows).toBeGreaterThan(0);
  });

  it('without the fingerprint says that the key is unknown', async () => {
    expect(await runVerifier(audit.path)).toEqual({
      code: 0,
      said: expect.stringContaining('signed by an unknown key') as string,
    });
  });

  it('holds the whole log from its first entry, with the chain and its anchors', async () => {
    const manifest = manifestOf(audit.path);
    expect(manifest.range).toEqual({
      fromSequence: 1,
      toSequence: manifest.chainHead.sequence,
      previousHash: '0'.repeat(64),
    });
    expect(manifest.rows).toBe(manifest.chainHead.sequence);
    expect(manifest.anchors.length).toBeGreaterThan(1);
    expect(rowsOf(audit.path)[0]).toContain('"event":"system.set-up"');
  });

  it('is a script of at most 200 lines without a dependency', () => {
    const text = readFileSync(verifierPath, 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
    expect([...text.matchAll(/from '([^']+)'/g)].map((match) => match[1])).toSatisfy((names: string[]) =>
      names.every((name) => name.startsWith('node:')),
    );
  });
});

type Tamper = (dir: string) => string | void;
const editManifest =
  (change: (manifest: Manifest) => void): Tamper =>
  (dir) => {
    const manifest = manifestOf(dir);
    change(manifest);
    write(dir, canonicalJson(manifest), 'manifest.json');
  };
const editRows =
  (change: (rows: string[]) => string[]): Tamper =>
  (dir) => {
    const rows = change(rowsOf(dir).map((row) => row.replace(/,$/, '')));
    write(dir, `[\n${rows.join(',\n')}\n]\n`);
  };

describe('tampering with an audit report is found', () => {
  const found = async (tamper: Tamper, report: Exported): Promise<string> => {
    const dir = copyOf(console, report);
    const path = tamper(dir) ?? dir;
    const verdict = await runVerifier(path, '--anchor-key', report.anchorKey);
    expect([verdict.code, verdict.said.slice(0, 9)]).toEqual([1, 'REFUSED: ']);
    return verdict.said;
  };

  it.each<[string, Tamper, RegExp]>([
    ['a changed cell of the JSON', (d) => write(d, read(d).replace('"ada', '"adb')), /report\.json was changed/],
    [
      'a changed cell of the CSV',
      (d) => write(d, read(d, 'report.csv').replace('ada', 'adb'), 'report.csv'),
      /report\.csv was changed/,
    ],
    ['one flipped bit', (d) => flipBit(d, 'report.json'), /report\.json was changed/],
    ['a removed row', editRows((rows) => rows.toSpliced(4, 1)), /report\.json was changed/],
    ['swapped rows', editRows((rows) => rows.toSpliced(4, 2, rows[5]!, rows[4]!)), /report\.json was changed/],
    ['a repeated row', editRows((rows) => rows.toSpliced(4, 0, rows[4]!)), /report\.json was changed/],
    ['a cut tail', editRows((rows) => rows.slice(0, -3)), /report\.json was changed/],
    ['a cut file', (d) => write(d, read(d).slice(0, -400)), /report\.json was changed/],
    ['something appended', (d) => appendFileSync(join(d, 'report.csv'), 'x'), /report\.csv was changed/],
    ['a changed row count', editManifest((m) => (m.rows += 1)), /signature of the manifest is wrong/],
    [
      'a changed environment',
      editManifest((m) => (m['environment'] = 'PRODUCTION')),
      /signature of the manifest is wrong/,
    ],
    [
      'a changed filter',
      editManifest((m) => (m['definition'] = { filter: {}, columns: ['hash'] })),
      /signature of the manifest/,
    ],
    ['a changed author', editManifest((m) => (m['createdBy'] = [])), /signature of the manifest is wrong/],
    [
      'a manifest that is not canonical',
      (d) => write(d, `${read(d, 'manifest.json')}\n`, 'manifest.json'),
      /not written canonically/,
    ],
    ['a changed signature', (d) => flipBit(d, 'manifest.sig'), /signature of the manifest is wrong/],
    ['a missing signature', (d) => rmSync(join(d, 'manifest.sig')), /cannot be read/],
    ['a missing file', (d) => rmSync(join(d, 'report.csv')), /report\.csv is missing/],
    ['a file added', (d) => write(d, 'x', 'notes.txt'), /notes\.txt does not belong/],
    ['an older report under a newer name', (d) => replaceWith(d, older), /was exported as/],
    [
      'the manifest of an older report',
      (d) => replaceWith(d, older, ['manifest.json', 'manifest.sig']),
      /was exported as|changed/,
    ],
    ['another name', (d) => renamed(d, 'audit-20990101T000000Z-999'), /not under this name/],
    ['another public key beside it', (d) => write(d, otherPem(), 'anchor-key.pem'), /anchor-key\.pem is another key/],
    ['everything signed anew by another key', (d) => forge(d, () => undefined), /not by the one expected/],
    ['another report kind', editManifest((m) => (m['report'] = 'hsm')), /signature of the manifest is wrong/],
  ])('%s', async (_what, tamper, reason) => {
    expect(await found(tamper, audit)).toMatch(reason);
  });

  it('single bytes of every file count', async () => {
    for (const file of readdirSync(audit.path)) {
      const size = readFileSync(join(audit.path, file)).length;
      for (let step = 0; step < 8; step += 1)
        await found((d) => flipBit(d, file, Math.floor((size * step) / 8)), audit);
    }
  });
});

describe('whoever could have a report signed again still cannot', () => {
  /** The forger's own key is the expected one: only what lies below the manifest's signature is left to find it. */
  const found = async (change: (manifest: Manifest, rows: string[]) => string[] | undefined): Promise<string> => {
    const dir = copyOf(console, audit);
    forge(dir, change);
    const verdict = await runVerifier(dir);
    expect(verdict.code).toBe(1);
    return verdict.said;
  };

  it('is refused for what was changed, not for the forger’s key', async () => {
    const dir = copyOf(console, audit);
    forge(dir, () => undefined);
    expect((await runVerifier(dir)).code).toBe(0);
  });

  it.each<[string, (manifest: Manifest, rows: string[]) => string[] | undefined, RegExp]>([
    [
      'change an entry',
      (_m, rows) => rows.with(5, rows[5]!.replace(/"event":"[a-z.-]+"/, '"event":"x"')),
      /entry 6 was changed/,
    ],
    ['change an entry and its hash', (_m, rows) => rows.with(5, rehashed(rows[5]!)), /entry 7 does not follow/],
    ['leave one out', (m, rows) => ((m.rows -= 1), rows.toSpliced(5, 1)), /entry 6 is missing/],
    ['swap two', (_m, rows) => rows.toSpliced(5, 2, rows[6]!, rows[5]!), /entry 6 is missing/],
    ['cut the end', (m, rows) => ((m.rows -= 2), rows.slice(0, -2)), /end of the log was cut/],
    ['cut the beginning', (m, rows) => ((m.rows -= 2), rows.slice(2)), /entry 1 is missing/],
    ['cut the end and say so', (m, rows) => cutAndSaySo(m, rows), /newest anchor|out of order|no anchor/],
    ['leave out the newest anchor', (m) => void m.anchors.pop(), /no anchor/],
    ['count wrong', (m) => void (m.rows += 1), /rows, there are/],
  ])('%s', async (_what, change, reason) => {
    expect(await found(change)).toMatch(reason);
  });
});

describe('the command line', () => {
  it.each([
    ['nothing', []],
    ['an unknown option', ['x', '--other', 'y']],
    ['a fingerprint of no form', ['x', '--anchor-key', 'abc']],
    ['a folder that is not there', ['/nowhere']],
  ])('refuses %s', async (_what, args) => {
    expect(await runVerifier(...args)).toEqual({ code: 1, said: expect.stringMatching(/^REFUSED: /) as string });
  });
});

it('leaves nothing but whole reports in the folder', () => {
  expect(readdirSync(join(console.dataDir, 'reports')).sort()).toEqual(
    [older, inventory, audit].map((r) => r.directory).sort(),
  );
});

function flipBit(dir: string, file: string, at?: number): void {
  const bytes = readFileSync(join(dir, file));
  const index = at ?? Math.floor(bytes.length / 2);
  bytes[index] = bytes[index]! ^ 1;
  write(dir, bytes, file);
}

function replaceWith(dir: string, report: Exported, names: readonly string[] = readdirSync(report.path)): void {
  for (const name of names) write(dir, readFileSync(join(report.path, name)), name);
}

function renamed(dir: string, name: string): string {
  const to = join(dirname(dir), name);
  renameSync(dir, to);
  return to;
}

function otherPem(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  return createPublicKey(createPrivateKey(pem)).export({ format: 'pem', type: 'spki' }).toString();
}

function rehashed(row: string): string {
  const text = row.slice(9, -75).replace(/"event":"[a-z.-]+"/, '"event":"x"');
  return `{"entry":${text},"hash":"${sha256(text)}"}`;
}

function cutAndSaySo(manifest: Manifest, rows: string[]): string[] {
  manifest.rows -= 2;
  manifest.range!.toSequence -= 2;
  const last = JSON.parse(rows.at(-3)!) as { hash: string };
  manifest.chainHead = { sequence: manifest.chainHead.sequence - 2, hash: last.hash };
  return rows.slice(0, -2);
}
