// The settings file: what goes in comes back from a new opening, and what is not ours is refused.
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSettings } from '../../../electron/adapters/settings/electron-settings';
import type { HsmCapabilities, HsmReference } from '../../../electron/ports/hsm';
import type { Installation } from '../../../electron/ports/settings';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kmes-settings-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const installation: Installation = {
  storeId: 'c0ffee'.padEnd(32, '0'),
  environment: 'EVALUATION',
  evaluationReasons: ['software-token', 'chosen'],
  createdAt: '2026-03-01T09:00:00.000Z',
  module: {
    path: '/usr/lib/softhsm/libsofthsm2.so',
    environment: { SOFTHSM2_CONF: '/data/softhsm2.conf' },
    approvedSha256: 'a'.repeat(64),
  },
  token: { label: 'kmes.evaluation', serial: '1234' },
  pinInTwoParts: false,
  sealedStoreKey: {
    version: 1,
    method: 'AES_256_GCM',
    keyReference: 'ab'.repeat(16) as HsmReference,
    iv: 'aXY=',
    ciphertext: 'Y2lwaGVy',
  },
  anchorKey: { reference: 'cd'.repeat(16), algorithm: 'ECDSA_SHA_256', publicKeyDer: 'cHVibGlj' },
};
const capabilities: HsmCapabilities = {
  aesKeyGen: true,
  ...{ hmac224: true, hmac256: true, hmac384: true, hmac512: true },
  wrapOaepSha256: false,
  wrapOaepSha1: true,
  sealAesGcm: true,
  sealRsaOaep: true,
  signEcdsaP256: true,
  signRsaPss: false,
  checkValue: null,
  localIsTruthful: true,
  repeatedIdIsSafe: true,
  probedAt: '2026-03-01T09:00:00.000Z',
};

describe('settings', () => {
  it('are empty at first and make no file', async () => {
    const folder = await newFolder();
    const settings = openSettings(folder);
    expect([
      settings.installation(),
      settings.outsideHead(),
      settings.capabilities('1'),
      settings.preference('window', 'theme'),
    ]).toEqual([null, null, null, undefined]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('come back as they were from another opening, in one file for the owner alone', async () => {
    const folder = await newFolder();
    const settings = openSettings(folder);
    settings.setInstallation(installation);
    settings.setCapabilities('12.34', capabilities);
    settings.setOutsideHead({ sequence: 7, hash: 'b'.repeat(64) });
    settings.setPreference('a.b', 'columns.width', { id: [1, 2] });
    settings.setPreference('a', 'b.columns.width', null);
    const again = openSettings(folder);
    expect(again.installation()).toEqual(installation);
    expect(again.capabilities('12.34')).toEqual(capabilities);
    expect(again.capabilities('12')).toBeNull();
    expect(again.outsideHead()).toEqual({ sequence: 7, hash: 'b'.repeat(64) });
    expect(again.preference('a.b', 'columns.width')).toEqual({ id: [1, 2] });
    expect(again.preference('a', 'b.columns.width')).toBeNull();
    expect(again.preference('__proto__', 'x')).toBeUndefined();
    expect(await readdir(folder)).toEqual(['settings.json']);
    expect((await stat(join(folder, 'settings.json'))).mode & 0o777).toBe(0o600);
  });

  it('refuse a preference of more than 64 KiB', async () => {
    const settings = openSettings(await newFolder());
    settings.setPreference('window', 'state', 'x'.repeat(64 * 1024 - 2));
    expect(() => settings.setPreference('window', 'state', 'x'.repeat(64 * 1024 - 1))).toThrow(
      expect.objectContaining({ code: 'input.too-large' }),
    );
    expect(settings.preference('window', 'state')).toHaveLength(64 * 1024 - 2);
  });

  it.each(['', '{', 'not json', '\u0000\u0001'])('do not begin anew over a file that is %j', async (content) => {
    const folder = await newFolder();
    await writeFile(join(folder, 'settings.json'), content);
    const readingOrWriting = (): void => {
      const settings = openSettings(folder);
      settings.installation();
      settings.setPreference('window', 'theme', 'dark');
    };
    expect(readingOrWriting).toThrow(expect.objectContaining({ code: 'file.read-failed' }));
    expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe(content);
  });

  it.each<[string, unknown]>([
    ['installation.environment', { ...installation, environment: 'TEST' }],
    ['installation.storeId', { ...installation, storeId: '../..' }],
    [
      'installation.module.environment.LD_PRELOAD',
      { ...installation, module: { ...installation.module, environment: { LD_PRELOAD: 1 } } },
    ],
    [
      'installation.sealedStoreKey.method',
      { ...installation, sealedStoreKey: { ...installation.sealedStoreKey, method: 'NONE' } },
    ],
    ['installation', 'evaluation'],
  ])('with a wrong %s name the field', async (field, value) => {
    const folder = await newFolder();
    await writeFile(join(folder, 'settings.json'), JSON.stringify({ installation: value }));
    const settings = openSettings(folder);
    expect(() => settings.installation()).toThrow(
      expect.objectContaining({ code: 'file.read-failed', facts: { file: 'settings.json', field } }),
    );
  });
});
