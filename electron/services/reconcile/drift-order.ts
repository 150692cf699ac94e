// The order by which people answer differences: found in the last comparison, found again in AWS just now, frozen and shown.
import type { Credential, Key, KeyGroup } from '../../domain/entities';
import { chooseWrapping } from '../../domain/wrapping-choice';
import { pushActs } from '../../../shared/drift-push';
import type { HsmCapabilities } from '../../ports/hsm';
import { ConsoleError } from '../../../shared/errors';
import { keySpecOf } from '../../../shared/key-spec';
import type { EffectFact } from '../../../shared/schemas/approvals';
import type { Drift, DriftAnswer, DriftAnswerInput } from '../../../shared/schemas/reconcile';
import { driftLabel, driftValue } from '../../../shared/text/drift-words';
import { effectWords as words } from '../../../shared/text/effect-words';
import { effectFact } from '../effect-facts';
import type { AwsAccessParts } from '../rotation/group-access';
import { compareWholeGroup } from './compare-group';
import type { PushJobInput } from './push-input';

export interface DriftOrderParts extends AwsAccessParts {
  capabilities(): HsmCapabilities;
}

/** What all three answers freeze; for a push it is the job's input. */
export type FrozenAnswer = PushJobInput;

export const driftChanged = (groupId: string): ConsoleError =>
  new ConsoleError('state.conflict', { facts: { what: 'drift', groupId } });

/** The chosen differences as the last comparison holds them, at the time at which the officer saw them. */
export async function seenDrifts(
  parts: DriftOrderParts,
  { groupId, driftIds, checkedAt }: DriftAnswerInput,
): Promise<readonly Drift[]> {
  const row = await parts.store.read((tx) => tx.reconciliations.get(groupId));
  if (row === null || row.checkedAt !== checkedAt) throw driftChanged(groupId);
  return [...new Set(driftIds)].map((id) => {
    const seen = row.drifts.find((drift) => drift.id === id);
    if (seen === undefined) throw driftChanged(groupId);
    return seen;
  });
}

/** Rejects with `state.conflict` (what: drift) unless AWS and the console still differ exactly so. */
export async function freezeAnswer(
  parts: DriftOrderParts,
  answer: DriftAnswer,
  order: { readonly groupId: string; readonly drifts: readonly Drift[]; readonly justification: string },
  now: Date,
): Promise<FrozenAnswer> {
  const { groupId, drifts, justification } = order;
  const { belief, credential, drifts: found } = await compareWholeGroup(parts, groupId, now);
  const again = drifts.map((seen) => {
    const drift = found.find(({ id }) => id === seen.id);
    if (drift?.ours !== seen.ours || drift.aws !== seen.aws) throw driftChanged(groupId);
    if (answer !== 'ignore' && !drift.may.includes(answer)) throw driftChanged(groupId);
    return drift;
  });
  const imported = answer === 'push' ? again.filter((drift) => pushActs(drift).includes('import')) : [];
  const { template } = belief.group;
  return {
    ...{ groupId, revision: belief.group.revision, groupName: template.name },
    ...access(credential, belief.group),
    wrappingAlgorithm: imported.length === 0 ? null : chooseWrapping(template.wrappingAlgorithm, parts.capabilities()),
    wrappingKeySpec: imported.length === 0 ? null : template.wrappingKeySpec,
    keySpec: keySpecOf(template),
    drifts: again,
    held: imported.map((drift) => heldOf(drift, belief.keys)),
    justification,
  };
}

const access = ({ id, accessKeyId, accountId }: Credential, { template }: KeyGroup) => ({
  ...{ credentialId: id, accessKeyId, accountId, region: template.region },
});

function heldOf(drift: Drift, keys: readonly Key[]): FrozenAnswer['held'][number] {
  const key = keys.find(({ id }) => id === drift.keyId);
  if (key === undefined) throw new ConsoleError('not-found', { facts: { kind: 'key', id: drift.keyId } });
  const { id, name, keyMaterialId, hsmReference, checkValue, materialExpiresAt } = key;
  return {
    id,
    name,
    kmsKeyId: key.kmsKeyId ?? '',
    keyMaterialId,
    hsmReference,
    checkValue,
    validTo: materialExpiresAt,
  };
}

const answerWords: Readonly<Record<DriftAnswer, string>> = {
  take: 'Take AWS’s side into the console; AWS stays as it is',
  push: 'Push the console’s side into AWS',
  ignore: 'Leave both as they are, until one of them changes',
};

/** What approvers read: each difference with what it becomes, and what it is now where it changes. */
export function describeAnswer(answer: DriftAnswer, frozen: FrozenAnswer): readonly EffectFact[] {
  const { rows } = words;
  return [
    effectFact(rows.operation, answerWords[answer]),
    effectFact(rows.keyGroup, frozen.groupName),
    effectFact(rows.region, frozen.region),
    effectFact(rows.account, frozen.accountId ?? words.unknown),
    ...frozen.drifts.map((drift) => {
      const [ours, aws] = [driftValue(drift.field, drift.ours), driftValue(drift.field, drift.aws)];
      if (answer === 'take') return effectFact(driftLabel(drift), aws, ours);
      if (answer === 'push') return effectFact(driftLabel(drift), ours, aws);
      return effectFact(driftLabel(drift), words.bothSides(ours, aws));
    }),
  ];
}
