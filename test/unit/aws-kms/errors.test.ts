// AWS's errors as typed errors: code, retry, certainty and facts, by the real SDK over a real connection.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CloudKms } from '../../../electron/ports/cloud-kms';
import { awsError, startFakeAws, type FakeAws } from './fake-aws';
import { openAgainst, rejection } from './open-against';

const keyId = '11111111-2222-3333-4444-555555555555';
const arn = `arn:aws:kms:eu-central-1:111111111111:key/${keyId}`;
const create = (kms: CloudKms): Promise<unknown> => kms.createExternalKey({ description: '', tags: [] });

let aws: FakeAws;
let kms: CloudKms;
beforeAll(async () => {
  aws = await startFakeAws();
});
afterAll(() => aws.close());
beforeEach(() => {
  kms = openAgainst(aws.endpoint);
});

describe('an error that AWS answered with', () => {
  // Texts as recorded from AWS KMS where there are recordings.
  it.each([
    ['KMSInvalidStateException', `${arn} is pending import.`, 'kms.invalid-state', 'after-user'],
    ['NotFoundException', `Key '${arn}' does not exist`, 'kms.not-found', 'after-user'],
    ['DisabledException', `${arn} is disabled.`, 'kms.disabled', 'after-user'],
    [
      'UnsupportedOperationException',
      `${arn} origin is AWS_KMS which is not valid for this operation.`,
      'kms.unsupported-operation',
      'after-user',
    ],
    [
      'LimitExceededException',
      'The on-demand rotations limit has been reached for the given keyId.',
      'kms.limit-exceeded',
      'after-user',
    ],
    [
      'ValidationException',
      'A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES',
      'kms.invalid-request',
      'never',
    ],
    ['InvalidCiphertextException', '', 'kms.ciphertext-invalid', 'after-user'],
    ['IncorrectKeyMaterialException', 'not the material', 'kms.incorrect-key-material', 'never'],
    ['ExpiredImportTokenException', 'expired', 'kms.import-token-expired', 'later'],
    ['InvalidImportTokenException', 'invalid', 'kms.import-token-invalid', 'later'],
    ['AlreadyExistsException', 'An alias with the name exists', 'kms.already-exists', 'after-user'],
    ['MalformedPolicyDocumentException', 'policy', 'kms.malformed-policy', 'after-user'],
    ['ConflictException', 'rotation is running', 'kms.conflict', 'later'],
    ['TagException', 'tags', 'kms.invalid-request', 'never'],
    ['InvalidArnException', 'arn', 'kms.invalid-request', 'never'],
    ['InvalidAliasNameException', 'alias', 'kms.invalid-request', 'never'],
    ['ThrottlingException', 'Rate exceeded', 'kms.throttled', 'later'],
    [
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      'kms.credential-invalid',
      'after-user',
    ],
    ['ExpiredTokenException', 'expired', 'kms.credential-expired', 'after-user'],
    ['UnknownOperationException', '', 'kms.operation-missing', 'never'],
  ] as const)('%s is typed and nothing was done', async (name, message, code, retry) => {
    aws.reply = () => awsError(name, message);
    const error = await rejection(create(kms));
    expect(error).toMatchObject({ code, retry, certainty: 'not-done' });
    expect(error.facts).toMatchObject({
      awsError: name,
      awsRequestId: 'req-0001',
      httpStatus: 400,
      operation: 'CreateKey',
      region: 'eu-central-1',
    });
  });

  it.each([
    ['KMSInternalException', 500],
    ['DependencyTimeoutException', 503],
    ['SomethingNew', 502],
  ])('%s (%i) leaves unknown whether a change was made', async (name, status) => {
    aws.reply = () => awsError(name, 'internal', status);
    expect(await rejection(create(kms))).toMatchObject({
      code: 'kms.server-error',
      retry: 'later',
      certainty: 'unknown',
    });
  });

  it('says of a read that nothing was done, whatever the status', async () => {
    aws.reply = () => awsError('KMSInternalException', 'internal', 500);
    expect(await rejection(kms.describeKey(keyId))).toMatchObject({ code: 'kms.server-error', certainty: 'not-done' });
  });

  it('names the action that AWS says is missing', async () => {
    aws.reply = () =>
      awsError(
        'AccessDeniedException',
        'User: arn:aws:iam::111111111111:user/x is not authorized to perform: kms:TagResource because no identity-based policy allows it',
      );
    expect((await rejection(create(kms))).facts['action']).toBe('kms:TagResource');
  });

  it('names the action of the call where AWS names none', async () => {
    aws.reply = () => awsError('AccessDeniedException', '');
    expect((await rejection(create(kms))).facts['action']).toBe('kms:CreateKey');
  });

  it('keeps at most 300 characters of its text, without control characters', async () => {
    aws.reply = () => awsError('ValidationException', `a\u0007b\n${'x'.repeat(1000)}`);
    const message = (await rejection(create(kms))).facts['awsMessage'] as string;
    expect(message).toMatch(/^a b x{296}$/);
  });

  it('never carries the secret access key', async () => {
    aws.reply = () => awsError('InvalidSignatureException', 'The Canonical String for this request should have been …');
    const error = await rejection(create(kms));
    expect(error.code).toBe('kms.credential-invalid');
    expect(JSON.stringify(error.toShape())).not.toContain('wJalrXUtnFEMIexampleKEY');
  });
});

