// The CloudKms port over the AWS SDK's clients. Each method is one operation of AWS KMS (lists: as many as there are pages).
import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DeleteImportedKeyMaterialCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateMacCommand,
  GetKeyLastUsageCommand,
  GetKeyPolicyCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
  ListAliasesCommand,
  ListGrantsCommand,
  ListKeyRotationsCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateKeyDescriptionCommand,
  type KMSClient,
  type MacAlgorithmSpec,
} from '@aws-sdk/client-kms';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../../ports/clock';
import type { CloudKms, KmsAlias } from '../../ports/cloud-kms';
import { ConsoleError } from '../../../shared/errors';
import { keyUsageOf } from '../../../shared/key-spec';
import { createAwsCall, type AwsCall, type Pace } from './aws-call';
import { keyDescription, required, rotation } from './describe';

export interface AwsKmsParts {
  readonly kms: KMSClient;
  readonly sts: () => STSClient;
  readonly clock: Clock;
  readonly region: string;
  readonly pace: Pace;
}

export function createAwsKms(parts: AwsKmsParts): CloudKms {
  const call = createAwsCall(parts.clock, parts.region, parts.pace);
  return {
    region: parts.region,
    ...reads(parts, call),
    ...changes(parts, call),
    ...cryptography(parts, call),
    close: () => undefined,
  };
}

const requestId = (answer: { readonly $metadata: { readonly requestId?: string | undefined } }): string | null =>
  answer.$metadata.requestId ?? null;
const answered = (answer: Parameters<typeof requestId>[0]) => ({ awsRequestId: requestId(answer) });

/** Null instead of an error where the server does not know the operation: the console only reads with it. */
async function orNull<T>(work: Promise<T>, alsoUnsupported = false): Promise<T | null> {
  try {
    return await work;
  } catch (thrown) {
    const code = thrown instanceof ConsoleError ? thrown.code : null;
    if (code === 'kms.operation-missing' || (alsoUnsupported && code === 'kms.unsupported-operation')) return null;
    throw thrown;
  }
}

interface Page<T> {
  readonly items: readonly T[];
  /** Null at the end. */
  readonly next: string | null;
}

