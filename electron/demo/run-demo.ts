// The main job from set-up to proof, call by call as a window would make it.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CloudKmsFactory } from '../ports/cloud-kms';
import { parseCredentialCsv } from '../services/credentials/parse-credential-csv';
import { ConsoleError } from '../../shared/errors';
import type { CredentialInput } from '../../shared/schemas/credentials';
import type { KeyView } from '../../shared/schemas/key-groups';
import type { DemoClient } from './demo-client';
import type { DemoOptions } from './demo-options';
import { proveKey } from './demo-proof';
import { demoToken } from './demo-token';

export interface DemoRun {
  readonly client: DemoClient;
  readonly options: DemoOptions;
  readonly csvPath: string;
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
  readonly auditEntries: number;
  readonly dataDir: string;
}

const waitMs = 500;

export async function runDemo(run: DemoRun): Promise<DemoResult> {
  const { client, options, say } = run;
  await setUp(run);
  const credentialId = await addCredential(run);
  const alias = `alias/kmes-demo-${randomBytes(4).toString('hex')}`;
  const group = await client.call('groups.add', groupInput(options, credentialId, alias));
  say(`Key group ${group.name}: ${alias} in ${options.region}`);
  const preview = await client.call('groups.previewForceRotate', { groupId: group.id });
  say(`Force rotate: ${preview.calls.map(({ call }) => call).join(' → ')}`);
  const { jobId } = await client.call('groups.forceRotate', {
    groupId: group.id,
    previewDigest: preview.digest,
    justification: 'First key of the demonstration.',
  });
  await followJob(run, jobId);
  const key = await activeKey(client, group.id);
  await prove(run, key, alias);
  const { integrity } = await client.call('audit.verify', {});
  if (integrity.state !== 'verified')
    throw new ConsoleError('store.row-tampered', { facts: { firstBad: integrity.firstBad } });
  say(`The audit chain verifies up to entry ${String(integrity.verifiedTo)}`);
  const { total } = await client.call('audit.list', { limit: 1 });
  return {
    keyId: key.kmsKeyId,
    keyArn: key.kmsKeyArn,
    keyMaterialId: key.keyMaterialId,
    alias,
    jobId,
    wrappingAlgorithm: key.wrappingAlgorithm ?? '',
    kcv: key.checkValue?.value ?? null,
    auditEntries: total,
    dataDir: run.dataDir,
  };
}

async function setUp(run: DemoRun): Promise<void> {
  const { client, say } = run;
  const { phase } = await client.call('app.status', {});
  if (phase !== 'setup') throw new ConsoleError('state.wrong-phase', { facts: { option: '--data-dir', phase } });
  const { inspected, token, settings, pin } = await demoToken(client, run.options, run.env);
  say(
    `HSM: ${inspected.description || inspected.manufacturer} (${inspected.path}), token ${token.label}, module SHA-256 ${inspected.sha256}`,
  );
  const people = ['officer.one', 'officer.two'].map((name, index) => ({
    name,
    fullName: `Demo Officer ${index + 1}`,
    password: randomBytes(18).toString('base64'),
    roles: ['Administrator', 'Key Manager'],
  }));
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
}

async function addCredential({ client, options, say }: DemoRun): Promise<string> {
  const picked = await client.call('credentials.pickCsv', {});
  if (picked === null) throw new ConsoleError('file.read-failed', { facts: { option: '--credentials-csv' } });
  const endpoint: CredentialInput['endpoint'] =
    options.endpoint === null ? { kind: 'simulator' } : { kind: 'custom', url: options.endpoint };
  const credential = await client.call('credentials.add', {
    name: 'Demo credential',
    source: { kind: 'csv', handle: picked.handle },
    region: options.region,
    endpoint,
  });
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
