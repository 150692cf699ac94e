// What a force rotate will do: method, calls in order, warnings, and the digest that freezes what the officer saw.
import {
  onDemandRotationLimit,
  type KeySpec,
  type WrappingAlgorithm,
  type WrappingKeySpec,
} from '../../shared/aws-terms';
import { ConsoleError } from '../../shared/errors';
import { isHmac, keySpecOf, rotatesInPlace, secretOf } from '../../shared/key-spec';
import type { RotationPreview } from '../../shared/schemas/key-groups';
import { digestOf } from './digest';
import type { KeyGroup } from './entities';

/** The AWS side as read just now. */
export interface AwsSide {
  readonly accountId: string | null;
  /** Key id the alias points to; null when the alias does not exist. */
  readonly aliasTarget: string | null;
  /** The group's active KMS key, when it has one. */
  readonly activeKey: {
    readonly keyId: string;
    readonly state: string;
    readonly origin: string;
    readonly hadMaterial: boolean;
    readonly currentKeyMaterialId: string | null;
  } | null;
  /** On-demand rotations used in the active key's life; null when it cannot be read. */
  readonly rotationsUsed: number | null;
  /** Material imported into the active key and not yet current; AWS takes no other beside it. Null when there is none or it cannot be read. */
  readonly pendingMaterialId: string | null;
}

/** What the group has made so far. */
export interface GroupHistory {
  /** Number of the newest generation, kept or given up; 0 before the first. */
  readonly lastGeneration: number;
  /** Did any generation ever become the active key? */
  readonly everActive: boolean;
}

export type RotationKind = RotationPreview['method'];

/** Frozen when the job is queued; the steps act on this and nothing newer. */
export interface RotationPlan {
  readonly method: RotationKind;
  readonly generation: number;
  readonly keyId: string | null;
  readonly aliasTarget: string | null;
  readonly wrappingAlgorithm: WrappingAlgorithm;
  readonly wrappingKeySpec: WrappingKeySpec;
  readonly rotationsLeft: number | null;
}

/**
 * Decides the method by product.md section 4 and refuses what cannot work, before anything is asked of anyone.
 * Errors: kms.key-origin, kms.key-has-material, kms.invalid-state, kms.limit-exceeded, kms.alias-elsewhere.
 */
export function planRotation(
  group: KeyGroup,
  history: GroupHistory,
  aws: AwsSide,
  wrappingAlgorithm: WrappingAlgorithm,
): RotationPlan {
  const { template } = group;
  const common = {
    generation: history.lastGeneration + 1,
    aliasTarget: aws.aliasTarget,
    wrappingAlgorithm,
    wrappingKeySpec: template.wrappingKeySpec,
  };
  const facts = { alias: template.alias, region: template.region };
  const elsewhere = aws.aliasTarget !== null && aws.aliasTarget !== group.activeKeyId;
  if (elsewhere) throw new ConsoleError('kms.alias-elsewhere', { facts: { ...facts, target: aws.aliasTarget } });

  if (!history.everActive && aws.activeKey === null) {
    return { ...common, method: 'first-key', keyId: null, rotationsLeft: null };
  }
  const key = aws.activeKey;
  if (key === null) throw new ConsoleError('kms.not-found', { facts: { ...facts, keyId: group.activeKeyId } });
  const keyFacts = { ...facts, keyId: key.keyId, state: key.state, origin: key.origin };
  if (key.origin !== 'EXTERNAL') throw new ConsoleError('kms.key-origin', { facts: keyFacts });
  if (!history.everActive) {
    if (key.hadMaterial) throw new ConsoleError('kms.key-has-material', { facts: keyFacts });
    if (key.state !== 'PendingImport') throw new ConsoleError('kms.invalid-state', { facts: keyFacts });
    return { ...common, method: 'adopt-key', keyId: key.keyId, rotationsLeft: null };
  }
  if (template.rotationMethod === 'new-key' || !rotatesInPlace(keySpecOf(template))) {
    return { ...common, method: 'new-key', keyId: key.keyId, rotationsLeft: null };
  }
  if (key.state !== 'Enabled') throw new ConsoleError('kms.invalid-state', { facts: keyFacts });
  if (aws.pendingMaterialId !== null) {
    throw new ConsoleError('kms.invalid-state', {
      facts: { ...keyFacts, pendingKeyMaterialId: aws.pendingMaterialId },
    });
  }
  const rotationsLeft = aws.rotationsUsed === null ? null : onDemandRotationLimit - aws.rotationsUsed;
  if (rotationsLeft !== null && rotationsLeft <= 0) {
    throw new ConsoleError('kms.limit-exceeded', { facts: { ...keyFacts, limit: onDemandRotationLimit } });
  }
  return { ...common, method: 'same-key', keyId: key.keyId, rotationsLeft };
}

