// Drift on the real parts: SoftHSM in its own process, the KMS simulator over HTTP, changes made past the console by the unmodified AWS SDK.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateKeyCommand,
  DeleteImportedKeyMaterialCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  GetKeyPolicyCommand,
  KMSClient,
  ListAliasesCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UpdateAliasCommand,
  UpdateKeyDescriptionCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../electron/adapters/system/system-clock';
import type { DriftAnswer } from '../../../shared/schemas/reconcile';
import { throughApproval } from '../../support/approve';
import { groupInput } from '../../support/group-input';
import { realConsole, type RealConsole } from '../../support/real-console';
import { people } from '../../support/test-console';

const pin = '2468-1357';
const label = 'reconcile';
const dataDir = mkdtempSync(join(tmpdir(), 'kmes-reconcile-'));
let console: RealConsole;
let kms: KMSClient;
let credentialId: string;
let made = 0;
/** How far the console's clock stands ahead: what its own jobs changed has settled. */
let aheadMs = 0;

const approved = (name: Parameters<typeof throughApproval>[3], input: unknown) =>
  throughApproval(console.call, console.prompt, { requester: 'ada', approver: 'bob' }, name, input);

beforeAll(async () => {
  const csvPath = join(dataDir, 'key.csv');
  const clock = { ...systemClock, now: () => new Date(Date.now() + aheadMs) };
  console = await realConsole(dataDir, { module: csvPath, save: csvPath }, clock);
  const token = await console.call('setup.createEvaluationToken', { label, pin });
  await console.call('setup.complete', {
    environment: 'EVALUATION',
    module: { moduleId: token.moduleId },
    approvedSha256: token.sha256,
    token: { label, serial: token.tokens.find((found) => found.label === label)?.serial ?? '' },
    pin,
    pinSecondPart: null,
    identities: people.map((person) => ({ ...person, roles: [...person.roles] })),
  });
  for (const { name, password } of people.slice(0, 2)) await console.call('session.login', { name, password });
  await console.call('credentials.makeEvaluationCsv', {});
  const [accessKeyId = '', secretAccessKey = ''] = (readFileSync(csvPath, 'utf8').split(/\r?\n/)[1] ?? '').split(',');
  await approved('credentials.add', {
    name: 'simulator',
    source: { kind: 'typed', accessKeyId, secretAccessKey },
    region: 'us-east-1',
    endpoint: { kind: 'simulator' },
  });
  credentialId = (await console.call('credentials.list', {})).credentials[0]?.id ?? '';
  const endpoint = (await console.call('app.status', {})).simulator?.endpoint ?? '';
  kms = new KMSClient({ region: 'us-east-1', endpoint, credentials: { accessKeyId, secretAccessKey } });
}, 120_000);
afterAll(async () => {
  kms.destroy();
  await console.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}, 60_000);

/** The group of the test at hand: one generation, and two where the alias moves. */
let group: { id: string; name: string; kmsKeyId: string };

async function jobEnds(jobId: string | null): Promise<string> {
  const ended = async (): Promise<string | null> => {
    const { job } = await console.call('jobs.details', { id: jobId ?? '' });
    return job.finishedAt !== null || job.status === 'Needs attention' ? job.status : null;
  };
  await expect.poll(ended, { timeout: 60_000, interval: 50 }).not.toBeNull();
  return (await ended()) ?? '';
}
async function rotate(groupId: string): Promise<void> {
  const { digest } = await console.call('groups.previewForceRotate', { groupId });
  const { jobId } = await approved('groups.forceRotate', {
    groupId,
    previewDigest: digest,
    justification: 'a test of drift',
  });
  expect(await jobEnds(jobId)).toBe('Completed');
}
beforeEach(async () => {
  made += 1;
  const name = `drift-${String(made)}`;
  await approved('groups.add', {
    ...groupInput(name, credentialId),
    description: 'Payments',
    tags: [{ key: 'Owner', value: 'team' }],
  });
  const id = (await console.call('groups.list', {})).groups.find((found) => found.name === name)?.id ?? '';
  await rotate(id);
  const [key] = (await console.call('groups.keys', { id })).keys;
  group = { id, name, kmsKeyId: key?.kmsKeyId ?? '' };
  // An eventually consistent AWS has settled.
  aheadMs += 6 * 60_000;
}, 120_000);

async function found(): Promise<readonly string[]> {
  await console.call('reconcile.run', { runId: randomBytes(16).toString('hex'), groupId: group.id });
  const view = await console.call('reconcile.get', { groupId: group.id });
  expect(view?.error).toBeNull();
  return (view?.drifts ?? []).map(({ field, aws }) => `${field}: ${String(aws).slice(0, 60)}`);
}
async function answer(kind: DriftAnswer): Promise<void> {
  const view = await console.call('reconcile.get', { groupId: group.id });
  const driftIds = (view?.drifts ?? []).map(({ id }) => id);
  const input = {
    groupId: group.id,
    driftIds,
    checkedAt: view?.checkedAt ?? '',
    justification: 'As agreed in the board',
  };
  const { jobId } = await approved(`reconcile.${kind}`, input);
  if (kind !== 'push') return;
  expect(await jobEnds(jobId)).toBe('Completed');
  aheadMs += 6 * 60_000;
}

