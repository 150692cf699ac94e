import { beforeEach, describe, expect, it } from 'vitest';
import type { Anchor } from '../../../electron/domain/entities';
import type { HsmReference } from '../../../electron/ports/hsm';
import type { Store } from '../../../electron/ports/store';
import {
  anchorEveryEntries,
  anchorEveryMs,
  anchorSignatureValid,
  anchorStatement,
  createAnchors,
  type Anchors,
} from '../../../electron/services/anchors';
import { ConsoleError } from '../../../shared/errors';
import { manualClock, type ManualClock } from '../../support/manual-clock';
import { keptLog, memorySettings, type KeptLog, type MemorySettings } from '../../support/memory-ports';
import { testHsm, type TestHsm } from '../../support/test-hsm';

const storeId = 'a'.repeat(32);
let hsm: TestHsm;
let clock: ManualClock;
let settings: MemorySettings;
let log: KeptLog;
let kept: Anchor[];
let head: { sequence: number; hash: string };
let anchors: Anchors;
let anchorKey: { reference: string; algorithm: 'ECDSA_SHA_256' | 'RSASSA_PSS_SHA_256'; publicKeyDer: string };
let readOnly: boolean;

beforeEach(async () => {
  hsm = testHsm();
  clock = manualClock();
  settings = memorySettings();
  log = keptLog();
  kept = [];
  readOnly = false;
  head = { sequence: 7, hash: '7'.repeat(64) };
  await hsm.connect({ path: '/m.so', environment: {} }, {});
  await hsm.login(hsm.pin);
  const { reference, algorithm, publicKeyDer } = await hsm.ensureAnchorKey('b'.repeat(32) as HsmReference);
  anchorKey = { reference, algorithm, publicKeyDer: Buffer.from(publicKeyDer).toString('base64') };
  const store = {
    id: storeId,
    read: (work: (tx: unknown) => Promise<unknown>) =>
      work({
        audit: { head: () => Promise.resolve(head) },
        anchors: { latest: () => Promise.resolve(kept.at(-1) ?? null) },
      }),
    addAnchor: (anchor: Anchor) => {
      kept.push(anchor);
      return Promise.resolve();
    },
  } as unknown as Store;
  anchors = createAnchors({ store, hsm, settings, clock, log, anchorKey, readOnly: () => readOnly });
});

describe('an anchor', () => {
  it('is a signature of the HSM over store, head and time, and the head is kept outside', async () => {
    const anchor = await anchors.anchorNow();
    if (anchor === null) throw new Error('none made');
    expect(anchor).toMatchObject({ ...head, at: clock.now().toISOString() });
    expect(anchorSignatureValid(anchorKey, anchorStatement(storeId, anchor), anchor.signature)).toBe(true);
    expect(anchorSignatureValid(anchorKey, anchorStatement('c'.repeat(32), anchor), anchor.signature)).toBe(false);
    expect(settings.outsideHead()).toEqual(head);
  });

  it('is not made twice of one head, even when asked for at once', async () => {
    await Promise.all([anchors.anchorNow(), anchors.anchorNow()]);
    expect(kept).toHaveLength(1);
  });

  it('is not made without the HSM or of a store that must not be written', async () => {
    await hsm.logout();
    expect(await anchors.anchorNow()).toBeNull();
    await hsm.login(hsm.pin);
    readOnly = true;
    expect(await anchors.anchorNow()).toBeNull();
    expect(settings.outsideHead()).toBeNull();
  });

  it(`is due after ${anchorEveryEntries} entries`, async () => {
    await anchors.anchorWhenDue(anchorEveryEntries - 1);
    expect(kept).toHaveLength(0);
    await anchors.anchorWhenDue(1);
    expect(kept).toHaveLength(1);
  });

  it('is due after a quarter of an hour with any new entry, and not without', async () => {
    await clock.advance(anchorEveryMs);
    await anchors.anchorWhenDue(0);
    expect(kept).toHaveLength(0);
    await anchors.anchorWhenDue(1);
    expect(kept).toHaveLength(1);
  });

  it('that fails where it was not asked for is logged, and the next one makes up for it', async () => {
    const { sign } = hsm;
    hsm.sign = () => Promise.reject(new ConsoleError('hsm.device-error'));
    await anchors.anchorQuietly();
    expect(log.lines.join()).toContain('anchor.failed');
    hsm.sign = sign;
    expect((await anchors.latest())?.sequence).toBe(7);
  });

  it('checks signatures of RSA-PSS as well as ECDSA', async () => {
    const { generateKeyPairSync, sign, constants } = await import('node:crypto');
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const rsa = {
      reference: 'r',
      algorithm: 'RSASSA_PSS_SHA_256' as const,
      publicKeyDer: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    };
    const data = Buffer.from('data');
    const signature = sign('sha256', data, {
      key: pair.privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: 32,
    }).toString('base64');
    expect(anchorSignatureValid(rsa, data, signature)).toBe(true);
    expect(anchorSignatureValid(rsa, Buffer.from('date'), signature)).toBe(false);
  });
});
