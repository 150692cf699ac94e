// Operations on keys through the handlers and the job runner, on the simulator: what is there afterwards, what is refused, and lost answers.
import { describe, expect, it } from 'vitest';
import type { HsmReference } from '../../../electron/ports/hsm';
import type { KeyOperationKind } from '../../../shared/schemas/key-operations';
import { forceRotate } from '../../support/opened-bench';
import { rejection } from '../aws-kms/open-against';
import { type Bench, benchWithKeys, keysOf, groupOf, jobOf, preview, order, run, completes, oneKey } from './key-bench';

describe('deleting key material', () => {
  it('makes the KMS key unusable, keeps the key in the HSM, and shows the group as needing attention', async () => {
    const { bench, id, kmsKeyId } = await oneKey();
    await completes(bench, await run(bench, 'delete-material', [id]));
    expect((await bench.kms.describeKey(kmsKeyId)).state).toBe('PendingImport');
    expect((await keysOf(bench))[0]).toMatchObject({ state: 'Material deleted' });
    expect(bench.hsm.keys.size).toBe(1);
    expect((await groupOf(bench)).state).toBe('Needs attention');
  });

  it('names the material, so that an old one goes and the current one stays', async () => {
    const bench = await benchWithKeys(2, { rotationMethod: 'same-key' });
    const [newest, first] = await keysOf(bench);
    await completes(bench, await run(bench, 'delete-material', [first?.id ?? '']));
    const materials = (await bench.kms.listKeyRotations(first?.kmsKeyId ?? '')) ?? [];
    const imported = materials.filter((material) => material.importState === 'IMPORTED');
    expect(imported.map((material) => material.keyMaterialId)).toEqual([newest?.keyMaterialId]);
  });

  it('says beforehand which other keys share the KMS key, and when it was last used', async () => {
    const bench = await benchWithKeys(2, { rotationMethod: 'same-key' });
    const [newest, first] = await keysOf(bench);
    await bench.kms.encrypt(newest?.kmsKeyId ?? '', Buffer.from('in use'));
    const shown = await preview(bench, 'delete-material', [first?.id ?? '']);
    expect(shown.keys[0]).toMatchObject({
      sharedWith: [newest?.name],
      lastUse: { operation: 'Encrypt' },
      grants: [],
      refusal: null,
    });
  });

  it('tells last use and grants also of a key that it is refused for', async () => {
    const { bench, id, kmsKeyId } = await oneKey();
    await bench.kms.encrypt(kmsKeyId, Buffer.from('in use'));
    await run(bench, 'disable', [id]);
    const [shown] = (await preview(bench, 'disable', [id])).keys;
    expect(shown?.refusal).not.toBeNull();
    expect(shown).toMatchObject({ lastUse: { operation: 'Encrypt' }, grants: [] });
  });

  it('is refused when the HSM no longer holds the key', async () => {
    const { bench, id } = await oneKey();
    (bench.hsm.keys as Map<string, Uint8Array>).clear();
    expect((await preview(bench, 'delete-material', [id])).keys[0]?.refusal).toMatchObject({
      code: 'hsm.object-missing',
    });
    expect(await rejection(order(bench, 'delete-material', [id]))).toMatchObject({ code: 'hsm.object-missing' });
  });

  it('is not done by a job that finds the key gone from the HSM since it was queued', async () => {
    const { bench, id, kmsKeyId } = await oneKey();
    const jobId = await order(bench, 'delete-material', [id]);
    (bench.hsm.keys as Map<string, Uint8Array>).clear();
    await bench.settleJobs();
    expect((await jobOf(bench, jobId)).job).toMatchObject({ status: 'Failed', error: { code: 'hsm.object-missing' } });
    expect((await bench.kms.describeKey(kmsKeyId)).state).toBe('Enabled');
  });
});

/** Imports the key's material past the console so that it expires in a minute: AWS's time may not be far from a signature's. */
async function expireSoon(bench: Bench, keyId: string): Promise<void> {
  const wrapping = { algorithm: 'RSAES_OAEP_SHA_256', keySpec: 'RSA_2048' } as const;
  const pair = await bench.kms.getParametersForImport(keyId, wrapping.algorithm, wrapping.keySpec);
  const [reference = ''] = bench.hsm.keys.keys();
  const encryptedKeyMaterial = await bench.hsm.wrapForImport({
    ...{ reference: reference as HsmReference, publicKeyDer: pair.publicKeyDer, ...wrapping },
  });
  const validTo = new Date(Math.ceil(Date.now() / 1000 + 60) * 1000);
  await bench.kms.importKeyMaterial({ keyId, importToken: pair.importToken, encryptedKeyMaterial, validTo });
}

