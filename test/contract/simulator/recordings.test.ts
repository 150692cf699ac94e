// Replays what was recorded from AWS: each recorded step is done again and its answer has the recorded shape and texts.
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DeleteImportedKeyMaterialCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EncryptCommand,
  GenerateMacCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  ListResourceTagsCommand,
  RotateKeyOnDemandCommand,
  TagResourceCommand,
  UntagResourceCommand,
  VerifyMacCommand,
  type CreateKeyCommandInput,
  type KMSClient,
  type KMSServiceException,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSimulator, type TestSimulator } from '../../support/simulator';
import { matchRecording, type Bindings } from './match-recording';
import { importMaterial, oaepWrap, sdkClient } from './sdk-client';

interface Recordings {
  readonly recordings: Readonly<Record<string, { readonly 'recorded-content': Readonly<Record<string, unknown>> }>>;
}
const fixture = new URL('../../fixtures/aws-recordings.json', import.meta.url);
const { recordings } = JSON.parse(readFileSync(fixture, 'utf8')) as Recordings;

let simulator: TestSimulator;
let kms: KMSClient;

beforeAll(async () => {
  simulator = await startSimulator();
  kms = sdkClient(simulator);
});

afterAll(async () => {
  kms.destroy();
  await simulator.stop();
});

type Answers = Record<string, unknown>;
interface Answered {
  readonly $metadata: { readonly httpStatusCode?: number | undefined };
}

/** An answer as the recordings write it. */
async function answer(sent: Promise<Answered>): Promise<Answers> {
  const { $metadata, ...members } = await sent;
  return { ...members, ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: $metadata.httpStatusCode } };
}

/** A refusal as the recordings write it; `modelled` errors repeat their text as a member. */
async function refusal(sent: Promise<unknown>, modelled = true): Promise<Answers> {
  const thrown = await sent.then(
    () => null,
    (error: unknown) => error as KMSServiceException,
  );
  if (thrown === null) return { answered: 'no refusal' };
  return {
    Error: { Code: thrown.name, Message: thrown.message },
    ...(modelled ? { message: thrown.message } : {}),
    ResponseMetadata: { HTTPHeaders: {}, HTTPStatusCode: thrown.$metadata.httpStatusCode },
  };
}

async function createKey(
  input: CreateKeyCommandInput,
): Promise<{ readonly KeyId: string; readonly metadata: unknown }> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand(input));
  return { KeyId: KeyMetadata?.KeyId ?? '', metadata: KeyMetadata };
}

const describeKey = (KeyId: string) => answer(kms.send(new DescribeKeyCommand({ KeyId })));
const encrypt = (KeyId: string) => kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') }));

