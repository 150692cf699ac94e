// What the adapter sends, how often, and what it makes of the answers.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { regionalEndpoint } from '../../../electron/adapters/aws-kms/client-settings';
import type { CloudKms } from '../../../electron/ports/cloud-kms';
import { awsError, ok, startFakeAws, type FakeAws, type SeenRequest } from './fake-aws';
import { access, openAgainst, rejection } from './open-against';

const keyId = '11111111-2222-3333-4444-555555555555';
const metadata = {
  AWSAccountId: '111111111111',
  Arn: `arn:aws:kms:eu-central-1:111111111111:key/${keyId}`,
  CreationDate: 1_772_366_400,
  Description: 'payments',
  Enabled: false,
  KeyId: keyId,
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyState: 'PendingImport',
  KeyUsage: 'ENCRYPT_DECRYPT',
  MultiRegion: false,
  Origin: 'EXTERNAL',
};

let aws: FakeAws;
let kms: CloudKms;
beforeAll(async () => {
  aws = await startFakeAws();
});
afterAll(() => aws.close());
beforeEach(() => {
  kms = openAgainst(aws.endpoint);
  (aws.requests as SeenRequest[]).length = 0;
});

describe('attempts', () => {
  it('makes one for a change, whatever AWS answers', async () => {
    aws.reply = () => awsError('ThrottlingException', 'Rate exceeded');
    await rejection(kms.createAlias('alias/a', keyId));
    expect(aws.requests).toHaveLength(1);
  });

  it('reads again twice when AWS asks for patience', async () => {
    let answers = 0;
    aws.reply = () =>
      answers++ < 2 ? awsError('ThrottlingException', 'Rate exceeded') : ok({ KeyMetadata: metadata });
    expect((await kms.describeKey(keyId)).keyId).toBe(keyId);
    expect(aws.requests).toHaveLength(3);
  });
});

describe('where the access comes from', () => {
  it('is the credential alone: environment and profiles are not looked at', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kmes-aws-'));
    const config = join(folder, 'config');
    await writeFile(
      config,
      '[profile evil]\nregion = us-west-2\naws_access_key_id = AKIAEVIL\naws_secret_access_key = evil\nendpoint_url = http://127.0.0.1:1\nmax_attempts = 9\n',
    );
    const hostile = {
      AWS_PROFILE: 'evil',
      AWS_CONFIG_FILE: config,
      AWS_SHARED_CREDENTIALS_FILE: config,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ENDPOINT_URL_KMS: 'http://127.0.0.1:1',
      AWS_REGION: 'us-west-2',
      AWS_ACCESS_KEY_ID: 'AKIAEVILEVILEVILEVIL',
      AWS_SECRET_ACCESS_KEY: 'evil',
      AWS_SESSION_TOKEN: 'evil',
      AWS_MAX_ATTEMPTS: '9',
      AWS_USE_FIPS_ENDPOINT: 'true',
      AWS_USE_DUALSTACK_ENDPOINT: 'true',
      HTTPS_PROXY: 'http://127.0.0.1:1',
      HTTP_PROXY: 'http://127.0.0.1:1',
    };
    for (const [name, value] of Object.entries(hostile)) vi.stubEnv(name, value);
    try {
      aws.reply = () => awsError('KMSInternalException', 'internal', 500);
      await rejection(openAgainst(aws.endpoint).createAlias('alias/a', keyId));
    } finally {
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true });
    }
    expect(aws.requests).toHaveLength(1);
    expect(aws.requests[0]?.headers.authorization).toContain(`Credential=${access.accessKeyId}/`);
    expect(aws.requests[0]?.headers.authorization).toContain('/eu-central-1/kms/aws4_request');
    expect(aws.requests[0]?.headers['x-amz-security-token']).toBeUndefined();
  });

  it('is AWS’s own endpoint of the Region where the credential names none', () => {
    expect(regionalEndpoint('kms', 'eu-central-1')).toBe('https://kms.eu-central-1.amazonaws.com');
    expect(regionalEndpoint('sts', 'cn-north-1')).toBe('https://sts.cn-north-1.amazonaws.com.cn');
  });
});

