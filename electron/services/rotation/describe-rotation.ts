// What approvers read of a force rotate: what is made, where, and what of it AWS will know.
import type { EffectFact } from '../../../shared/schemas/approvals';
import { keyLengthName, keySpecOf } from '../../../shared/key-spec';
import { effectWords as words } from '../../../shared/text/effect-words';
import { effectFact } from '../effect-facts';
import { tagWords, type ShownCredential } from '../key-groups/describe-group';
import type { ForceRotateJobInput } from './force-rotate-input';

const { rows } = words;

function aliasWords({ alias, aliasTarget, method }: ForceRotateJobInput): string {
  if (method === 'same-key') return words.aliasStays(alias);
  return aliasTarget === null ? words.aliasMade(alias) : words.aliasMoves(alias, aliasTarget);
}

/** What a KMS key is made with; one that exists keeps what it has. */
function newKeyFacts({ method, description, policy, tags }: ForceRotateJobInput): readonly EffectFact[] {
  if (method !== 'first-key' && method !== 'new-key') return [];
  return [
    ...(description === '' ? [] : [effectFact(rows.description, description)]),
    effectFact(rows.policy, policy ?? words.defaultPolicy),
    ...(tags.length === 0 ? [] : [effectFact(rows.tags, tagWords(tags))]),
  ];
}

export function describeRotation(input: ForceRotateJobInput, credential: ShownCredential): readonly EffectFact[] {
  const { method, currentKeyArn, currentKeyId, materialExpiresInDays: days } = input;
  const kmsKey = currentKeyArn ?? currentKeyId;
  return [
    effectFact(rows.method, words.methods[method]),
    effectFact(rows.newKey, input.keyName),
    effectFact(rows.keyLength, keyLengthName(keySpecOf(input))),
    effectFact(rows.region, input.region),
    effectFact(rows.account, words.account(credential.accountId, credential.endpoint)),
    ...(credential.endpoint.kind === 'custom' ? [effectFact(rows.endpoint, words.endpoint(credential.endpoint))] : []),
    effectFact(rows.credential, words.credential(credential.name, credential.accessKeyId)),
    ...(kmsKey === null ? [] : [effectFact(method === 'new-key' ? rows.kmsKey : rows.kmsKeyKept, kmsKey)]),
    effectFact(rows.alias, aliasWords(input)),
    effectFact(rows.materialExpires, days === null ? words.doesNotExpire : words.expiresAfter(days)),
    effectFact(rows.wrapping, words.wrapping(input.wrappingAlgorithm, input.wrappingKeySpec)),
    ...newKeyFacts(input),
  ];
}
