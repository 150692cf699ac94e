// Differences of policy and tags of the active KMS key from the group's template. Policies are compared by meaning.
import { canonicalJson } from '../../shared/canonical-json';
import type { Drift } from '../../shared/schemas/reconcile';
import { makeDrift, type GroupSide } from './drift-sides';
import type { KeyGroup } from './entities';
import { samePolicyMeaning } from './policy-meaning';

type About = Pick<Drift, 'kmsKeyId' | 'keyId' | 'keyName'>;

/** What CreateKey gives a key that is made without a policy (AWS KMS Developer Guide: default key policy). */
export function defaultKeyPolicy(accountId: string, partition = 'aws'): string {
  const statement = {
    Sid: 'Enable IAM User Permissions',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  return JSON.stringify({ Version: '2012-10-17', Id: 'key-default-1', Statement: [statement] });
}

/** Names of a policy and of its statements say nothing about what it allows. */
function withoutNames(policy: string): string {
  try {
    const { Id: _id, Statement: statement, ...rest } = JSON.parse(policy) as Record<string, unknown>;
    const statements = (Array.isArray(statement) ? statement : [statement]) as readonly Record<string, unknown>[];
    return canonicalJson({ ...rest, Statement: statements.map(({ Sid: _sid, ...each }) => each) });
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof TypeError) return policy;
    throw thrown;
  }
}

/**
 * A group without a policy believes in AWS's default policy where the console made the key; of an adopted key it believes nothing.
 * @param about the active KMS key
 */
export function policyDrift(
  group: KeyGroup,
  { policy, accountId }: GroupSide,
  about: About,
  madeByConsole: boolean,
): readonly Drift[] {
  if (policy === undefined) return [];
  const own = group.template.policy;
  if (own !== null)
    return samePolicyMeaning(own, policy)
      ? []
      : [makeDrift('policy', about, { ours: own, aws: policy }, ['take', 'push'])];
  if (!madeByConsole || accountId === null) return [];
  const partition = /^arn:(aws[a-z-]*):/.exec(group.activeKeyArn ?? '')?.[1] ?? 'aws';
  const ours = defaultKeyPolicy(accountId, partition);
  return samePolicyMeaning(withoutNames(ours), withoutNames(policy))
    ? []
    : [makeDrift('policy', about, { ours, aws: policy }, ['take', 'push'])];
}

/** Tags that AWS or the console itself sets are nobody's choice. */
const reserved = (key: string): boolean => key.startsWith('aws:') || key.startsWith('kmes:');

/** One difference for each tag that is missing, has another value, or that the template does not know. */
export function tagDrifts(group: KeyGroup, { tags }: GroupSide, about: About, may: Drift['may']): readonly Drift[] {
  if (tags === undefined) return [];
  const ours = new Map(group.template.tags.map(({ key, value }) => [key, value]));
  const theirs = new Map(tags.filter(({ key }) => !reserved(key)).map(({ key, value }) => [key, value]));
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter((key) => ours.get(key) !== theirs.get(key))
    .map((key) =>
      makeDrift('tag', { ...about, subject: key }, { ours: ours.get(key) ?? null, aws: theirs.get(key) ?? null }, may),
    );
}