type Call = RotationPreview['calls'][number];
const hsm = (call: string): Call => ({ system: 'HSM', call, iamAction: null });
const kms = (call: string, iamAction = call): Call => ({ system: 'AWS KMS', call, iamAction: `kms:${iamAction}` });

/** The calls in the order the job makes them. */
export function plannedCalls(plan: RotationPlan, keySpec: KeySpec = 'SYMMETRIC_DEFAULT'): readonly Call[] {
  const wrapped = [
    kms('GetParametersForImport'),
    hsm(`C_WrapKey (${plan.wrappingAlgorithm}, ${plan.wrappingKeySpec})`),
  ];
  const { type, bits } = secretOf(keySpec);
  const generate = hsm(
    `C_GenerateKey (${type === 'AES' ? 'CKM_AES_KEY_GEN' : 'CKM_GENERIC_SECRET_KEY_GEN'}, ${bits} bits)`,
  );
  const newKey = [
    generate,
    kms('ListKeys'),
    kms(isHmac(keySpec) ? `CreateKey (origin EXTERNAL, ${keySpec})` : 'CreateKey (origin EXTERNAL)', 'CreateKey'),
  ];
  const alias = plan.aliasTarget === null ? kms('CreateAlias') : kms('UpdateAlias');
  switch (plan.method) {
    case 'first-key':
    case 'new-key':
      return [...newKey, ...wrapped, kms('ImportKeyMaterial'), alias];
    case 'adopt-key':
      return [
        generate,
        kms('DescribeKey'),
        ...wrapped,
        kms('ImportKeyMaterial'),
        ...(plan.aliasTarget === plan.keyId ? [] : [alias]),
      ];
    case 'same-key':
      return [
        generate,
        ...wrapped,
        kms('ImportKeyMaterial (NEW_KEY_MATERIAL)', 'ImportKeyMaterial'),
        kms('RotateKeyOnDemand'),
        kms('ListKeyRotations'),
      ];
  }
}

/** US dollars a month (AWS KMS pricing): 1 per key; the first and second rotation in place add 1 each. */
export function monthlyPriceChange(plan: RotationPlan, rotationsUsed: number | null): number {
  switch (plan.method) {
    case 'first-key':
    case 'new-key':
      return 1;
    case 'adopt-key':
      return 0;
    case 'same-key':
      return (rotationsUsed ?? 0) < 2 ? 1 : 0;
  }
}

export function planWarnings(plan: RotationPlan, group: KeyGroup, simulator: boolean): RotationPreview['warnings'] {
  return [
    ...(simulator ? (['simulator'] as const) : []),
    ...(plan.method === 'new-key'
      ? (['alias-moves', 'superseded-still-decrypts', 'services-remember-key'] as const)
      : []),
    ...(plan.method === 'first-key' && group.template.policy === null ? (['policy-default'] as const) : []),
    ...(group.template.materialExpiresInDays === null ? [] : (['material-expires'] as const)),
    ...(plan.wrappingAlgorithm === 'RSAES_OAEP_SHA_1' ? (['sha1-wrapping'] as const) : []),
  ];
}

/** Digest of everything the preview was made from: the group's revision and the AWS side. */
export function planDigest(group: KeyGroup, plan: RotationPlan, aws: AwsSide): string {
  return digestOf({ groupId: group.id, revision: group.revision, activeKeyId: group.activeKeyId, plan, aws });
}
