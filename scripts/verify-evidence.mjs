#!/usr/bin/env node
// @ts-nocheck -- runs as it is, anywhere, without a compiler
// Checks exported reports without the console: node scripts/verify-evidence.mjs DIR… [--anchor-key FINGERPRINT]
// Audit reports given together must follow each other, as segments of one log. One file, no dependency. Prints "VERIFIED …" and exits 0, or "REFUSED: reason" and exits 1. The format is docs/evidence.md.
import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, constants, verify } from 'node:crypto';
import { createReadStream, readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

class Refused extends Error {}
const refuse = (reason) => {
  throw new Refused(reason);
};
const must = (condition, reason) => condition || refuse(reason);
const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** Canonical JSON as the console writes it: sorted keys, no space, control characters and lone surrogates escaped. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${keys.map((key) => `${quoted(key)}:${canonical(value[key])}`).join(',')}}`;
}
const escaped = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
const quoted = (text) => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);

const bytesOf = (base64) => Buffer.from(base64, 'base64');
const publicKey = (base64) => createPublicKey({ key: bytesOf(base64), format: 'der', type: 'spki' });
const fingerprint = (base64) => sha256(bytesOf(base64));

/** A signature of the HSM's anchor key: ECDSA P-256 (DER) or RSA-PSS (MGF1-SHA-256, salt of 32 bytes), over SHA-256. */
function anchorSigned(anchorKey, data, signature) {
  const key = publicKey(anchorKey.publicKeyDer);
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  return verify('sha256', data, anchorKey.algorithm === 'ECDSA_SHA_256' ? { key, dsaEncoding: 'der' } : pss, signature);
}
const identitySigned = (der, statement, signature) =>
  verify(null, Buffer.from(canonical(statement)), publicKey(der), bytesOf(signature));
const stated = (anchorKey, statement, signature) =>
  anchorSigned(anchorKey, Buffer.from(canonical(statement)), bytesOf(signature));

function readManifest(dir) {
  const bytes = readFileSync(join(dir, 'manifest.json'));
  const manifest = JSON.parse(bytes.toString('utf8'));
  const { anchorKey, directory } = manifest;
  must(manifest.format === 'kmes-evidence-1', `unknown format ${manifest.format}`);
  must(canonical(manifest) === bytes.toString('utf8'), 'the manifest is not written canonically');
  must(fingerprint(anchorKey.publicKeyDer) === anchorKey.fingerprint, 'the fingerprint is not that of the key');
  const signed = anchorSigned(anchorKey, bytes, readFileSync(join(dir, 'manifest.sig')));
  must(signed, 'the signature of the manifest is wrong');
  must(basename(resolve(dir)) === directory, `this report was exported as ${directory}, not under this name`);
  return manifest;
}

function checkAnchors({ anchors, anchorKey, chainHead, storeId }) {
  let before = { sequence: 0 };
  for (const anchor of anchors) {
    const { sequence, hash, at, keyFingerprint, signature } = anchor;
    must(keyFingerprint === anchorKey.fingerprint, `anchor ${sequence} is of another key`);
    const statement = { store: storeId, sequence, hash, at, keyFingerprint };
    must(stated(anchorKey, statement, signature), `the signature of anchor ${sequence} is wrong`);
    must(sequence > before.sequence && sequence <= chainHead.sequence, `anchor ${sequence} is out of order`);
    before = anchor;
  }
  must(before.sequence === chainHead.sequence, 'the head of the chain has no anchor');
  must(before.hash === chainHead.hash, 'the newest anchor is not over the head of the chain');
}

/** Exactly the files the manifest names, each as long and with the hash it says. */
async function checkFiles(dir, manifest) {
  const known = ['manifest.json', 'manifest.sig', 'anchor-key.pem', ...manifest.files.map((file) => file.name)].sort();
  const found = readdirSync(dir).sort();
  for (const name of known) must(found.includes(name), `${name} is missing`);
  for (const name of found) must(known.includes(name), `${name} does not belong to the report`);
  const pem = publicKey(manifest.anchorKey.publicKeyDer).export({ format: 'pem', type: 'spki' });
  must(readFileSync(join(dir, 'anchor-key.pem'), 'utf8') === pem, 'anchor-key.pem is another key');
  for (const file of manifest.files) {
    must(/^[a-z0-9.-]+$/.test(file.name), 'a file name of the manifest is not a plain name');
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of createReadStream(join(dir, file.name))) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    must(bytes === file.bytes && hash.digest('hex') === file.sha256, `${file.name} was changed`);
  }
}

/** Rows of report.json: `[`, one row a line with a comma behind all but the last, `]`. */
async function* evidenceRows(dir) {
  let state = 'start';
  const input = createReadStream(join(dir, 'report.json'));
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (state === 'start') state = line === '[' ? 'rows' : refuse('report.json does not begin as a list');
    else if (line === ']') state = 'end';
    else yield line.endsWith(',') ? line.slice(0, -1) : line;
  }
  must(state === 'end', 'report.json was cut');
}

/** `{"entry":TEXT,"hash":"64 hex"}`: the hash is over exactly TEXT, which holds sequence and the hash before. */
function auditChecker(manifest) {
  const { range } = manifest;
  const anchors = new Map(manifest.anchors.map((anchor) => [anchor.sequence, anchor.hash]));
  let last = range === null ? null : { sequence: range.fromSequence - 1, hash: range.previousHash };
  return {
    row(line) {
      // Between `{"entry":` (9 characters) and `,"hash":"…"}` (75).
      const text = line.slice(9, -75);
      const { entry, hash } = JSON.parse(line);
      must(line === `{"entry":${text},"hash":"${hash}"}`, 'a row is not in the form of an audit entry');
      must(sha256(text) === hash, `entry ${entry.sequence} was changed`);
      if (range !== null) {
        must(entry.sequence === last.sequence + 1, `entry ${last.sequence + 1} is missing`);
        must(entry.previousHash === last.hash, `entry ${entry.sequence} does not follow the one before it`);
      } else must(last === null || entry.sequence > last.sequence, `entry ${entry.sequence} is out of order`);
      const anchored = anchors.get(entry.sequence);
      must(anchored === undefined || anchored === hash, `entry ${entry.sequence} is not the one that was anchored`);
      last = { sequence: entry.sequence, hash };
    },
    end() {
      if (range === null) return undefined;
      must(last.sequence === range.toSequence, 'the end of the log was cut');
      const { sequence, hash } = manifest.chainHead;
      must(last.sequence !== sequence || last.hash === hash, 'the last entry is not the head of the chain');
      return last;
    },
  };
}

/** Each request and decision is a signature of an identity whose key the anchor key enrolled. */
function approvalsChecker(manifest) {
  const keyOf = (row, identityId, print) => {
    const key = row.keys.find((item) => item.identityId === identityId && fingerprint(item.publicKeyDer) === print);
    must(key !== undefined, 'a signature is of a key that was never enrolled');
    const { publicKeyDer, enrolledAt, enrolmentSignature } = key;
    const statement = { identity: identityId, publicKey: publicKeyDer, enrolledAt, store: manifest.storeId };
    must(stated(manifest.anchorKey, statement, enrolmentSignature), 'an enrolment is not signed by the HSM');
    return publicKeyDer;
  };
  return {
    row(line) {
      const row = JSON.parse(line);
      const { statement } = row;
      const what = `request ${statement.requestId}`;
      must(statement.storeId === manifest.storeId, `${what} is of another console`);
      const requesterKey = keyOf(row, statement.requesterId, row.keyFingerprint);
      must(identitySigned(requesterKey, statement, row.signature), `the signature of ${what} is wrong`);
      for (const decision of row.decisions) {
        const said = decision.statement;
        const same = said.requestId === statement.requestId && said.requestDigest === sha256(canonical(statement));
        must(same, `a decision is about another request than ${what}`);
        must(said.identityId !== statement.requesterId, `${what} was decided by its requester`);
        const key = keyOf(row, said.identityId, decision.keyFingerprint);
        must(identitySigned(key, said, decision.signature), `the signature of a decision on ${what} is wrong`);
      }
    },
    end: () => undefined,
  };
}

async function verifyReport(dir, expected) {
  const manifest = readManifest(dir);
  const { directory, environment, chainHead, anchorKey } = manifest;
  const key = anchorKey.fingerprint;
  must(expected === undefined || expected.toLowerCase() === key, `signed by the key ${key}, not by the one expected`);
  checkAnchors(manifest);
  await checkFiles(dir, manifest);
  const checker = { audit: auditChecker, approvals: approvalsChecker }[manifest.report]?.(manifest);
  let rows = 0;
  for await (const line of evidenceRows(dir)) [rows] = [rows + 1, (checker?.row ?? JSON.parse)(line)];
  const last = checker?.end();
  must(rows === manifest.rows, `the manifest says ${manifest.rows} rows, there are ${rows}`);
  const by = `signed by ${expected === undefined ? 'an unknown key ' : ''}${key}`;
  console.log(`VERIFIED ${directory}: ${rows} rows, ${environment}, chain head ${chainHead.sequence}, ${by}`);
  return { ...manifest, last };
}

const args = process.argv.slice(2);
const option = args.indexOf('--anchor-key');
const [dirs, key] = option < 0 ? [args] : [args.slice(0, option), args.slice(option + 1).join(' ')];
try {
  if (dirs.length === 0 || dirs.some((dir) => dir.startsWith('--')) || !/^[0-9a-f]{64}$/i.test(key ?? sha256('')))
    refuse('usage: verify-evidence.mjs DIR… [--anchor-key FINGERPRINT (64 hex)]');
  let before;
  for (const dir of dirs) {
    const { range, storeId, last } = await verifyReport(dir, key);
    const follows = `${range?.fromSequence - 1} ${range?.previousHash} ${storeId}`;
    must(before === undefined || before === follows, `${dir} does not follow the one before it`);
    before = `${last?.sequence} ${last?.hash} ${storeId}`;
  }
} catch (thrown) {
  const unreadable = `the report cannot be read (${thrown.code ?? thrown.message})`;
  console.log(`REFUSED: ${thrown instanceof Refused ? thrown.message : unreadable}`);
  process.exitCode = 1;
}