describe('synchronize', () => {
  it('brings deleted material back, under the operation that needs approval', async () => {
    const { bench, id, kmsKeyId, keyMaterialId } = await oneKey();
    const blob = await bench.kms.encrypt(kmsKeyId, Buffer.from('before'));
    await run(bench, 'delete-material', [id]);
    expect((await preview(bench, 'synchronize', [id])).changed).toBe(true);
    await completes(bench, await run(bench, 'synchronize', [id]));
    expect((await keysOf(bench))[0]).toMatchObject({ state: 'Active', keyMaterialId });
    expect(Buffer.from(await bench.kms.decrypt(kmsKeyId, blob)).toString()).toBe('before');
  });

  it('does not run deleted material through the operation that needs none', async () => {
    const { bench, id } = await oneKey();
    await run(bench, 'delete-material', [id]);
    const { digest } = await preview(bench, 'synchronize', [id]);
    const input = { groupId: bench.groupId, keyIds: [id], previewDigest: digest, justification: 'Round the back' };
    const error = await rejection(bench.order('key.synchronize', bench.keys.handlers['keys.synchronize'], input));
    expect(error).toMatchObject({ code: 'state.conflict', facts: { reason: 'needs-approval' } });
  });

  it('counts another expiry as a change, the same one as none', async () => {
    const { bench, id } = await oneKey({ materialExpiresInDays: 90 });
    expect((await preview(bench, 'synchronize', [id])).changed).toBe(false);
    expect((await preview(bench, 'synchronize', [id], { expiresInDays: 90 })).changed).toBe(false);
    expect((await preview(bench, 'synchronize', [id], { expiresInDays: 30 })).changed).toBe(true);
    expect((await preview(bench, 'synchronize', [id], { expiresInDays: null })).changed).toBe(true);
  });

  it('brings expired material back without approval, with the expiry it had', async () => {
    const { bench, id, kmsKeyId } = await oneKey({ materialExpiresInDays: 30 });
    await expireSoon(bench, kmsKeyId);
    await bench.simulator.control.advanceClock(120_000);
    expect((await bench.kms.describeKey(kmsKeyId)).state).toBe('PendingImport');
    const shown = await preview(bench, 'synchronize', [id]);
    expect(shown).toMatchObject({ changed: false, keys: [{ awsState: 'PendingImport', refusal: null }] });
    await completes(bench, await run(bench, 'synchronize', [id]));
    expect((await bench.kms.describeKey(kmsKeyId)).state).toBe('Enabled');
  });

  it('sends the new expiry and keeps it with the key', async () => {
    const { bench, id, kmsKeyId } = await oneKey({ materialExpiresInDays: 90 });
    await completes(bench, await run(bench, 'synchronize', [id], { expiresInDays: 30 }));
    const [material] = (await bench.kms.listKeyRotations(kmsKeyId)) ?? [];
    expect((await keysOf(bench))[0]?.materialExpiresAt).toBe(material?.validTo);
    const days = (Date.parse(material?.validTo ?? '') - bench.clock.now().getTime()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
  });
});

describe('enable and disable', () => {
  it('switch the KMS key, and with it every key of the group that is its material', async () => {
    const bench = await benchWithKeys(2, { rotationMethod: 'same-key' });
    const [newest, first] = await keysOf(bench);
    await completes(bench, await run(bench, 'disable', [first?.id ?? '']));
    expect((await bench.kms.describeKey(newest?.kmsKeyId ?? '')).state).toBe('Disabled');
    expect((await keysOf(bench)).map((key) => key.state)).toEqual(['Disabled', 'Disabled']);
    expect((await groupOf(bench)).state).toBe('Disabled');
    await completes(bench, await run(bench, 'enable', [newest?.id ?? '']));
    expect((await keysOf(bench)).map((key) => key.state)).toEqual(['Active', 'Superseded']);
  });

  it('leave a key superseded that was disabled while a rotation went past it', async () => {
    const { bench, id } = await oneKey();
    await run(bench, 'disable', [id]);
    await forceRotate(bench, bench.groupId);
    await bench.settleJobs();
    expect((await keysOf(bench)).map((key) => key.state)).toEqual(['Active', 'Disabled']);
    await completes(bench, await run(bench, 'enable', [id]));
    expect((await keysOf(bench)).map((key) => key.state)).toEqual(['Active', 'Superseded']);
  });
});

describe('the deletion of a key', () => {
  it('is scheduled with its window, shown with its date, and cancelled into Disabled', async () => {
    const { bench, id, kmsKeyId } = await oneKey();
    await completes(bench, await run(bench, 'schedule-deletion', [id], { windowDays: 7 }));
    const { state, deletionDate } = await bench.kms.describeKey(kmsKeyId);
    expect(state).toBe('PendingDeletion');
    expect((await keysOf(bench))[0]).toMatchObject({ state: 'Pending deletion', deletionDate });
    await completes(bench, await run(bench, 'cancel-deletion', [id]));
    expect((await bench.kms.describeKey(kmsKeyId)).state).toBe('Disabled');
    expect((await keysOf(bench))[0]).toMatchObject({ state: 'Disabled', deletionDate: null });
  });

  it('leaves deleted material deleted when it is cancelled', async () => {
    const { bench, id } = await oneKey();
    await run(bench, 'delete-material', [id]);
    await run(bench, 'schedule-deletion', [id], { windowDays: 30 });
    await completes(bench, await run(bench, 'cancel-deletion', [id]));
    expect((await keysOf(bench))[0]?.state).toBe('Material deleted');
  });

  it('is not taken for ours when somebody else scheduled it at another date', async () => {
    const { bench, id, kmsKeyId } = await oneKey();
    const jobId = await order(bench, 'schedule-deletion', [id], { windowDays: 7 });
    await bench.kms.scheduleKeyDeletion(kmsKeyId, 30);
    await bench.simulator.control.addFault({ operation: 'ScheduleKeyDeletion', kind: 'drop', when: 'before' });
    await bench.settleJobs();
    expect((await jobOf(bench, jobId)).job).toMatchObject({
      status: 'Needs attention',
      error: { code: 'kms.ambiguous', facts: { reason: 'other-deletion-date' } },
    });
  });
});

describe('prove', () => {
  it('lets AWS say that the material is the same, and records its request', async () => {
    const { bench, id, kmsKeyId } = await oneKey({ materialExpiresInDays: 90 });
    const before = (await bench.kms.describeKey(kmsKeyId)).validTo;
    await completes(bench, await run(bench, 'prove', [id]));
    expect((await bench.kms.describeKey(kmsKeyId)).validTo).toBe(before);
    const [key] = await keysOf(bench);
    expect(key?.proof).toMatchObject({ matches: true });
    expect(key?.proof?.awsRequestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says a mismatch loudly and keeps it with the key', async () => {
    const { bench, id } = await oneKey();
    const [[reference] = []] = [...bench.hsm.keys];
    (bench.hsm.keys as Map<string, Uint8Array>).set(reference ?? '', new Uint8Array(32).fill(1));
    const jobId = await run(bench, 'prove', [id]);
    expect((await jobOf(bench, jobId)).job).toMatchObject({
      status: 'Failed',
      error: { code: 'kms.incorrect-key-material' },
    });
    expect(
      (await jobOf(bench, jobId)).lines.filter((line) => line.severity === 'danger').map((line) => line.text),
    ).toContainEqual(expect.stringContaining('Mismatch'));
    expect((await keysOf(bench))[0]?.proof).toMatchObject({ matches: false });
    expect(await bench.entries()).toContainEqual(
      expect.objectContaining({ event: 'kms.key-material-mismatch', severity: 'critical' }),
    );
  });

  it('is refused while the key is not enabled', async () => {
    const { bench, id } = await oneKey();
    await run(bench, 'disable', [id]);
    expect((await preview(bench, 'prove', [id])).keys[0]?.refusal).toMatchObject({ code: 'kms.invalid-state' });
  });
});

describe('an answer of AWS that is lost', () => {
  const operations: readonly (readonly [Exclude<KeyOperationKind, 'destroy'>, string, KeyOperationKind | null])[] = [
    ['delete-material', 'DeleteImportedKeyMaterial', null],
    ['synchronize', 'ImportKeyMaterial', 'delete-material'],
    ['disable', 'DisableKey', null],
    ['enable', 'EnableKey', 'disable'],
    ['schedule-deletion', 'ScheduleKeyDeletion', null],
    ['cancel-deletion', 'CancelKeyDeletion', 'schedule-deletion'],
    ['prove', 'ImportKeyMaterial', null],
  ];
  it.each(operations.flatMap((row) => (['before', 'after'] as const).map((when) => [...row, when] as const)))(
    'of %s (%s, prepared by %s), dropped %s its effect, ends right',
    async (kind, operation, first, when) => {
      const { bench, id } = await oneKey();
      if (first !== null) await run(bench, first, [id], first === 'schedule-deletion' ? { windowDays: 7 } : {});
      await bench.simulator.control.addFault({ operation, kind: 'drop', when });
      await completes(bench, await run(bench, kind, [id], kind === 'schedule-deletion' ? { windowDays: 7 } : {}));
      const states = {
        synchronize: 'Active',
        'delete-material': 'Material deleted',
        enable: 'Active',
        disable: 'Disabled',
        'schedule-deletion': 'Pending deletion',
        'cancel-deletion': 'Disabled',
        prove: 'Active',
      } as const;
      expect((await keysOf(bench))[0]?.state).toBe(states[kind]);
    },
  );
});
