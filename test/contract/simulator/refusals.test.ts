// Who is refused and how, answers that never come, and what every answer carries, seen through the AWS SDK.
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  GetParametersForImportCommand,
  KMSClient,
  ListKeysCommand,
  PutKeyPolicyCommand,
  type KMSServiceException,
} from '@aws-sdk/client-kms';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newAccessKeyPair } from '../../../electron/evaluation/access-keys';
import { startSimulator, type TestSimulator } from '../../support/simulator';
import { createExternalKey, importedKey, importMaterial, sdkClient } from './sdk-client';

let simulator: TestSimulator;
let kms: KMSClient;

beforeAll(async () => {
  simulator = await startSimulator();
  kms = sdkClient(simulator);
});

afterEach(() => simulator.control.clearFaults());

afterAll(async () => {
  kms.destroy();
  await simulator.stop();
});

function clientWith(credentials: { accessKeyId: string; secretAccessKey: string }): KMSClient {
  return new KMSClient({ region: 'eu-central-1', endpoint: simulator.endpoint, credentials, maxAttempts: 1 });
}

async function keyCount(): Promise<number> {
  return (await kms.send(new ListKeysCommand({ Limit: 1000 }))).Keys?.length ?? 0;
}

describe('credentials', () => {
  it('with a wrong secret are refused', async () => {
    const wrong = clientWith({ ...simulator.accessKey, secretAccessKey: 'not-the-secret' });
    await expect(wrong.send(new ListKeysCommand({}))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(
        /^The request signature we calculated does not match the signature you provided\./,
      ) as string,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('that are unknown are refused', async () => {
    await expect(clientWith(newAccessKeyPair()).send(new ListKeysCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    });
  });

  it('keep the secret that was registered first', async () => {
    const first = newAccessKeyPair();
    await simulator.control.registerCredential(first.accessKeyId, first.secretAccessKey);
    await simulator.control.registerCredential(first.accessKeyId, 'another');
    await clientWith(first).send(new ListKeysCommand({}));
    const second = clientWith({ ...first, secretAccessKey: 'another' });
    await expect(second.send(new ListKeysCommand({}))).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });

  it('are refused when the clock is off, in AWS’s words', async () => {
    const skewed = sdkClient(simulator, 'eu-central-1', 6 * 60_000);
    await expect(skewed.send(new ListKeysCommand({}))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(/^Signature not yet current: \d{8}T\d{6}Z is still later than /) as string,
    });
  });

  it('are named by STS', async () => {
    const sts = new STSClient({
      region: 'eu-central-1',
      endpoint: simulator.endpoint,
      credentials: simulator.accessKey,
    });
    const accountId = await simulator.control.accountId();
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: accountId,
      Arn: `arn:aws:iam::${accountId}:user/kmes-console`,
      UserId: expect.stringMatching(/^AIDA[0-9A-F]{16}$/) as string,
    });
    const credentials = { ...simulator.accessKey, secretAccessKey: 'wrong' };
    const wrong = new STSClient({ region: 'eu-central-1', endpoint: simulator.endpoint, credentials });
    await expect(wrong.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    });
  });
});