/** What each recorded test did. */
const replays: Readonly<Record<string, () => Promise<Answers>>> = {
  test_create_key: async () => {
    const { KeyId } = await createKey({ Description: 'test key 123' });
    return { 'describe-key': (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata };
  },

  test_get_key_does_not_exist: async () => {
    const { KeyId, metadata } = await createKey({});
    const unknown = KeyId.slice(0, -12) + '000000000000';
    const { Arn } = metadata as { Arn: string };
    const describe = (id: string) => refusal(kms.send(new DescribeKeyCommand({ KeyId: id })));
    return {
      'describe-nonexistent-key-with-id': await describe(unknown),
      'describe-nonexistent-with-arn': await describe(Arn.replace(KeyId, unknown)),
      'describe-key-with-valid-id-mrk': await describe(`mrk-${randomUUID().replaceAll('-', '')}`),
    };
  },

  test_create_alias: async () => {
    const { KeyId } = await createKey({});
    const created = kms.send(new CreateAliasCommand({ AliasName: 'no-prefix', TargetKeyId: KeyId }));
    return { create_alias: await refusal(created, false) };
  },

  test_import_key_symmetric: async () => {
    const { KeyId, metadata } = await createKey({ Origin: 'EXTERNAL', Description: 'test import' });
    const answers: Answers = { 'created-key': metadata };
    answers['encrypt-before-import-error'] = await refusal(encrypt(KeyId));
    answers['describe-key-before-import'] = await describeKey(KeyId);
    const expiring = importMaterial(kms, KeyId, randomBytes(32), { ExpirationModel: 'KEY_MATERIAL_EXPIRES' });
    answers['import-expiring-key-without-valid-to'] = await refusal(expiring, false);
    await importMaterial(kms, KeyId);
    answers['describe-key-after-import'] = await describeKey(KeyId);
    await kms.send(new DeleteImportedKeyMaterialCommand({ KeyId }));
    answers['describe-key-after-deleted-import'] = await describeKey(KeyId);
    answers['encrypt-after-delete-error'] = await refusal(encrypt(KeyId));
    return answers;
  },

  test_get_parameters_for_import: async () => {
    const { KeyId } = await createKey({});
    const command = { KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const;
    return { 'response-error': await refusal(kms.send(new GetParametersForImportCommand(command))) };
  },

  test_create_multi_region_key: async () => ({
    create_multi_region_key: (await createKey({ MultiRegion: true, Description: 'test multi region key' })).metadata,
  }),

  test_tag_existing_key_and_untag: async () => {
    const { KeyId } = await createKey({});
    const tags = async () => (await kms.send(new ListResourceTagsCommand({ KeyId }))).Tags;
    const Tags = [1, 2].map((number) => ({ TagKey: `tag${number}`, TagValue: `value${number}` }));
    await kms.send(new TagResourceCommand({ KeyId, Tags }));
    const before = await tags();
    await kms.send(new UntagResourceCommand({ KeyId, TagKeys: ['tag1', 'tag2'] }));
    return { 'list-resource-tags': before, 'list-resource-tags-after-all-untagged': await tags() };
  },

  test_rotate_key_on_demand_raises_error_given_key_is_disabled: async () => {
    const { KeyId } = await createKey({});
    await kms.send(new DisableKeyCommand({ KeyId }));
    return { 'error-response': await refusal(kms.send(new RotateKeyOnDemandCommand({ KeyId }))) };
  },

  test_describe_with_alias_arn: async () => {
    const { KeyId, metadata } = await createKey({ Description: 'test - description' });
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/recorded', TargetKeyId: KeyId }));
    const { Arn } = metadata as { Arn: string };
    return {
      'created-key': metadata,
      'describe-key': await describeKey(Arn.replace(`key/${KeyId}`, 'alias/recorded')),
    };
  },

  'test_import_key_hmac_keys[HMAC_256]': async () => {
    const input = {
      KeySpec: 'HMAC_256',
      KeyUsage: 'GENERATE_VERIFY_MAC',
      Description: 'test import hmac key',
    } as const;
    const { KeyId } = await createKey({ Origin: 'EXTERNAL', ...input });
    const answers: Answers = { 'describe-key-before-import': await describeKey(KeyId) };
    await importMaterial(kms, KeyId);
    answers['describe-key-after-import'] = await describeKey(KeyId);
    const message = { KeyId, Message: Buffer.from('test message'), MacAlgorithm: 'HMAC_SHA_256' } as const;
    const made = await kms.send(new GenerateMacCommand(message));
    answers['generate-mac-response'] = await answer(Promise.resolve(made));
    answers['verify-mac-response'] = await answer(kms.send(new VerifyMacCommand({ ...message, Mac: made.Mac })));
    await kms.send(new DeleteImportedKeyMaterialCommand({ KeyId }));
    answers['describe-key-after-deleted-import'] = await describeKey(KeyId);
    return answers;
  },

  test_rotate_key_on_demand_updates_current_key_material_for_external_keys: async () => {
    const { KeyId, metadata } = await createKey({ Origin: 'EXTERNAL', Description: 'test-key' });
    const answers: Answers = { 'create-kms-external-key': metadata };
    const wanted = { KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' } as const;
    const parameters = await kms.send(new GetParametersForImportCommand(wanted));
    answers['get-import-parameters-response'] = await answer(Promise.resolve(parameters));
    answers['describe-empty-key-response'] = await describeKey(KeyId);
    const first = new ImportKeyMaterialCommand({
      KeyId,
      ImportToken: parameters.ImportToken,
      EncryptedKeyMaterial: oaepWrap(parameters.PublicKey ?? new Uint8Array(), randomBytes(32), 'sha256'),
      ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
    });
    answers['import-key-material-response'] = await answer(kms.send(first));
    answers['describe-key-with-material-response'] = await describeKey(KeyId);
    answers['kms-encrypt-initial-response'] = await answer(encrypt(KeyId));
    const second = importMaterial(kms, KeyId, randomBytes(32), { ImportType: 'NEW_KEY_MATERIAL' });
    answers['import-new-key-material-response'] = await answer(second);
    answers['describe-key-with-new-material-response'] = await describeKey(KeyId);
    answers['rotate-key-on-demand-response'] = await answer(kms.send(new RotateKeyOnDemandCommand({ KeyId })));
    answers['describe-key-after-rotation'] = await describeKey(KeyId);
    answers['kms-encrypt-rotated-key-response'] = await answer(encrypt(KeyId));
    return answers;
  },

  test_rotate_key_on_demand_raises_for_no_pending_key_material: async () => {
    const { KeyId } = await createKey({ Origin: 'EXTERNAL' });
    await importMaterial(kms, KeyId);
    const rotated = kms.send(new RotateKeyOnDemandCommand({ KeyId }));
    return { 'rotate-key-on-demand-invalid-state-error': await refusal(rotated) };
  },
};

it('knows how to replay every recording', () => {
  expect(Object.keys(replays).toSorted()).toEqual(Object.keys(recordings).toSorted());
});

it.each(Object.keys(replays))('%s', async (name) => {
  const bindings: Bindings = new Map();
  const answers = await replays[name]?.();
  expect(matchRecording(recordings[name]?.['recorded-content'], answers, bindings)).toEqual([]);
});

it('would notice a missing, an additional and a different member', () => {
  const recorded = { a: '<id:1>', b: '<id:2>', c: 'fixed' };
  const differences = (answered: unknown) => matchRecording(recorded, answered, new Map()).length;
  expect(differences({ a: 'x', b: 'y', c: 'fixed' })).toBe(0);
  expect(differences({ a: 'x', b: 'x', c: 'fixed' })).toBe(1);
  expect(differences({ a: 'x', b: 'y' })).toBe(1);
  expect(differences({ a: 'x', b: 'y', c: 'fixed', d: 1 })).toBe(1);
  expect(differences({ a: 'x', b: 'y', c: 'other' })).toBe(1);
});