/** Every page of a list. A marker that repeats would never end and is refused. */
async function everyPage<T>(read: (marker: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const all: T[] = [];
  const seen = new Set<string>();
  for (let marker: string | undefined; ;) {
    const page = await read(marker);
    for (const item of page.items) all.push(item);
    if (page.next === null) return all;
    if (seen.has(page.next)) throw new ConsoleError('kms.endpoint-refused', { facts: { reason: 'repeated-marker' } });
    seen.add(page.next);
    marker = page.next;
  }
}

const nextOf = (answer: {
  readonly Truncated?: boolean | undefined;
  readonly NextMarker?: string | undefined;
}): string | null => (answer.Truncated === true ? (answer.NextMarker ?? null) : null);
const from = (marker: string | undefined) => (marker === undefined ? {} : { Marker: marker });

function reads(
  { kms, sts }: AwsKmsParts,
  call: AwsCall,
): Pick<
  CloudKms,
  | 'describeKey'
  | 'listKeyIds'
  | 'listResourceTags'
  | 'getKeyPolicy'
  | 'findAlias'
  | 'listAliases'
  | 'listKeyRotations'
  | 'callerIdentity'
  | 'getKeyLastUsage'
  | 'listGrants'
> {
  const listAliases = (): Promise<readonly KmsAlias[]> =>
    everyPage(async (marker) => {
      const answer = await call('ListAliases', () => kms.send(new ListAliasesCommand({ Limit: 100, ...from(marker) })));
      const items = (answer.Aliases ?? []).map((alias) => ({
        aliasName: alias.AliasName ?? '',
        targetKeyId: alias.TargetKeyId ?? null,
      }));
      return { items, next: nextOf(answer) };
    });
  return {
    async describeKey(keyId) {
      const answer = await call('DescribeKey', () => kms.send(new DescribeKeyCommand({ KeyId: keyId })));
      return keyDescription(answer.KeyMetadata, 'DescribeKey', requestId(answer));
    },
    listKeyIds: () =>
      everyPage(async (marker) => {
        const answer = await call('ListKeys', () => kms.send(new ListKeysCommand({ Limit: 1000, ...from(marker) })));
        return { items: (answer.Keys ?? []).flatMap((key) => key.KeyId ?? []), next: nextOf(answer) };
      }),
    listResourceTags: (keyId) =>
      orNull(
        everyPage(async (marker) => {
          const answer = await call('ListResourceTags', () =>
            kms.send(new ListResourceTagsCommand({ KeyId: keyId, ...from(marker) })),
          );
          return {
            items: (answer.Tags ?? []).map((tag) => ({ key: tag.TagKey ?? '', value: tag.TagValue ?? '' })),
            next: nextOf(answer),
          };
        }),
      ),
    async getKeyPolicy(keyId) {
      const answer = await call('GetKeyPolicy', () =>
        kms.send(new GetKeyPolicyCommand({ KeyId: keyId, PolicyName: 'default' })),
      );
      return required(answer.Policy, 'GetKeyPolicy', 'Policy', 'not-done');
    },
    listAliases,
    // DescribeKey by alias name would be one call, but answers NotFound alike for no alias and for an alias of a lost key.
    findAlias: async (aliasName) => (await listAliases()).find((alias) => alias.aliasName === aliasName) ?? null,
    listKeyRotations: (keyId) =>
      orNull(
        everyPage(async (marker) => {
          const input = { KeyId: keyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' as const, ...from(marker) };
          const answer = await call('ListKeyRotations', () => kms.send(new ListKeyRotationsCommand(input)));
          return { items: (answer.Rotations ?? []).map(rotation), next: nextOf(answer) };
        }),
        true,
      ),
    async getKeyLastUsage(keyId) {
      const answer = await orNull(
        call('GetKeyLastUsage', () => kms.send(new GetKeyLastUsageCommand({ KeyId: keyId }))),
        true,
      );
      if (answer === null) return null;
      return {
        operation: answer.KeyLastUsage?.Operation ?? null,
        at: answer.KeyLastUsage?.Timestamp?.toISOString() ?? null,
        trackedSince: answer.TrackingStartDate?.toISOString() ?? null,
      };
    },
    listGrants: (keyId) =>
      orNull(
        everyPage(async (marker) => {
          const answer = await call('ListGrants', () =>
            kms.send(new ListGrantsCommand({ KeyId: keyId, Limit: 100, ...from(marker) })),
          );
          const items = (answer.Grants ?? []).map((grant) => ({
            grantee: grant.GranteePrincipal ?? '',
            operations: grant.Operations ?? [],
          }));
          return { items, next: nextOf(answer) };
        }),
        true,
      ),
    async callerIdentity() {
      const answer = await orNull(call('GetCallerIdentity', () => sts().send(new GetCallerIdentityCommand({}))));
      if (answer === null) return null;
      return {
        accountId: required(answer.Account, 'GetCallerIdentity', 'Account', 'not-done'),
        arn: required(answer.Arn, 'GetCallerIdentity', 'Arn', 'not-done'),
        awsRequestId: requestId(answer),
      };
    },
  };
}

function changes(
  { kms }: AwsKmsParts,
  call: AwsCall,
): Pick<
  CloudKms,
  | 'createExternalKey'
  | 'getParametersForImport'
  | 'importKeyMaterial'
  | 'deleteImportedKeyMaterial'
  | 'createAlias'
  | 'updateAlias'
  | 'rotateKeyOnDemand'
  | 'enableKey'
  | 'disableKey'
  | 'scheduleKeyDeletion'
  | 'cancelKeyDeletion'
  | 'updateKeyDescription'
  | 'putKeyPolicy'
  | 'tagResource'
  | 'untagResource'
> {
  return {
    async createExternalKey({ keySpec = 'SYMMETRIC_DEFAULT', description, policy, tags }) {
      const command = new CreateKeyCommand({
        Origin: 'EXTERNAL',
        KeySpec: keySpec,
        KeyUsage: keyUsageOf(keySpec),
        Description: description,
        ...(policy === undefined ? {} : { Policy: policy }),
        Tags: tags.map((tag) => ({ TagKey: tag.key, TagValue: tag.value })),
      });
      const answer = await call('CreateKey', () => kms.send(command));
      return keyDescription(answer.KeyMetadata, 'CreateKey', requestId(answer));
    },
    async getParametersForImport(keyId, algorithm, keySpec) {
      const command = new GetParametersForImportCommand({
        KeyId: keyId,
        WrappingAlgorithm: algorithm,
        WrappingKeySpec: keySpec,
      });
      const answer = await call('GetParametersForImport', () => kms.send(command));
      const member = <T>(value: T | undefined, name: string): T =>
        required(value, 'GetParametersForImport', name, 'not-done');
      return {
        publicKeyDer: member(answer.PublicKey, 'PublicKey'),
        importToken: member(answer.ImportToken, 'ImportToken'),
        validTo: member(answer.ParametersValidTo, 'ParametersValidTo').toISOString(),
        awsRequestId: requestId(answer),
      };
    },
    async importKeyMaterial(input) {
      const command = new ImportKeyMaterialCommand({
        KeyId: input.keyId,
        ImportToken: input.importToken,
        EncryptedKeyMaterial: input.encryptedKeyMaterial,
        ...(input.validTo === undefined
          ? { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }
          : { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: input.validTo }),
        ...(input.importType === undefined ? {} : { ImportType: input.importType }),
        ...(input.keyMaterialId === undefined ? {} : { KeyMaterialId: input.keyMaterialId }),
        ...(input.keyMaterialDescription === undefined ? {} : { KeyMaterialDescription: input.keyMaterialDescription }),
      });
      const answer = await call('ImportKeyMaterial', () => kms.send(command));
      return { keyMaterialId: answer.KeyMaterialId ?? null, ...answered(answer) };
    },
    async deleteImportedKeyMaterial(keyId, keyMaterialId) {
      // Null only where the server gave no id at import: it then knows one material only.
      const command = new DeleteImportedKeyMaterialCommand({
        KeyId: keyId,
        ...(keyMaterialId === null ? {} : { KeyMaterialId: keyMaterialId }),
      });
      return answered(await call('DeleteImportedKeyMaterial', () => kms.send(command)));
    },
    createAlias: async (aliasName, targetKeyId) =>
      answered(
        await call('CreateAlias', () =>
          kms.send(new CreateAliasCommand({ AliasName: aliasName, TargetKeyId: targetKeyId })),
        ),
      ),
    updateAlias: async (aliasName, targetKeyId) =>
      answered(
        await call('UpdateAlias', () =>
          kms.send(new UpdateAliasCommand({ AliasName: aliasName, TargetKeyId: targetKeyId })),
        ),
      ),
    rotateKeyOnDemand: async (keyId) =>
      answered(await call('RotateKeyOnDemand', () => kms.send(new RotateKeyOnDemandCommand({ KeyId: keyId })))),
    enableKey: async (keyId) =>
      answered(await call('EnableKey', () => kms.send(new EnableKeyCommand({ KeyId: keyId })))),
    disableKey: async (keyId) =>
      answered(await call('DisableKey', () => kms.send(new DisableKeyCommand({ KeyId: keyId })))),
    async scheduleKeyDeletion(keyId, windowDays) {
      const command = new ScheduleKeyDeletionCommand({ KeyId: keyId, PendingWindowInDays: windowDays });
      const answer = await call('ScheduleKeyDeletion', () => kms.send(command));
      return { deletionDate: answer.DeletionDate?.toISOString() ?? null, ...answered(answer) };
    },
    cancelKeyDeletion: async (keyId) =>
      answered(await call('CancelKeyDeletion', () => kms.send(new CancelKeyDeletionCommand({ KeyId: keyId })))),
    updateKeyDescription: async (keyId, description) =>
      answered(
        await call('UpdateKeyDescription', () =>
          kms.send(new UpdateKeyDescriptionCommand({ KeyId: keyId, Description: description })),
        ),
      ),
    putKeyPolicy: async (keyId, policy) =>
      answered(
        await call('PutKeyPolicy', () =>
          kms.send(new PutKeyPolicyCommand({ KeyId: keyId, PolicyName: 'default', Policy: policy })),
        ),
      ),
    tagResource: async (keyId, { key, value }) =>
      answered(
        await call('TagResource', () =>
          kms.send(new TagResourceCommand({ KeyId: keyId, Tags: [{ TagKey: key, TagValue: value }] })),
        ),
      ),
    untagResource: async (keyId, tagKey) =>
      answered(
        await call('UntagResource', () => kms.send(new UntagResourceCommand({ KeyId: keyId, TagKeys: [tagKey] }))),
      ),
  };
}

/** Used to prove a key: the console never encrypts anything of its own with it. */
function cryptography({ kms }: AwsKmsParts, call: AwsCall): Pick<CloudKms, 'encrypt' | 'decrypt' | 'generateMac'> {
  return {
    async encrypt(keyId, plaintext) {
      const answer = await call('Encrypt', () => kms.send(new EncryptCommand({ KeyId: keyId, Plaintext: plaintext })));
      return required(answer.CiphertextBlob, 'Encrypt', 'CiphertextBlob', 'not-done');
    },
    async generateMac(keyId, algorithm, message) {
      const command = new GenerateMacCommand({
        KeyId: keyId,
        MacAlgorithm: algorithm as MacAlgorithmSpec,
        Message: message,
      });
      const answer = await call('GenerateMac', () => kms.send(command));
      return { mac: required(answer.Mac, 'GenerateMac', 'Mac', 'not-done'), awsRequestId: requestId(answer) };
    },
    async decrypt(keyId, ciphertext) {
      const answer = await call('Decrypt', () =>
        kms.send(new DecryptCommand({ KeyId: keyId, CiphertextBlob: ciphertext })),
      );
      return required(answer.Plaintext, 'Decrypt', 'Plaintext', 'not-done');
    },
  };
}
