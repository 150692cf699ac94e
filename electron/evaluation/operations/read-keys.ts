// DescribeKey, ListKeys and GetKeyLastUsage.
import { keyMetadata, timestamp } from '../model/key-metadata';
import type { Operation, OperationFamily } from './operation';
import { page } from './paging';

const describeKey: Operation = (input, context) => {
  const key = context.records.resolve(input.keyId(), 'aliases');
  return { KeyMetadata: keyMetadata(key, context.accountId) };
};

const listKeys: Operation = (input, context) => {
  const { items, paging } = page(input, context.records.keys('lagging'), (key) => key.keyId, {
    fallback: 100,
    max: 1000,
  });
  return { Keys: items.map(({ keyId }) => ({ KeyId: keyId, KeyArn: context.records.arn(keyId) })), ...paging };
};

const getKeyLastUsage: Operation = (input, context) => {
  const key = context.records.resolve(input.keyId(), 'no-aliases');
  const usage = context.records.lastUsage(key.keyId);
  const keyLastUsage =
    usage === null
      ? {}
      : {
          Operation: usage.operation,
          Timestamp: timestamp(usage.atMs),
          CloudTrailEventId: usage.eventId,
          KmsRequestId: usage.requestId,
        };
  return {
    KeyId: context.records.arn(key.keyId),
    KeyLastUsage: keyLastUsage,
    TrackingStartDate: timestamp(key.createdAtMs),
    KeyCreationDate: timestamp(key.createdAtMs),
  };
};

export const readKeyOperations: OperationFamily = {
  DescribeKey: describeKey,
  ListKeys: listKeys,
  GetKeyLastUsage: getKeyLastUsage,
};
