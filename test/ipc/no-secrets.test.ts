// The main job through the dispatcher, with everything recorded that leaves main or reaches the disk: no secret is in it.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEarlyLog } from '../../electron/adapters/settings/early-log';
import { openSettings } from '../../electron/adapters/settings/electron-settings';
import { systemClock } from '../../electron/adapters/system/system-clock';
import { newAccessKeyPair } from '../../electron/evaluation/access-keys';
import { ConsoleError } from '../../shared/errors';
import { people, testConsole, type TestConsole } from '../support/test-console';

const pin = 'PIN-to-search-for-0815';
const wrongPin = 'wrong-PIN-to-search-for';
const wrongPassword = 'wrong password to search for';
const pair = newAccessKeyPair();
const typed = newAccessKeyPair();

let console: TestConsole;
let outside: string;
let jobStatus: string;
/** Every form in which a secret could stand somewhere. */
const secrets: [string, string][] = [];

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'kmes-no-secrets-'));
  // Real files for what is kept beside the store: they are part of what is searched.
  const late = <T extends object>(make: () => T): T => {
    let made: T | null = null;
    return new Proxy({} as T, { get: (_target, property) => Reflect.get((made ??= make()), property) as unknown });
  };
  const real = mkdtempSync(join(outside, 'settings-'));
  console = await testConsole(
    { settings: late(() => openSettings(real)), early: late(() => openEarlyLog(real)) },
    systemClock,
  );
  console.hsm.pin = pin;
  await console.setUp();
  await console.restart();
  await console.refusal('hsm.unlock', { pin: wrongPin, pinSecondPart: null });
  await console.call('hsm.unlock', { pin, pinSecondPart: null });
  await console.refusal('session.login', { name: 'ada', password: wrongPassword });
  await console.refusal('session.login', { name: wrongPassword.slice(0, 60), password: wrongPassword });
  await console.logIn('ada', 'bob');

  console.files.csv = join(outside, 'keys.csv');
  writeFileSync(
    console.files.csv,
    `Access key ID,Secret access key\r\n${pair.accessKeyId},${pair.secretAccessKey}\r\n`,
  );
  const picked = await console.call('credentials.pickCsv', {});
  await console.approved('credentials.add', {
    name: 'From CSV',
    source: { kind: 'csv', handle: picked?.handle ?? '' },
    region: 'us-east-1',
    endpoint: { kind: 'simulator' },
  });
  await console.approved('credentials.add', {
    name: 'Typed',
    source: { kind: 'typed', ...typed },
    region: 'us-east-1',
    endpoint: { kind: 'simulator' },
  });
  await console.refusal('credentials.add', {
    name: 'Typed',
    source: { kind: 'typed', ...typed },
    region: 'mars',
    endpoint: { kind: 'simulator' },
  });
  const jobId = await console.rotate(await console.addGroup('Payments EU'));
  jobStatus = (await console.call('jobs.details', { id: jobId })).job.status;
  await console.call('groups.list', {});
  await console.call('credentials.list', {});
  await console.call('audit.list', { limit: 500 });
  console.files.save = join(console.dataDir, 'audit.csv');
  await console.call('audit.exportCsv', { filter: {} });
  await console.call('audit.verify', {});
  await console.call('app.status', {});
  // Something for the diagnostic log: an anchor that cannot be made.
  console.hsm.sign = () => Promise.reject(new ConsoleError('hsm.device-error'));
  await console.call('session.logout', {});
  // Closed, so that nothing waits in memory to be written.
  await console.app().close();

  const add = (name: string, value: string): void => {
    secrets.push(
      [name, value],
      [`${name} in base64`, Buffer.from(value).toString('base64').replace(/=+$/, '')],
      [`${name} in hex`, Buffer.from(value).toString('hex')],
    );
  };
  add('PIN', pin);
  add('wrong PIN', wrongPin);
  add('wrong password', wrongPassword);
  for (const person of people) add(`password of ${person.name}`, person.password);
  add('secret access key from CSV', pair.secretAccessKey);
  add('typed secret access key', typed.secretAccessKey);
  for (const { value } of console.hsm.keys.values()) {
    secrets.push(
      ['key bytes in hex', value.toString('hex')],
      ['key bytes in base64', value.toString('base64').replace(/=+$/, '')],
    );
  }
}, 120_000);
afterAll(async () => {
  await console.stop();
  rmSync(outside, { recursive: true, force: true });
});

describe('the main job', () => {
  it('was done, or nothing would be shown here', () => {
    expect(jobStatus).toBe('Completed');
    expect(console.hsm.keys.size).toBe(1);
    expect(console.outgoing.length).toBeGreaterThan(30);
  });

  it('sends no secret to the window, in no answer, error or event', () => {
    const sent = JSON.stringify(console.outgoing);
    expect(secrets.filter(([, value]) => sent.includes(value)).map(([name]) => name)).toEqual([]);
  });

  it('writes no secret into the diagnostic log', () => {
    const lines = console.log.lines.join('\n');
    expect(lines.length).toBeGreaterThan(10);
    expect(secrets.filter(([, value]) => lines.includes(value)).map(([name]) => name)).toEqual([]);
  });

  it('leaves no secret in any file of the data folder but the simulator’s', () => {
    const files = [console.dataDir, outside].flatMap((root) =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter(
          (found) =>
            found.isFile() &&
            found.name !== 'keys.csv' &&
            !join(found.parentPath, found.name).startsWith(join(console.dataDir, 'simulator')),
        )
        .map((found) => join(found.parentPath, found.name)),
    );
    expect(files.map((path) => path.slice(path.lastIndexOf('/') + 1))).toEqual(
      expect.arrayContaining(['store.db', 'settings.json', 'audit.csv']),
    );
    const found = files.flatMap((file) => {
      const bytes = readFileSync(file);
      return secrets.filter(([, value]) => bytes.includes(value)).map(([name]) => `${name} in ${file}`);
    });
    expect(found).toEqual([]);
  });

  it('does not have its key bytes in the data folder in the clear', () => {
    const store = readFileSync(join(console.dataDir, 'store.db'));
    for (const { value } of console.hsm.keys.values()) expect(store.includes(value)).toBe(false);
    expect(store.subarray(0, 15).toString()).not.toBe('SQLite format 3');
  });
});
