// ARNs of keys and aliases, and how a KeyId parameter names one of them.
import { AwsError } from '../aws-error';

export function keyArn(accountId: string, region: string, keyId: string): string {
  return `arn:aws:kms:${region}:${accountId}:key/${keyId}`;
}

export function aliasArn(accountId: string, region: string, aliasName: string): string {
  return `arn:aws:kms:${region}:${accountId}:${aliasName}`;
}

/** What a KeyId parameter says: a key, or an alias of the account and Region. */
export type KeyReference =
  { readonly kind: 'key'; readonly keyId: string } | { readonly kind: 'alias'; readonly aliasName: string };

const keyIdPattern = /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const arnPattern = /^arn:(aws[a-z-]*):kms:([a-z0-9-]+):(\d{12}):((?:key|alias)\/.+)$/;

/**
 * Reads a KeyId parameter: key id, key ARN, alias name or alias ARN. A well-formed ARN of another account or Region
 * names nothing here: NotFoundException, as AWS answers. Any other text is no key id.
 */
export function parseKeyReference(text: string, accountId: string, region: string): KeyReference {
  if (text.startsWith('alias/')) return { kind: 'alias', aliasName: text };
  if (!text.startsWith('arn:')) {
    if (keyIdPattern.test(text)) return { kind: 'key', keyId: text };
    throw new AwsError('NotFoundException', `Invalid keyId '${text}'`);
  }
  const [, , arnRegion, arnAccount, resource] = arnPattern.exec(text) ?? [];
  if (resource === undefined) throw new AwsError('InvalidArnException', `Invalid arn ${text}`);
  if (arnRegion !== region) throw new AwsError('NotFoundException', `Invalid arn ${String(arnRegion)}`);
  if (arnAccount !== accountId) {
    throw new AwsError('AccessDeniedException', `The request was denied: ${text} belongs to another account`);
  }
  if (resource.startsWith('alias/')) return { kind: 'alias', aliasName: resource };
  return { kind: 'key', keyId: resource.slice('key/'.length) };
}
