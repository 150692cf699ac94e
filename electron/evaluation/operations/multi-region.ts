// ReplicateKey and UpdatePrimaryRegion, and how related keys are kept in step.
import { AwsError, unsupported, validation } from '../aws-error';
import { keyMetadata } from '../model/key-metadata';
import type { KeyRecord } from '../model/key-record';
import { requireState } from '../model/key-state';
import { alignPending, isPrimary, replicaOf } from '../model/multi-region';
import { defaultPolicy, readPolicy } from '../model/policy';
import { readTags } from '../model/tags';
import type { RequestInput } from '../protocol/request-input';
import type { Operation, OperationContext, OperationFamily } from './operation';

const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** The enabled primary that KeyId names. */
function primaryKey(input: RequestInput, context: OperationContext): KeyRecord & { multiRegion: object } {
  const key = context.records.resolveForChange(input.keyId());
  const arn = context.records.arn(key.keyId);
  if (key.multiRegion === null || !isPrimary(key)) {
    throw unsupported(`${arn} is not a multi-Region primary key.`);
  }
  requireState(key, arn, ['Enabled']);
  return { ...key, multiRegion: key.multiRegion };
}

const replicateKey: Operation = (input, context) => {
  const region = input.text('ReplicaRegion', { min: 1, max: 32, pattern: REGION });
  const primary = primaryKey(input, context);
  const elsewhere = context.records.elsewhere(region);
  if (region === context.region || elsewhere.key(primary.keyId, 'current') !== null) {
    throw new AwsError('AlreadyExistsException', `The key ${primary.keyId} already exists in ${region}.`);
  }
  const { primaryRegion, replicaRegions } = primary.multiRegion;
  const multiRegion = { primaryRegion, replicaRegions: [...replicaRegions, region] };
  const replica = replicaOf(
    { ...primary, multiRegion },
    {
      region,
      nowMs: context.nowMs,
      description: input.optionalText('Description', { max: 8192 }) ?? '',
      policy: input.has('Policy') ? readPolicy(input) : defaultPolicy(context.accountId),
      tags: readTags(input),
    },
  );
  context.records.putKey({ ...primary, multiRegion });
  elsewhere.putKey(replica);
  alignRelated(primary.keyId, context);
  return {
    ReplicaKeyMetadata: keyMetadata(replica, context.accountId),
    ReplicaPolicy: replica.policy,
    ReplicaTags: replica.tags,
  };
};

const updatePrimaryRegion: Operation = (input, context) => {
  const region = input.text('PrimaryRegion', { min: 1, max: 32, pattern: REGION });
  const primary = primaryKey(input, context);
  const { replicaRegions } = primary.multiRegion;
  if (!replicaRegions.includes(region)) throw validation(`${primary.keyId} has no replica key in ${region}.`);
  const regions = [context.region, ...replicaRegions.filter((other) => other !== region)];
  for (const place of [context.region, ...replicaRegions]) {
    const records = context.records.elsewhere(place);
    const key = records.key(primary.keyId, 'current');
    if (key !== null) records.putKey({ ...key, multiRegion: { primaryRegion: region, replicaRegions: regions } });
  }
  return {};
};

/** After a change of materials: pending material of the primary is listed alike in every related key. */
export function alignRelated(keyId: string, context: OperationContext): void {
  const here = context.records.key(keyId, 'current');
  if (here?.multiRegion === null || here === null) return;
  const { primaryRegion, replicaRegions } = here.multiRegion;
  const primary = context.records.elsewhere(primaryRegion).key(keyId, 'current');
  if (primary === null) return;
  const replicas = replicaRegions.flatMap((region) => context.records.elsewhere(region).key(keyId, 'current') ?? []);
  const before = [primary, ...replicas];
  alignPending(primary, replicas).forEach((key, index) => {
    if (key !== before[index]) context.records.elsewhere(key.region).putKey(key);
  });
}

export const multiRegionOperations: OperationFamily = {
  ReplicateKey: replicateKey,
  UpdatePrimaryRegion: updatePrimaryRegion,
};