describe('every answer', () => {
  it('carries a request id, the simulator’s time and that it is not AWS', async () => {
    await simulator.control.advanceClock(1_000);
    for (const method of ['POST', 'GET']) {
      const response = await fetch(simulator.endpoint, { method });
      expect(response.headers.get('x-kmes-simulator')).toBe('not AWS');
      expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
      const date = Date.parse(response.headers.get('date') ?? '');
      expect(Math.abs(date - (await simulator.control.now()))).toBeLessThan(2_000);
    }
  });

  it('to an unsigned request is a refusal', async () => {
    const headers = { 'x-amz-target': 'TrentService.ListKeys', 'content-type': 'application/x-amz-json-1.1' };
    const response = await fetch(simulator.endpoint, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
    expect(await response.json()).toEqual({
      __type: 'MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
    });
  });
});

describe('a planned fault', () => {
  it('drops the answer after the effect', async () => {
    const before = await keyCount();
    await simulator.control.addFault({ operation: 'CreateKey', kind: 'drop', when: 'after' });
    await expect(createExternalKey(kms)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await keyCount()).toBe(before + 1);
    await createExternalKey(kms);
  });

  it('drops the request before the effect', async () => {
    const before = await keyCount();
    await simulator.control.addFault({ operation: 'CreateKey', kind: 'drop', when: 'before' });
    await expect(createExternalKey(kms)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await keyCount()).toBe(before);
  });

  it('answers 500 with or without the effect', async () => {
    const before = await keyCount();
    for (const when of ['before', 'after'] as const) {
      await simulator.control.addFault({ operation: 'CreateKey', kind: 'server-error', when });
      await expect(createExternalKey(kms)).rejects.toMatchObject({
        name: 'KMSInternalException',
        $metadata: { httpStatusCode: 500 },
      });
    }
    expect(await keyCount()).toBe(before + 1);
  });

  it('throttles the next n, after those that may pass', async () => {
    await simulator.control.addFault({ operation: 'ListKeys', kind: 'throttle', skip: 1, count: 2 });
    const names: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      names.push(
        await kms.send(new ListKeysCommand({})).then(
          () => 'ok',
          (thrown: unknown) => (thrown as Error).name,
        ),
      );
    }
    expect(names).toEqual(['ok', 'ThrottlingException', 'ThrottlingException', 'ok']);
  });

  it('denies an action by its name', async () => {
    const keyId = await createExternalKey(kms);
    const accountId = await simulator.control.accountId();
    await simulator.control.addFault({ operation: 'DescribeKey', kind: 'deny' });
    const arn = `arn:aws:kms:eu-central-1:${accountId}:key/${keyId}`;
    await expect(kms.send(new DescribeKeyCommand({ KeyId: keyId }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        `User: arn:aws:iam::${accountId}:user/kmes-console is not authorized to perform: kms:DescribeKey ` +
        `on resource: ${arn} because no identity-based policy allows the kms:DescribeKey action`,
    });
  });

  it('holds a request until it is released', async () => {
    await simulator.control.addFault({ operation: 'ListKeys', kind: 'hold', when: 'before' });
    let answered = false;
    const held = kms.send(new ListKeysCommand({})).then(() => (answered = true));
    await expect.poll(() => simulator.control.heldCount()).toBe(1);
    expect(answered).toBe(false);
    await simulator.control.releaseHeld();
    await held;
  });

  it('is seen in the record of calls', async () => {
    await simulator.control.addFault({ operation: 'ListKeys', kind: 'throttle' });
    await kms.send(new ListKeysCommand({})).catch(() => undefined);
    await kms.send(new ListKeysCommand({}));
    const calls = (await simulator.control.calls()).slice(-2);
    expect(calls).toMatchObject([
      { operation: 'ListKeys', status: 400, error: 'ThrottlingException' },
      { operation: 'ListKeys', status: 200, error: null },
    ]);
  });
});

describe('requests that AWS would refuse', () => {
  const refused: readonly [string, () => Promise<unknown>, Partial<KMSServiceException>][] = [
    [
      'an unknown key',
      () => kms.send(new DescribeKeyCommand({ KeyId: '00000000-0000-0000-0000-000000000000' })),
      { name: 'NotFoundException' },
    ],
    [
      'text that is no key id',
      () => kms.send(new DescribeKeyCommand({ KeyId: 'nonsense' })),
      { name: 'NotFoundException', message: "Invalid keyId 'nonsense'" },
    ],
    [
      'an ARN that is none',
      () => kms.send(new DescribeKeyCommand({ KeyId: 'arn:aws:kms:nowhere' })),
      { name: 'InvalidArnException' },
    ],
    [
      'an alias as target of an import',
      () =>
        kms.send(
          new GetParametersForImportCommand({
            KeyId: 'alias/x',
            WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
            WrappingKeySpec: 'RSA_2048',
          }),
        ),
      { name: 'NotFoundException' },
    ],
    [
      'PKCS #1 v1.5 wrapping',
      async () =>
        kms.send(
          new GetParametersForImportCommand({
            KeyId: await createExternalKey(kms),
            WrappingAlgorithm: 'RSAES_PKCS1_V1_5',
            WrappingKeySpec: 'RSA_2048',
          }),
        ),
      { name: 'UnsupportedOperationException' },
    ],
    [
      'RSA_AES_KEY_WRAP of a symmetric key',
      async () =>
        kms.send(
          new GetParametersForImportCommand({
            KeyId: await createExternalKey(kms),
            WrappingAlgorithm: 'RSA_AES_KEY_WRAP_SHA_256',
            WrappingKeySpec: 'RSA_2048',
          }),
        ),
      { name: 'ValidationException' },
    ],
    [
      'material of the wrong length',
      async () => importMaterial(kms, await createExternalKey(kms), Buffer.alloc(16)),
      { name: 'IncorrectKeyMaterialException' },
    ],
    [
      'a marker of another list',
      () => kms.send(new ListKeysCommand({ Marker: 'bm9uZQ==' })),
      { name: 'InvalidMarkerException' },
    ],
    [
      'a policy that is no JSON',
      () => kms.send(new CreateKeyCommand({ Origin: 'EXTERNAL', Policy: '{' })),
      { name: 'MalformedPolicyDocumentException' },
    ],
    [
      'a policy without principal',
      async () =>
        kms.send(
          new PutKeyPolicyCommand({
            KeyId: await createExternalKey(kms),
            Policy: '{"Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"}]}',
          }),
        ),
      { name: 'MalformedPolicyDocumentException' },
    ],
    [
      'the same tag twice',
      () =>
        kms.send(
          new CreateKeyCommand({
            Tags: [
              { TagKey: 'a', TagValue: '1' },
              { TagKey: 'a', TagValue: '2' },
            ],
          }),
        ),
      { name: 'TagException' },
    ],
    [
      'an alias of AWS’s own',
      async () =>
        kms.send(new CreateAliasCommand({ AliasName: 'alias/aws/mine', TargetKeyId: await createExternalKey(kms) })),
      { name: 'NotAuthorizedException' },
    ],
  ];
  it.each(refused)('%s', async (_what, run, error) => {
    await expect(run()).rejects.toMatchObject(error);
  });

  const day = 86_400_000;
  it.each([
    ['without ValidTo', () => ({}), 'A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES'],
    ['in the past', () => ({ ValidTo: new Date(Date.now() - day) }), 'The validTo date must be in the future'],
    [
      'beyond 365 days',
      () => ({ ValidTo: new Date(Date.now() + 366 * day) }),
      'The validTo date must be within 365 days',
    ],
  ])('an expiring import %s', async (_what, input, message) => {
    const keyId = await createExternalKey(kms);
    const expiring = { ExpirationModel: 'KEY_MATERIAL_EXPIRES' as const, ...input() };
    await expect(importMaterial(kms, keyId, undefined, expiring)).rejects.toMatchObject({
      name: 'ValidationException',
      message,
    });
  });

  it('an operation that KMS does not have', async () => {
    const { GetPublicKeyCommand } = await import('@aws-sdk/client-kms');
    const keyId = await importedKey(kms);
    await expect(kms.send(new GetPublicKeyCommand({ KeyId: keyId }))).rejects.toMatchObject({
      name: expect.stringMatching(/^(UnsupportedOperationException|UnknownOperationException)$/) as string,
    });
  });
});
