// Tags and key policies of a key, and its grants (the simulator has none).
import { notFound, validation } from '../aws-error';
import { readPolicy } from '../model/policy';
import { requireState } from '../model/key-state';
import { readTags, withTags } from '../model/tags';
import type { RequestInput } from '../protocol/request-input';
import type { Operation, OperationFamily } from './operation';
import { page } from './paging';

/** The only policy name AWS KMS knows. */
const POLICY_NAME = 'default';

const tagResource: Operation = (input, context) => {
  const added = readTags(input);
  const key = context.records.resolveForChange(input.keyId());
  requireState(key, context.records.arn(key.keyId), ['Enabled', 'Disabled', 'PendingImport']);
  context.records.putKey({ ...key, tags: withTags(key.tags, added) });
  return {};
};

const untagResource: Operation = (input, context) => {
  const names = new Set(input.list('TagKeys'));
  const key = context.records.resolveForChange(input.keyId());
  requireState(key, context.records.arn(key.keyId), ['Enabled', 'Disabled', 'PendingImport']);
  context.records.putKey({ ...key, tags: key.tags.filter((tag) => !names.has(tag.TagKey)) });
  return {};
};

const listResourceTags: Operation = (input, context) => {
  const key = context.records.resolve(input.keyId(), 'no-aliases');
  const { items, paging } = page(input, key.tags, (tag) => tag.TagKey, { fallback: 50, max: 50 });
  return { Tags: items, ...paging };
};

function requirePolicyName(input: RequestInput): void {
  const name = input.optionalText('PolicyName', { min: 1, max: 128 }) ?? POLICY_NAME;
  if (name !== POLICY_NAME) throw notFound(`No such policy exists: ${name}`);
}

const getKeyPolicy: Operation = (input, context) => {
  requirePolicyName(input);
  const key = context.records.resolve(input.keyId(), 'no-aliases');
  return { Policy: key.policy, PolicyName: POLICY_NAME };
};

const putKeyPolicy: Operation = (input, context) => {
  const name = input.optionalText('PolicyName', { min: 1, max: 128 }) ?? POLICY_NAME;
  if (name !== POLICY_NAME) throw validation(`PolicyName must be ${POLICY_NAME}.`);
  const policy = readPolicy(input);
  const key = context.records.resolveForChange(input.keyId());
  context.records.putKey({ ...key, policy });
  return {};
};

const listKeyPolicies: Operation = (input, context) => {
  context.records.resolve(input.keyId(), 'no-aliases');
  return { PolicyNames: [POLICY_NAME], Truncated: false };
};

const listGrants: Operation = (input, context) => {
  context.records.resolve(input.keyId(), 'no-aliases');
  return { Grants: [], Truncated: false };
};

export const tagPolicyOperations: OperationFamily = {
  TagResource: tagResource,
  UntagResource: untagResource,
  ListResourceTags: listResourceTags,
  GetKeyPolicy: getKeyPolicy,
  PutKeyPolicy: putKeyPolicy,
  ListKeyPolicies: listKeyPolicies,
  ListGrants: listGrants,
};
