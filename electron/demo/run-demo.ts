// The main job from set-up to proof, call by call as a window would make it.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudKmsFactory } from '../ports/cloud-kms';
import { parseCredentialCsv } from '../services/credentials/parse-credential-csv';
import { ConsoleError } from '../../shared/errors';
import type { CredentialInput } from '../../shared/schemas/credentials';
import type { KeyView } from '../../shared/schemas/key-groups';
import { demoApprovals, type DemoApprovals, type Officer } from './demo-approvals';
import type { DemoClient } from './demo-client';
import type { DemoOptions } from './demo-options';
import { proveKey } from './demo-proof';
import type { DemoPrompt } from './demo-prompt';
import { demoToken } from './demo-token';
import { proveEvidence } from './prove-evidence';

export interface DemoRun {
  readonly client: DemoClient;
  readonly options: DemoOptions;
  readonly csvPath: string;
  readonly prompt: DemoPrompt;
  /** Where the evidence of the approvals is written. */
  readonly evidencePath: string;
  readonly kmsFactory: CloudKmsFactory;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

/** What `--json` prints. */
export interface DemoResult {
  readonly keyId: string;
  readonly keyArn: string | null;
  readonly keyMaterialId: string | null;
  readonly alias: string;
  readonly jobId: string;
  readonly wrappingAlgorithm: string;
  readonly kcv: string | null;
  /** Requests carried out, each with its signed decisions; every signature was checked from the exported evidence. */
  readonly approvals: readonly {
    readonly request: string;
    readonly operation: string;
    readonly approvedBy: readonly string[];
  }[];
  readonly auditEntries: number;
  /** The audit report: `node scripts/verify-evidence.mjs <reportDir> --anchor-key <anchorKey>`. */
  readonly reportDir: string;
  /** SHA-256 (hex) of the public half of the HSM's anchor key. */
  readonly anchorKey: string;
  readonly dataDir: string;
}

const waitMs = 500;

export async function runDemo(run: DemoRun): Promise<DemoResult> {
  const { client, options, say } = run;
  const approvals = await setUp(run);
  const credentialId = await addCredential(run, approvals);
  const alias = `alias/kmes-demo-${randomBytes(4).toString('hex')}`;
  await approvals.approved('groups.add', groupInput(options, credentialId, alias));
  const group = onlyOne((await client.call('groups.list', {})).groups, 'key-group');
  say(`Key group ${group.name}: ${alias} in ${options.region}`);
  const preview = await client.call('groups.previewForceRotate', { groupId: group.id });
  say(`Force rotate: ${preview.calls.map(({ call }) => call).join(' → ')}`);
  const { jobId } = await approvals.approved('groups.forceRotate', {
    groupId: group.id,
    previewDigest: preview.digest,
    justification: 'First key of the demonstration.',
  });
  if (jobId === null) throw new ConsoleError('not-found', { facts: { kind: 'job' } });
  await followJob(run, jobId);
  const key = await activeKey(client, group.id);
  await prove(run, key, alias);
  const decided = await proveApprovals(run);
  const { integrity } = await client.call('audit.verify', {});
  if (integrity.state !== 'verified')
    throw new ConsoleError('store.row-tampered', { facts: { firstBad: integrity.firstBad } });
  say(`The audit chain verifies up to entry ${String(integrity.verifiedTo)}`);
  const { total } = await client.call('audit.list', { limit: 1 });
  const report = await exportAuditReport(run);
  return {
    keyId: key.kmsKeyId,
    keyArn: key.kmsKeyArn,
    keyMaterialId: key.keyMaterialId,
    alias,
    jobId,
    wrappingAlgorithm: key.wrappingAlgorithm ?? '',
    kcv: key.checkValue?.value ?? null,
    approvals: decided,
    auditEntries: total,
    ...report,
    dataDir: run.dataDir,
  };
}

async function setUp(run: DemoRun): Promise<DemoApprovals> {
  const { client, say } = run;
  const { phase } = await client.call('app.status', {});
  if (phase !== 'setup') throw new ConsoleError('state.wrong-phase', { facts: { option: '--data-dir', phase } });
  const { inspected, token, settings, pin } = await demoToken(client, run.options, run.env);
  say(
    `HSM: ${inspected.description || inspected.manufacturer} (${inspected.path}), token ${token.label}, module SHA-256 ${inspected.sha256}`,
  );
  const [requester, approver] = [officer('officer.one', 1), officer('officer.two', 2)];
  const people = [requester, approver].map((person) => ({ ...person, roles: ['Administrator', 'Key Manager'] }));
  const status = await client.call('setup.complete', {
    environment: 'EVALUATION',
    module: settings,
    approvedSha256: inspected.sha256,
    token: { label: token.label, serial: token.serial },
    pin,
    pinSecondPart: null,
    identities: people,
  });
  say(`Set up: ${String(status.environment)} (${status.evaluationReasons.join(', ')})`);
  for (const { name, password } of people) {
    const { session } = await client.call('session.login', { name, password });
    const { waiting } = session;
    say(
      waiting === null
        ? `${name} logged in: ${session.roles.join(', ')}`
        : `${name} logged in: ${waiting.have} of ${waiting.need} logins of ${waiting.role}`,
    );
  }
  return demoApprovals({ client, prompt: run.prompt, requester, approver, say });
}

const officer = (name: string, number: number): Officer => ({
  name,
  fullName: `Demo Officer ${number}`,
  password: randomBytes(18).toString('base64'),
});

function onlyOne<T>(found: readonly T[], kind: string): T {
  const [first] = found;
  if (first === undefined || found.length > 1) throw new ConsoleError('not-found', { facts: { kind } });
  return first;
}

/** The whole log with the HSM's signature, into the data folder. */
async function exportAuditReport({
  client,
  dataDir,
  say,
}: DemoRun): Promise<Pick<DemoResult, 'reportDir' | 'anchorKey'>> {
  const runId = randomBytes(16).toString('hex');
  const written = await client.call('reports.run', { runId, definition: { kind: 'audit' }, to: 'ask' });
  if (written === null) throw new ConsoleError('file.write-failed', { facts: { what: 'report' } });
  const reportDir = join(dataDir, written.folder, written.directory);
  say(`Audit report: ${written.rows} entries in ${reportDir}, signed by ${written.anchorKey}`);
  return { reportDir, anchorKey: written.anchorKey };
}

/** Exports the evidence and checks every signature in it, with nothing but the file. */
async function proveApprovals({ client, evidencePath, say }: DemoRun): Promise<DemoResult['approvals']> {
  const exported = await client.call('approvals.exportEvidence', {});
  if (exported === null) throw new ConsoleError('file.write-failed', { facts: { what: 'evidence' } });
  const proven = proveEvidence(readFileSync(evidencePath, 'utf8'));
  say(`${proven.signatures} signatures of ${proven.approvals.length} requests verify: ${evidencePath}`);
  return proven.approvals;
}

async function addCredential({ client, options, say }: DemoRun, approvals: DemoApprovals): Promise<string> {
  const picked = await client.call('credentials.pickCsv', {});
  if (picked === null) throw new ConsoleError('file.read-failed', { facts: { option: '--credentials-csv' } });
  const endpoint: CredentialInput['endpoint'] =
    options.endpoint === null ? { kind: 'simulator' } : { kind: 'custom', url: options.endpoint };
  await approvals.approved('credentials.add', {
    name: 'Demo credential',
    source: { kind: 'csv', handle: picked.handle },
    region: options.region,
    endpoint,
  });
  const credential = onlyOne((await client.call('credentials.list', {})).credentials, 'credential');
  say(
    `Cloud credential ${credential.name}: access key ${credential.accessKeyId}, ${credential.simulator ? 'KMS simulator (not AWS)' : String(credential.endpoint)}, account ${credential.accountId ?? 'not told'}`,
  );
  return credential.id;
}

function groupInput(options: DemoOptions, credentialId: string, alias: string) {
  return {
    name: 'Demo payments',
    credentialId,
    rotateKey: true,
    rotateEvery: { count: 90, unit: 'days' as const },
    keepKeyValidFor: { count: 1, unit: 'years' as const },
    owner: '',
    notes: '',
    alias,
    description: 'Made by the demonstration of KMES Console',
    region: options.region,
    activeKeyId: null,
    policy: null,
    tags: [],
    rotationMethod: 'new-key' as const,
    materialExpiresInDays: null,
    wrappingAlgorithm: 'AUTO' as const,
    wrappingKeySpec: options.wrappingKeySpec,
  };
}

/** Prints the job's lines as they come, until it ends. */
async function followJob({ client, say }: DemoRun, jobId: string): Promise<void> {
  let printed = 0;
  for (;;) {
    const change = client.nextChange(waitMs);
    const { job, lines } = await client.call('jobs.details', { id: jobId });
    for (const line of lines.slice(printed)) say(`  ${line.at} ${line.text}`);
    printed = lines.length;
    if (job.status === 'Completed') return;
    if (job.status !== 'Queued' && job.status !== 'Running') {
      throw job.error === null
        ? new ConsoleError('state.conflict', { facts: { job: job.status } })
        : ConsoleError.fromShape(job.error);
    }
    await change;
  }
}

async function activeKey(client: DemoClient, groupId: string): Promise<KeyView & { readonly kmsKeyId: string }> {
  const { keys } = await client.call('groups.keys', { id: groupId });
  const key = keys.find(({ state }) => state === 'Active');
  if (key === undefined || key.kmsKeyId === null)
    throw new ConsoleError('not-found', { facts: { kind: 'key', state: 'Active' } });
  return { ...key, kmsKeyId: key.kmsKeyId };
}

/** With the same access key and endpoint as the console's credential, beside the console. */
async function prove(run: DemoRun, key: { readonly kmsKeyId: string }, alias: string): Promise<void> {
  const pair = parseCredentialCsv(readFileSync(run.csvPath));
  const { simulator } = await run.client.call('app.status', {});
  const endpoint = run.options.endpoint ?? simulator?.endpoint;
  const access = { accessKeyId: pair.accessKeyId, secretAccessKey: pair.secretAccessKey, region: run.options.region };
  const kms = run.kmsFactory.open(endpoint === undefined ? access : { ...access, endpoint });
  try {
    await proveKey(kms, key.kmsKeyId, alias, run.say);
  } finally {
    kms.close();
  }
}
