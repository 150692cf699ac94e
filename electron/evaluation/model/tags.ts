// Tags of a KMS key and AWS's rules for them.
import { AwsError } from '../aws-error';
import type { RequestInput } from '../protocol/request-input';
import type { Tag } from './key-record';

/** AWS KMS quotas: tags per key. */
const MAX_TAGS = 50;

function tagError(message: string): AwsError {
  return new AwsError('TagException', message);
}

/** The Tags member; empty when absent. */
export function readTags(input: RequestInput): readonly Tag[] {
  const tags = input.list('Tags').map((entry): Tag => {
    const { TagKey: key, TagValue: value } = entry as { TagKey?: unknown; TagValue?: unknown };
    if (typeof key !== 'string' || key.length < 1 || key.length > 128) throw tagError('Tag key is not valid.');
    if (typeof value !== 'string' || value.length > 256) throw tagError('Tag value is not valid.');
    if (key.startsWith('aws:')) throw tagError('Tags beginning with aws: are reserved');
    return { TagKey: key, TagValue: value };
  });
  if (new Set(tags.map((tag) => tag.TagKey)).size < tags.length) throw tagError('Duplicate tag keys');
  if (tags.length > MAX_TAGS) throw tagError('Too many tags');
  return tags;
}

/** The tags with `added` put in or replaced. */
export function withTags(tags: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const names = new Set(added.map((tag) => tag.TagKey));
  const result = [...tags.filter((tag) => !names.has(tag.TagKey)), ...added];
  if (result.length > MAX_TAGS) throw tagError('Too many tags');
  return result;
}
