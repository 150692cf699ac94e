// The adapter against the KMS simulator: the whole life of an imported key over the unmodified SDK.
import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAwsKmsFactory } from '../../../electron/adapters/aws-kms/aws-kms-factory';
import type { CloudKms } from '../../../electron/ports/cloud-kms';
import type { ImportType } from '../../../shared/aws-terms';
import { startSimulator, type TestSimulator } from '../../support/simulator';
import { hastyClock } from '../../support/manual-clock';
import { rejection } from './open-against';

const region = 'eu-central-1';
let simulator: TestSimulator;
let kms: CloudKms;
const open = (secretAccessKey = simulator.accessKey.secretAccessKey, clock = hastyClock()): CloudKms =>
  createAwsKmsFactory({ clock }).open({
    accessKeyId: simulator.accessKey.accessKeyId,
    secretAccessKey,
    region,
    endpoint: simulator.endpoint,
  });
beforeAll(async () => {
  simulator = await startSimulator();
  kms = open();
});
afterAll(() => simulator.stop());

async function importInto(keyId: string, material: Uint8Array, importType?: ImportType): Promise<string | null> {
  const parameters = await kms.getParametersForImport(keyId, 'RSAES_OAEP_SHA_256', 'RSA_2048');
  const key = createPublicKey({ key: Buffer.from(parameters.publicKeyDer), format: 'der', type: 'spki' });
  const encryptedKeyMaterial = publicEncrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    material,
  );
  const { importToken } = parameters;
  const answer = await kms.importKeyMaterial({
    keyId,
    importToken,
    encryptedKeyMaterial,
    keyMaterialDescription: 'kmes ref:ab',
    ...(importType === undefined ? {} : { importType }),
  });
  return answer.keyMaterialId;
}

describe('the adapter against the simulator', () => {
  it('makes a key, imports, sets the alias, encrypts and decrypts', async () => {
    const made = await kms.createExternalKey({
      description: 'payments',
      tags: [{ key: 'kmes:reference', value: 'ab' }],
    });
    expect(made).toMatchObject({ state: 'PendingImport', origin: 'EXTERNAL', currentKeyMaterialId: null });
    expect(await kms.listKeyIds()).toContain(made.keyId);
    expect(await kms.listResourceTags(made.keyId)).toEqual([{ key: 'kmes:reference', value: 'ab' }]);
    const materialId = await importInto(made.keyId, randomBytes(32));
    await kms.createAlias('alias/payments', made.keyId);

    expect(await kms.describeKey('alias/payments')).toMatchObject({
      keyId: made.keyId,
      state: 'Enabled',
      currentKeyMaterialId: materialId,
    });
    expect(await kms.findAlias('alias/payments')).toMatchObject({ targetKeyId: made.keyId });
    const [material] = (await kms.listKeyRotations(made.keyId)) ?? [];
    expect(material).toMatchObject({
      keyMaterialId: materialId,
      keyMaterialDescription: 'kmes ref:ab',
      importState: 'IMPORTED',
      keyMaterialState: 'CURRENT',
      rotationDate: null,
    });
    const secret = Buffer.from('attack at dawn');
    expect(Buffer.from(await kms.decrypt(made.keyId, await kms.encrypt(made.keyId, secret)))).toEqual(secret);
  });

  it('rotates in place', async () => {
    const { keyId } = await kms.createExternalKey({ description: '', tags: [] });
    const first = await importInto(keyId, randomBytes(32));
    const second = await importInto(keyId, randomBytes(32), 'NEW_KEY_MATERIAL');
    expect(
      (await kms.listKeyRotations(keyId))?.find((material) => material.keyMaterialId === second)?.keyMaterialState,
    ).toBe('PENDING_ROTATION');
    await kms.rotateKeyOnDemand(keyId);
    const materials = (await kms.listKeyRotations(keyId)) ?? [];
    expect(materials.find((material) => material.keyMaterialId === second)).toMatchObject({
      keyMaterialState: 'CURRENT',
      rotationType: 'ON_DEMAND',
    });
    expect(materials.find((material) => material.keyMaterialId === first)?.keyMaterialState).toBe('NON_CURRENT');
  });

  it('knows whose the access key is', async () => {
    expect((await kms.callerIdentity())?.accountId).toMatch(/^\d{12}$/);
  });

  it('types a wrong secret', async () => {
    expect((await rejection(open('another-secret-of-forty-characters-here').callerIdentity())).code).toBe(
      'kms.credential-invalid',
    );
    expect((await rejection(open('another-secret-of-forty-characters-here').listKeyIds())).code).toBe(
      'kms.credential-invalid',
    );
  });

  it('types AWS’s refusals', async () => {
    const { keyId } = await kms.createExternalKey({ description: '', tags: [] });
    await importInto(keyId, randomBytes(32));
    expect((await rejection(importInto(keyId, randomBytes(32), 'EXISTING_KEY_MATERIAL'))).code).toBe(
      'kms.incorrect-key-material',
    );
    expect((await rejection(kms.describeKey('00000000-0000-4000-8000-000000000000'))).code).toBe('kms.not-found');
    expect((await rejection(kms.rotateKeyOnDemand(keyId))).code).toBe('kms.invalid-state');
    await kms.createAlias('alias/taken', keyId);
    expect((await rejection(kms.createAlias('alias/taken', keyId))).code).toBe('kms.already-exists');
  });

  it('never provokes AWS’s throttling by its own pace', async () => {
    const paced = await startSimulator({ quotas: true });
    try {
      // The machine's clock: AWS's quota counts real seconds here.
      const clock = {
        now: () => new Date(),
        monotonicMs: () => performance.now(),
        sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
      };
      const client = createAwsKmsFactory({ clock }).open({ ...paced.accessKey, region, endpoint: paced.endpoint });
      const { keyId } = await client.createExternalKey({ description: '', tags: [] });
      const answers = await Promise.allSettled([
        ...[1, 2, 3].map(() => client.getParametersForImport(keyId, 'RSAES_OAEP_SHA_1', 'RSA_2048')),
        ...Array.from({ length: 9 }, (_, index) => client.createAlias(`alias/a${index}`, keyId)),
      ]);
      expect(answers.filter((answer) => answer.status === 'rejected')).toEqual([]);
    } finally {
      await paced.stop();
    }
  });
});