describe('a wrong clock', () => {
  it('is told from a wrong secret by AWS’s Date header', async () => {
    const date = new Date(Date.now() + 10 * 60_000).toUTCString();
    aws.reply = () => awsError('InvalidSignatureException', 'signature', 403, { date });
    const error = await rejection(kms.describeKey(keyId));
    expect(error).toMatchObject({ code: 'kms.clock-skew', retry: 'after-user' });
    expect(error.facts['skewSeconds']).toBeGreaterThan(590);
  });

  it('is told by AWS’s words where the Date header fits', async () => {
    aws.reply = () =>
      awsError(
        'InvalidSignatureException',
        'Signature not yet current: 20260301T121000Z is still later than 20260301T120500Z',
      );
    expect((await rejection(kms.describeKey(keyId))).code).toBe('kms.clock-skew');
  });

  it('is not corrected in silence: the next signature bears the machine’s time again', async () => {
    const date = new Date(Date.now() + 60 * 60_000).toUTCString();
    aws.reply = () => awsError('InvalidSignatureException', 'signature', 403, { date });
    await rejection(kms.describeKey(keyId));
    await rejection(kms.describeKey(keyId));
    const signedAt = aws.requests.at(-1)?.headers['x-amz-date'] as string;
    const iso = signedAt.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
    expect(Math.abs(Date.parse(iso) - Date.now())).toBeLessThan(60_000);
  });
});

describe('an answer that does not come', () => {
  it('leaves a change unknown when the connection is cut after sending', async () => {
    aws.reply = () => 'drop';
    expect(await rejection(create(kms))).toMatchObject({
      code: 'kms.unreachable',
      certainty: 'unknown',
      retry: 'later',
    });
  });

  it('leaves a change unknown after the time limit', async () => {
    aws.reply = () => 'hang';
    const hasty = openAgainst(aws.endpoint, { connectionMs: 500, requestMs: 300 });
    expect(await rejection(create(hasty))).toMatchObject({ code: 'kms.timeout', certainty: 'unknown', retry: 'later' });
  });

  it('leaves a read not done', async () => {
    aws.reply = () => 'drop';
    expect(await rejection(kms.describeKey(keyId))).toMatchObject({ code: 'kms.unreachable', certainty: 'not-done' });
  });

  it('says that nothing was done where nobody listens', async () => {
    const gone = await startFakeAws();
    await gone.close();
    expect(await rejection(create(openAgainst(gone.endpoint)))).toMatchObject({
      code: 'kms.unreachable',
      certainty: 'not-done',
    });
  });

  it('says that nothing was done where the name has no address', async () => {
    expect(await rejection(create(openAgainst('http://kms.invalid:1')))).toMatchObject({
      code: 'kms.unreachable',
      certainty: 'not-done',
    });
  });

  it('refuses an endpoint that speaks no TLS, before anything is sent', async () => {
    const seen = aws.requests.length;
    const error = await rejection(create(openAgainst(aws.endpoint.replace('http:', 'https:'))));
    expect(error).toMatchObject({ code: 'kms.endpoint-refused', certainty: 'not-done' });
    expect(aws.requests.length).toBe(seen);
  });

  it('refuses a page in the place of an answer, and knows nothing of the change', async () => {
    aws.reply = () => ({ status: 200, body: '<html>Please log in to this network</html>' });
    expect(await rejection(create(kms))).toMatchObject({ code: 'kms.endpoint-refused', certainty: 'unknown' });
  });
});