describe('requests', () => {
  it('asks for an external symmetric key with description, policy and tags', async () => {
    aws.reply = () => ok({ KeyMetadata: metadata });
    const key = await kms.createExternalKey({
      description: 'payments',
      policy: '{}',
      tags: [{ key: 'kmes:reference', value: 'ab' }],
    });
    expect(aws.requests[0]?.body).toEqual({
      Origin: 'EXTERNAL',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyUsage: 'ENCRYPT_DECRYPT',
      Description: 'payments',
      Policy: '{}',
      Tags: [{ TagKey: 'kmes:reference', TagValue: 'ab' }],
    });
    expect(key).toMatchObject({
      keyId,
      state: 'PendingImport',
      origin: 'EXTERNAL',
      currentKeyMaterialId: null,
      awsRequestId: 'req-0001',
      createdAt: '2026-03-01T12:00:00.000Z',
    });
  });

  it('says that material does not expire unless a date is given', async () => {
    aws.reply = () => ok({ KeyId: keyId, KeyMaterialId: 'f'.repeat(64) });
    const bytes = new Uint8Array([1]);
    await kms.importKeyMaterial({ keyId, importToken: bytes, encryptedKeyMaterial: bytes });
    await kms.importKeyMaterial({
      keyId,
      importToken: bytes,
      encryptedKeyMaterial: bytes,
      validTo: new Date('2026-06-01T00:00:00Z'),
    });
    expect(aws.requests[0]?.body).toMatchObject({ ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' });
    expect(aws.requests[0]?.body).not.toHaveProperty('ValidTo');
    expect(aws.requests[1]?.body).toMatchObject({ ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: 1_780_272_000 });
  });

  it('names the material to delete', async () => {
    aws.reply = () => ok();
    await kms.deleteImportedKeyMaterial(keyId, 'a'.repeat(64));
    expect(aws.requests[0]?.body).toEqual({ KeyId: keyId, KeyMaterialId: 'a'.repeat(64) });
  });

  it('asks for all key material of a key', async () => {
    aws.reply = () =>
      ok({
        Rotations: [
          { KeyId: keyId, KeyMaterialId: 'a'.repeat(64), KeyMaterialState: 'CURRENT', ImportState: 'IMPORTED' },
        ],
        Truncated: false,
      });
    const [only] = (await kms.listKeyRotations(keyId)) ?? [];
    expect(aws.requests[0]?.body).toMatchObject({ IncludeKeyMaterial: 'ALL_KEY_MATERIAL' });
    expect(only).toMatchObject({ keyMaterialState: 'CURRENT', rotationDate: null });
  });
});

describe('lists', () => {
  it('are read to their last page', async () => {
    aws.reply = ({ body }) =>
      body['Marker'] === undefined
        ? ok({ Keys: [{ KeyId: 'a' }], Truncated: true, NextMarker: 'm1' })
        : ok({ Keys: [{ KeyId: 'b' }], Truncated: false });
    expect(await kms.listKeyIds()).toEqual(['a', 'b']);
  });

  it('are refused when a marker comes again', async () => {
    aws.reply = () => ok({ Keys: [{ KeyId: 'a' }], Truncated: true, NextMarker: 'm1' });
    expect((await rejection(kms.listKeyIds())).code).toBe('kms.endpoint-refused');
  });

  it('find an alias by its exact name', async () => {
    aws.reply = () =>
      ok({
        Aliases: [{ AliasName: 'alias/pay' }, { AliasName: 'alias/payments', TargetKeyId: keyId }],
        Truncated: false,
      });
    expect(await kms.findAlias('alias/payments')).toEqual({ aliasName: 'alias/payments', targetKeyId: keyId });
    expect(await kms.findAlias('alias/pay')).toEqual({ aliasName: 'alias/pay', targetKeyId: null });
    expect(await kms.findAlias('alias/p')).toBeNull();
  });
});

describe('a server that lacks an operation', () => {
  it.each([
    ['by name', awsError('UnknownOperationException', '')],
    ['by status 501', awsError('InternalFailure', 'not implemented', 501)],
    ['as a page', { status: 404, body: '<html>not found</html>' }],
  ])('gives null for reads that can be done without: %s', async (_how, answer) => {
    aws.reply = () => answer;
    expect(await kms.listKeyRotations(keyId)).toBeNull();
    expect(await kms.listResourceTags(keyId)).toBeNull();
    expect(await kms.callerIdentity()).toBeNull();
  });

  it('gives null where STS does not know the action', async () => {
    aws.reply = () => ({
      status: 400,
      body: '<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>no</Message></Error></ErrorResponse>',
    });
    expect(await kms.callerIdentity()).toBeNull();
  });

  it('is an error for what the job cannot do without', async () => {
    aws.reply = () => awsError('UnknownOperationException', '');
    expect((await rejection(kms.getParametersForImport(keyId, 'RSAES_OAEP_SHA_256', 'RSA_4096'))).code).toBe(
      'kms.operation-missing',
    );
  });
});

it('reads whose key it is from STS', async () => {
  aws.reply = () => ({
    status: 200,
    body: '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::111111111111:user/kmes</Arn><UserId>AIDA</UserId><Account>111111111111</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>req-9</RequestId></ResponseMetadata></GetCallerIdentityResponse>',
  });
  expect(await kms.callerIdentity()).toMatchObject({
    accountId: '111111111111',
    arn: 'arn:aws:iam::111111111111:user/kmes',
  });
});
