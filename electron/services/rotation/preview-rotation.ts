// What a force rotate of a group would do now: read from the store and from AWS, decided by the rules, frozen by a digest.
import { digestOf } from '../../domain/digest';
import type { Credential, Key, KeyGroup } from '../../domain/entities';
import { keyName } from '../../domain/key-group-rules';
import {
  monthlyPriceChange,
  planDigest,
  plannedCalls,
  planRotation,
  planWarnings,
  type AwsSide,
  type RotationPlan,
} from '../../domain/rotation-plan';
import { assertMakes, chooseWrapping } from '../../domain/wrapping-choice';
import type { HsmCapabilities } from '../../ports/hsm';
import { keySpecOf } from '../../../shared/key-spec';
import { ConsoleError } from '../../../shared/errors';
import type { RotationPreview } from '../../../shared/schemas/key-groups';
import type { ForceRotateJobInput } from './force-rotate-input';
import { openGroup, type AwsAccessParts } from './group-access';
import { readAwsSide } from './read-aws-side';

export interface PreviewParts extends AwsAccessParts {
  capabilities(): HsmCapabilities;
}

export interface PlannedRotation {
  readonly group: KeyGroup;
  readonly credential: Credential;
  readonly plan: RotationPlan;
  readonly aws: AwsSide;
  readonly digest: string;
}

/** Reads and decides; changes nothing. Rejects as `planRotation` does, and with what reading AWS rejects with. */
export async function planGroupRotation(parts: PreviewParts, groupId: string): Promise<PlannedRotation> {
  const { group, keys } = await parts.store.read(async (tx) => ({
    group: await tx.groups.get(groupId),
    keys: await tx.keys.ofGroup(groupId),
  }));
  if (group === null) throw new ConsoleError('not-found', { facts: { kind: 'key-group', id: groupId } });
  // Before AWS is asked anything: a token that cannot wrap as the group wants needs no answer of AWS.
  assertMakes(parts.capabilities(), keySpecOf(group.template));
  const wrapping = chooseWrapping(group.template.wrappingAlgorithm, parts.capabilities());
  const { kms, credential } = await openGroup(parts, group);
  try {
    const aws = await readAwsSide(kms, group, credential.accountId);
    const plan = planRotation(group, historyOf(keys), aws, wrapping);
    return { group, credential, plan, aws, digest: planDigest(group, plan, aws) };
  } finally {
    kms.close();
  }
}

const historyOf = (keys: readonly Key[]) => ({
  lastGeneration: Math.max(0, ...keys.map((key) => key.generation)),
  everActive: keys.some((key) => key.activatedAt !== null),
});

/** @param approvalsRequired by the policy as it is now */
export function rotationPreview(planned: PlannedRotation, approvalsRequired: number): RotationPreview {
  const { group, credential, plan, aws } = planned;
  const simulator = credential.endpoint.kind === 'simulator';
  return {
    groupId: group.id,
    groupName: group.template.name,
    generation: plan.generation,
    method: plan.method,
    region: group.template.region,
    accountId: aws.accountId,
    alias: group.template.alias,
    aliasTarget: plan.aliasTarget,
    currentKeyId: plan.keyId,
    wrappingAlgorithm: plan.wrappingAlgorithm,
    wrappingKeySpec: plan.wrappingKeySpec,
    simulator,
    calls: [...plannedCalls(plan, keySpecOf(group.template))],
    rotationsLeft: plan.rotationsLeft,
    monthlyPriceChange: monthlyPriceChange(plan, aws.rotationsUsed),
    warnings: planWarnings(plan, group, simulator),
    approvalsRequired,
    digest: planned.digest,
  };
}

/** Exactly what the job will be told. Nothing random in it: the same order made again has the same digest. */
export function forceRotateInputOf(planned: PlannedRotation, justification: string): ForceRotateJobInput {
  const { group, plan, digest } = planned;
  const { template } = group;
  return {
    groupId: group.id,
    revision: group.revision,
    groupName: template.name,
    credentialId: template.credentialId,
    region: template.region,
    alias: template.alias,
    description: template.description,
    policy: template.policy,
    tags: template.tags,
    keySpec: keySpecOf(template),
    materialExpiresInDays: template.materialExpiresInDays,
    method: plan.method,
    generation: plan.generation,
    keyRowId: digestOf({ groupId: group.id, generation: plan.generation }).slice(0, 32),
    keyName: keyName(template.name, plan.generation),
    currentKeyId: plan.keyId,
    currentKeyArn: plan.keyId === group.activeKeyId ? group.activeKeyArn : null,
    aliasTarget: plan.aliasTarget,
    wrappingAlgorithm: plan.wrappingAlgorithm,
    wrappingKeySpec: plan.wrappingKeySpec,
    previewDigest: digest,
    justification,
  };
}
