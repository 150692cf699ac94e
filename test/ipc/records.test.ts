// What stands in records for paper: everything that belongs to the operation, and the log says that it was printed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../electron/adapters/system/system-clock';
import { sha256Hex } from '../../electron/domain/digest';
import { anchorFingerprint } from '../../electron/services/anchors';
import { testConsole, type TestConsole } from '../support/test-console';

let console: TestConsole;
let jobId: string;
let groupId: string;
beforeAll(async () => {
  console = await testConsole({}, systemClock);
  await console.setUp();
  await console.logIn('ada', 'bob');
  groupId = await console.addGroup('payments-eu');
  jobId = await console.rotate(groupId);
  console.files.save = join(console.dataDir, 'record.pdf');
}, 60_000);
afterAll(() => console.stop());
const printed = (): string => readFileSync(join(console.dataDir, 'record.pdf'), 'utf8');

it('the record of a job holds request, approval, lines, AWS request IDs, key and hashes; so does that of its request and its key', async () => {
  const result = await console.call('records.operation', { of: 'job', id: jobId });
  const html = printed();
  expect(result).toEqual({ fileName: 'record.pdf', sha256: sha256Hex(html), bytes: Buffer.byteLength(html) });
  const { job, lines } = await console.call('jobs.details', { id: jobId });
  const [key] = (await console.call('groups.keys', { id: groupId })).keys;
  const entries = (await console.call('audit.list', { filter: { jobId } })).entries;
  for (const part of [
    'Force rotate key group: payments-eu',
    job.justification,
    'Approved',
    'bob',
    ...lines.map(({ text }) => text.slice(0, 20)),
    ...job.awsRequestIds,
    key?.hsmReference ?? '?',
    key?.keyMaterialId ?? '?',
    ...entries.map(({ hash }) => hash),
  ])
    expect(html).toContain(part);
  const [entry] = (await console.call('audit.list', { filter: { text: 'record printed' } })).entries;
  expect(entry).toMatchObject({
    event: 'record.printed',
    target: { kind: 'job', id: jobId },
    facts: { sha256: sha256Hex(html), record: 'Officer’s record' },
  });

  const { requests } = await console.call('audit.entry', { sequence: entries[0]?.sequence ?? 0 });
  for (const place of [
    { of: 'request', id: requests[0]?.id ?? '' },
    { of: 'key', id: key?.id ?? '' },
  ] as const) {
    await console.call('records.operation', place);
    expect(printed()).toContain(key?.keyMaterialId ?? '?');
    expect(printed()).toContain(requests[0]?.id ?? '?');
  }
});

it('the record of a request that has no job says so', async () => {
  const { requests } = await console.call('approvals.list', { status: 'closed' });
  const added = requests.find(({ operation }) => operation === 'key-group.add');
  await console.call('records.operation', { of: 'request', id: added?.id ?? '' });
  expect(printed()).toContain('This operation has no job');
});

it('the set-up record holds the token, the fingerprint of the anchor key and the first identities', async () => {
  await console.call('records.setup', {});
  const html = printed();
  const installation = console.settings.installation();
  const fingerprint = installation === null ? '?' : anchorFingerprint(installation.anchorKey);
  expect(html.replaceAll(/<br>| /g, '')).toContain(fingerprint);
  for (const part of ['F00000001', 'Ada Archer', 'Bob Baker', 'Cleo Cooper', 'First officer: name'])
    expect(html).toContain(part);
});

it('nothing is made of a job that is not there, or when the dialog is cancelled', async () => {
  expect(await console.refusal('records.operation', { of: 'job', id: 'f'.repeat(32) })).toMatchObject({
    code: 'not-found',
  });
  console.files.save = null;
  expect(await console.call('records.setup', {})).toBeNull();
});
