// Set-up, end, and a new start on each real token: what was sealed opens again with the PIN, and nothing opens without.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HsmModule } from '../../../electron/ports/hsm';
import type { IpcCallName } from '../../../shared/ipc/table';
import { throughApproval } from '../../support/approve';
import { groupInput } from '../../support/group-input';
import { people } from '../../support/test-console';
import { realConsole, type RealConsole } from '../../support/real-console';
import { createNssToken } from '../../support/tokens/nss';
import { takeOpenCryptoki } from '../../support/tokens/opencryptoki';

let dataDir: string;
let open: RealConsole | null = null;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kmes-restart-'));
});
afterEach(async () => {
  await open?.close();
  open = null;
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function start(module?: HsmModule): Promise<RealConsole> {
  await open?.close();
  open = await realConsole(dataDir, {
    ...(module === undefined ? {} : { module: module.path }),
    save: join(dataDir, 'audit.csv'),
  });
  return open;
}

async function setUp(
  console: RealConsole,
  inspected: Awaited<ReturnType<typeof inspect>>,
  label: string,
  pin: string,
): Promise<void> {
  const token = inspected.tokens.find((found) => found.label === label);
  await console.call('setup.complete', {
    environment: 'EVALUATION',
    module: inspected.settings,
    approvedSha256: inspected.sha256,
    token: { label, serial: token?.serial ?? '' },
    pin,
    pinSecondPart: null,
    identities: people.map((person) => ({ ...person, roles: [...person.roles] })),
  });
}

async function inspect(console: RealConsole, module: HsmModule) {
  const chosen = await console.call('setup.chooseModule', {});
  const settings = {
    moduleId: chosen?.moduleId ?? '',
    environment: { ...module.environment },
    ...(module.parameters === undefined ? {} : { parameters: module.parameters }),
  };
  return { ...(await console.call('setup.inspectModule', settings)), settings };
}

async function logIn(console: RealConsole): Promise<void> {
  for (const { name, password } of people.slice(0, 2)) await console.call('session.login', { name, password });
}

const approved = (console: RealConsole, name: IpcCallName, input: unknown) =>
  throughApproval(console.call, console.prompt, { requester: 'ada', approver: 'bob' }, name, input);

async function rotate(console: RealConsole, groupId: string): Promise<string> {
  const { digest } = await console.call('groups.previewForceRotate', { groupId });
  const input = { groupId, previewDigest: digest, justification: 'after a restart' };
  const { jobId } = await approved(console, 'groups.forceRotate', input);
  if (jobId === null) throw new Error('no job was started');
  for (;;) {
    const { job } = await console.call('jobs.details', { id: jobId });
    if (job.finishedAt !== null || job.status === 'Needs attention') return job.status;
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** A rotation, an end, a start, and a second rotation. */
async function wholeLife(first: RealConsole, module: HsmModule | undefined, pin: string): Promise<void> {
  await logIn(first);
  const csv = await first.call('credentials.makeEvaluationCsv', {});
  expect(csv?.accessKeyId).toMatch(/^AKIA/);
  const [, row] = readFileSync(join(dataDir, 'audit.csv'), 'utf8').trim().split('\r\n');
  const [accessKeyId = '', secretAccessKey = ''] = (row ?? '').split(',');
  await approved(first, 'credentials.add', {
    name: 'Evaluation',
    source: { kind: 'typed', accessKeyId, secretAccessKey },
    region: 'us-east-1',
    endpoint: { kind: 'simulator' },
  });
  const { credentials } = await first.call('credentials.list', {});
  await approved(first, 'groups.add', groupInput('Payments', credentials[0]?.id ?? ''));
  const { groups } = await first.call('groups.list', {});
  const group = { id: groups[0]?.id ?? '' };
  expect(await rotate(first, group.id)).toBe('Completed');

  const second = await start(module);
  await expect(second.call('hsm.unlock', { pin: `${pin.slice(0, -1)}x`, pinSecondPart: null })).rejects.toMatchObject({
    code: 'hsm.pin-incorrect',
  });
  const status = await second.call('hsm.unlock', { pin, pinSecondPart: null });
  expect(status).toMatchObject({ phase: 'login', problem: null });
  await logIn(second);
  expect(await rotate(second, group.id)).toBe('Completed');
  const { keys } = await second.call('groups.keys', { id: group.id });
  expect(keys.map(({ generation, state }) => `${generation} ${state}`).sort()).toEqual(['1 Superseded', '2 Active']);
  expect((await second.call('audit.verify', {})).integrity.state).toBe('verified');
  const { entries } = await second.call('audit.list', { limit: 500 });
  expect(entries.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['hsm.log-in-failed', 'system.closed', 'system.set-up']),
  );
}

describe('a console on', () => {
  it('its own evaluation token opens again', async () => {
    const first = await start();
    const inspected = await first.call('setup.createEvaluationToken', { label: 'Evaluation', pin: '135790' });
    await setUp(
      first,
      { ...inspected, settings: { moduleId: inspected.moduleId, environment: {} } },
      'Evaluation',
      '135790',
    );
    await wholeLife(first, undefined, '135790');
  });

  it('NSS softokn opens again', async () => {
    const token = createNssToken('nss-restart-pin');
    try {
      const first = await start(token.module);
      await setUp(first, await inspect(first, token.module), token.label, 'nss-restart-pin');
      await wholeLife(first, token.module, 'nss-restart-pin');
    } finally {
      await open?.close();
      token.remove();
    }
  });

  it('openCryptoki opens again, by a seal that is RSA-OAEP and signed', async () => {
    const token = await takeOpenCryptoki('24681357');
    try {
      const first = await start(token.module);
      await setUp(first, await inspect(first, token.module), token.label, '24681357');
      expect(readFileSync(join(dataDir, 'settings.json'), 'utf8')).toContain('RSA_OAEP_SIGNED');
      await wholeLife(first, token.module, '24681357');
    } finally {
      await open?.close();
      await token.release();
    }
  });
});

describe('a damaged file', () => {
  beforeEach(async () => {
    const first = await start();
    const inspected = await first.call('setup.createEvaluationToken', { label: 'Evaluation', pin: '135790' });
    await setUp(
      first,
      { ...inspected, settings: { moduleId: inspected.moduleId, environment: {} } },
      'Evaluation',
      '135790',
    );
    await first.close();
    open = null;
  });
  const damage = (file: string, at: number): void => {
    const path = join(dataDir, file);
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(path, bytes);
  };

  it('of the store blocks the console after the PIN, with the reason, and logs out of the HSM', async () => {
    damage('store.db', 5000);
    const console = await start();
    await expect(console.call('hsm.unlock', { pin: '135790', pinSecondPart: null })).rejects.toMatchObject({
      code: 'store.damaged',
    });
    expect(await console.call('app.status', {})).toMatchObject({
      phase: 'blocked',
      problem: { code: 'store.damaged' },
      hsm: { state: 'connected' },
    });
  });

  it('of the settings blocks the console at once, and stays as it is', async () => {
    damage('settings.json', 0);
    const before = readFileSync(join(dataDir, 'settings.json'));
    const console = await start();
    expect(await console.call('app.status', {})).toMatchObject({
      phase: 'blocked',
      problem: { code: 'file.read-failed' },
    });
    expect(await console.call('preferences.get', { key: 'theme' })).toEqual({ value: null });
    await console.close();
    open = null;
    expect(readFileSync(join(dataDir, 'settings.json')).equals(before)).toBe(true);
  });

  it('of the sealed store key opens nothing', async () => {
    const path = join(dataDir, 'settings.json');
    const settings = JSON.parse(readFileSync(path, 'utf8')) as {
      installation: { sealedStoreKey: { ciphertext: string } };
    };
    const bytes = Buffer.from(settings.installation.sealedStoreKey.ciphertext, 'base64');
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    settings.installation.sealedStoreKey.ciphertext = bytes.toString('base64');
    writeFileSync(path, JSON.stringify(settings));
    const console = await start();
    await expect(console.call('hsm.unlock', { pin: '135790', pinSecondPart: null })).rejects.toMatchObject({
      code: 'hsm.seal-refused',
    });
    expect((await console.call('app.status', {})).phase).toBe('blocked');
  });
});

describe('a second console', () => {
  it('on the same data folder is refused at the unlock, and can be tried again', async () => {
    const first = await start();
    const inspected = await first.call('setup.createEvaluationToken', { label: 'Evaluation', pin: '135790' });
    await setUp(
      first,
      { ...inspected, settings: { moduleId: inspected.moduleId, environment: {} } },
      'Evaluation',
      '135790',
    );
    const second = await realConsole(dataDir);
    try {
      const unlock = () => second.call('hsm.unlock', { pin: '135790', pinSecondPart: null });
      await expect(unlock()).rejects.toMatchObject({ code: 'store.in-use' });
      await first.close();
      open = null;
      expect((await unlock()).phase).toBe('login');
    } finally {
      await second.close();
    }
  });
});