const KeyIdOf = () => ({ KeyId: group.kmsKeyId });
const stateOf = async () => (await kms.send(new DescribeKeyCommand(KeyIdOf()))).KeyMetadata?.KeyState;

interface Case {
  readonly name: string;
  /** Changes AWS past the console; what is then found. */
  change(): Promise<readonly string[]>;
  /** AWS after a push. */
  pushed(): Promise<void>;
  /** Can the console take it? */
  readonly takes: boolean;
}

const cases: readonly Case[] = [
  {
    name: 'an alias that was moved',
    takes: false,
    async change() {
      const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Origin: 'EXTERNAL' }));
      await kms.send(new UpdateAliasCommand({ AliasName: `alias/${group.name}`, TargetKeyId: KeyMetadata?.KeyId }));
      return [`alias-target: ${KeyMetadata?.KeyId ?? ''}`];
    },
    async pushed() {
      const { Aliases } = await kms.send(new ListAliasesCommand(KeyIdOf()));
      expect(Aliases?.map(({ AliasName }) => AliasName)).toEqual([`alias/${group.name}`]);
    },
  },
  {
    name: 'a key that was disabled',
    takes: true,
    async change() {
      await kms.send(new DisableKeyCommand(KeyIdOf()));
      return ['key-state: Disabled'];
    },
    pushed: async () => expect(await stateOf()).toBe('Enabled'),
  },
  {
    name: 'description, policy and tags that were changed',
    takes: true,
    async change() {
      const { Policy = '' } = await kms.send(new GetKeyPolicyCommand(KeyIdOf()));
      await kms.send(new UpdateKeyDescriptionCommand({ ...KeyIdOf(), Description: 'Other' }));
      await kms.send(
        new PutKeyPolicyCommand({ ...KeyIdOf(), Policy: Policy.replace('"kms:*"', '["kms:Put*","kms:Get*"]') }),
      );
      await kms.send(new TagResourceCommand({ ...KeyIdOf(), Tags: [{ TagKey: 'Owner', TagValue: 'nobody' }] }));
      return ['description: Other', expect.stringMatching(/^policy: /) as string, 'tag: nobody'];
    },
    async pushed() {
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand(KeyIdOf()));
      expect(KeyMetadata?.Description).toMatch(/^Payments/);
      expect((await kms.send(new GetKeyPolicyCommand(KeyIdOf()))).Policy).toContain('"kms:*"');
      const { Tags } = await kms.send(new ListResourceTagsCommand(KeyIdOf()));
      expect(Tags).toContainEqual({ TagKey: 'Owner', TagValue: 'team' });
    },
  },
  {
    name: 'a key that was scheduled for deletion',
    takes: true,
    async change() {
      await kms.send(new ScheduleKeyDeletionCommand({ ...KeyIdOf(), PendingWindowInDays: 7 }));
      return ['key-state: PendingDeletion'];
    },
    pushed: async () => expect(await stateOf()).toBe('Enabled'),
  },
  {
    name: 'key material that was deleted',
    takes: true,
    async change() {
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand(KeyIdOf()));
      const KeyMaterialId = KeyMetadata?.CurrentKeyMaterialId ?? '';
      await kms.send(new DeleteImportedKeyMaterialCommand({ ...KeyIdOf(), KeyMaterialId }));
      return ['material: PENDING_IMPORT'];
    },
    pushed: async () => expect(await stateOf()).toBe('Enabled'),
  },
];

describe.each(cases)('$name', ({ change, pushed, takes }) => {
  it('is found, and pushed away: AWS is as before', async () => {
    expect(await found()).toEqual([]);
    const expected = await change();
    expect(await found()).toEqual(expected);
    await answer('push');
    await pushed();
    expect(await found()).toEqual([]);
  }, 120_000);

  it.runIf(takes)(
    'is found, and taken: the console believes it from then on',
    async () => {
      await change();
      await found();
      await answer('take');
      expect(await found()).toEqual([]);
    },
    120_000,
  );

  it('is found, and ignored with a reason until a side changes', async () => {
    const expected = await change();
    expect(await found()).toEqual(expected);
    await answer('ignore');
    expect(await found()).toEqual([]);
    const view = await console.call('reconcile.get', { groupId: group.id });
    expect(view?.ignored).toHaveLength(expected.length);
    expect(view?.ignored[0]?.reason).toBe('As agreed in the board');
  }, 120_000);
});
