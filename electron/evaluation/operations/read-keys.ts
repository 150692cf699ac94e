// DescribeKey and ListKeys.
import { keyMetadata } from '../model/key-metadata';
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

export const readKeyOperations: OperationFamily = { DescribeKey: describeKey, ListKeys: listKeys };
