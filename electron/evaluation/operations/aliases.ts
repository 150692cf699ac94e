// CreateAlias, UpdateAlias, DeleteAlias and ListAliases.
import { AwsError, notFound, validation } from '../aws-error';
import { timestamp } from '../model/key-metadata';
import { aliasArn } from '../model/arns';
import type { AliasRecord, KeyRecord } from '../model/key-record';
import { requireState } from '../model/key-state';
import { keyFamily } from '../model/key-specs';
import type { RequestInput } from '../protocol/request-input';
import type { Operation, OperationContext, OperationFamily } from './operation';
import { page } from './paging';

/** AWS KMS quotas: aliases per KMS key. */
const MAX_ALIASES_PER_KEY = 50;

function readAliasName(input: RequestInput): string {
  const name = input.text('AliasName', { min: 1, max: 256 });
  if (!name.startsWith('alias/')) {
    throw validation(
      'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    );
  }
  if (!/^alias\/[a-zA-Z0-9/_-]+$/.test(name)) {
    throw validation(
      `1 validation error detected: Value '${name}' at 'aliasName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$`,
    );
  }
  return name;
}

function targetKey(input: RequestInput, context: OperationContext): KeyRecord {
  const key = context.records.resolveForChange(input.keyId('TargetKeyId'));
  requireState(key, context.records.arn(key.keyId), ['Enabled', 'Disabled', 'PendingImport']);
  return key;
}

function requireRoom(key: KeyRecord, context: OperationContext): void {
  const count = context.records.aliases('current').filter((alias) => alias.targetKeyId === key.keyId).length;
  if (count >= MAX_ALIASES_PER_KEY) {
    throw new AwsError(
      'LimitExceededException',
      `The maximum number of aliases for ${context.records.arn(key.keyId)} was reached.`,
    );
  }
}

const createAlias: Operation = (input, context) => {
  const aliasName = readAliasName(input);
  if (aliasName.startsWith('alias/aws/')) throw new AwsError('NotAuthorizedException', '');
  const key = targetKey(input, context);
  if (context.records.alias(aliasName, 'current') !== null) {
    const arn = aliasArn(context.accountId, context.region, aliasName);
    throw new AwsError('AlreadyExistsException', `An alias with the name ${arn} already exists`);
  }
  requireRoom(key, context);
  const { nowMs } = context;
  context.records.putAlias({ aliasName, targetKeyId: key.keyId, createdAtMs: nowMs, updatedAtMs: nowMs });
  return {};
};

function existingAlias(aliasName: string, context: OperationContext): AliasRecord {
  const seen = context.records.alias(aliasName, 'lagging');
  const alias = seen === null ? null : context.records.alias(aliasName, 'current');
  if (alias !== null) return alias;
  throw notFound(`Alias ${aliasArn(context.accountId, context.region, aliasName)} is not found.`);
}

const updateAlias: Operation = (input, context) => {
  const aliasName = readAliasName(input);
  const key = targetKey(input, context);
  const alias = existingAlias(aliasName, context);
  requireSameKind(alias, key, context);
  if (alias.targetKeyId !== key.keyId) requireRoom(key, context);
  context.records.putAlias({ ...alias, targetKeyId: key.keyId, updatedAtMs: context.nowMs });
  return {};
};

/** AWS KMS API, UpdateAlias: both keys must be of the same type (symmetric, asymmetric, HMAC) and usage. */
function requireSameKind(alias: AliasRecord, key: KeyRecord, context: OperationContext): void {
  const old = context.records.key(alias.targetKeyId, 'current');
  if (old === null) return;
  const kind = (of: KeyRecord): string => {
    const family = keyFamily(of.keySpec);
    return `${family === 'rsa' || family === 'ecc' ? 'asymmetric' : family}/${of.keyUsage}`;
  };
  if (kind(old) !== kind(key)) {
    throw validation('Alias cannot be updated to a KMS key with a different key type or key usage.');
  }
}

const deleteAlias: Operation = (input, context) => {
  const aliasName = readAliasName(input);
  existingAlias(aliasName, context);
  context.records.removeAlias(aliasName);
  return {};
};

const listAliases: Operation = (input, context) => {
  const keyId = input.has('KeyId') ? context.records.resolve(input.keyId(), 'no-aliases').keyId : null;
  const all = context.records
    .aliases('lagging')
    .filter((alias) => keyId === null || alias.targetKeyId === keyId)
    .toSorted((a, b) => (a.aliasName < b.aliasName ? -1 : 1));
  const { items, paging } = page(input, all, (alias) => alias.aliasName, { fallback: 50, max: 100 });
  const entry = (alias: AliasRecord): Record<string, unknown> => ({
    AliasName: alias.aliasName,
    AliasArn: aliasArn(context.accountId, context.region, alias.aliasName),
    TargetKeyId: alias.targetKeyId,
    CreationDate: timestamp(alias.createdAtMs),
    LastUpdatedDate: timestamp(alias.updatedAtMs),
  });
  return { Aliases: items.map(entry), ...paging };
};

export const aliasOperations: OperationFamily = {
  CreateAlias: createAlias,
  UpdateAlias: updateAlias,
  DeleteAlias: deleteAlias,
  ListAliases: listAliases,
};
