// Did it happen? Look-ups in AWS KMS after a change whose answer was lost. They read, they never guess.
import { ConsoleError } from '../../shared/errors';
import { samePolicyMeaning } from '../domain/policy-meaning';
import type { CloudKms, KmsKeyDescription } from '../ports/cloud-kms';
import type { Facts } from './jobs/job-definition';

/** Two complete look-ups at least this far apart must both miss a key before it counts as absent: KMS is eventually consistent. */
export const absenceMs = 5 * 60_000;
/** AWS takes signatures up to five minutes off, so its dates may differ from ours by as much. */
const clockToleranceMs = 5 * 60_000;
/** Tag under which a KMS key carries the reference of the step that made it. */
export const referenceTag = 'kmes:reference';

export interface CreatedKeyIntent {
  readonly reference: string;
  readonly keySpec: string;
  /** Exactly as sent; it holds the reference too, for servers whose tags cannot be read. */
  readonly description: string;
  /** Null: AWS's default policy was asked for. */
  readonly policy: string | null;
  /** Key ids listed before the intent was written; null when listing was not permitted then. */
  readonly knownKeyIds: readonly string[] | null;
  /** ISO 8601 */
  readonly plannedAt: string;
}

export type KeyLookUp =
  | { readonly kind: 'found'; readonly key: KmsKeyDescription }
  | { readonly kind: 'missing' }
  | { readonly kind: 'cannot-tell'; readonly facts: Facts };

/**
 * One complete look-up of the key a CreateKey may have made: ListKeys minus the ids known before, then tag and description. A key that bears
 * the reference counts only if it is EXTERNAL, pending import, never had material, and was made inside the intent's time with policy and
 * description as sent.
 */
export async function findCreatedKey(kms: CloudKms, intent: CreatedKeyIntent, now: Date): Promise<KeyLookUp> {
  let ids: readonly string[];
  try {
    ids = await kms.listKeyIds();
  } catch (thrown) {
    if (thrown instanceof ConsoleError && thrown.code === 'kms.access-denied') {
      return {
        kind: 'cannot-tell',
        facts: { reason: 'list-not-permitted', action: 'kms:ListKeys', reference: intent.reference },
      };
    }
    throw thrown;
  }
  const known = new Set(intent.knownKeyIds ?? []);
  const bearing: KmsKeyDescription[] = [];
  let unreadable = 0;
  for (const id of ids.filter((keyId) => !known.has(keyId))) {
    const bears = await bearsReference(kms, id, intent);
    if (bears === 'unreadable') unreadable += 1;
    else if (bears !== null) bearing.push(bears);
  }
  const [key, ...others] = bearing;
  if (others.length > 0)
    return {
      kind: 'cannot-tell',
      facts: { reason: 'several-keys', count: bearing.length, reference: intent.reference },
    };
  if (key === undefined) {
    // One of those that may not be read could be ours.
    return unreadable === 0
      ? { kind: 'missing' }
      : { kind: 'cannot-tell', facts: { reason: 'keys-not-readable', count: unreadable } };
  }
  const difference = await differenceFromIntent(kms, key, intent, now);
  return difference === null
    ? { kind: 'found', key }
    : { kind: 'cannot-tell', facts: { reason: difference, keyId: key.keyId, reference: intent.reference } };
}

/** The key when its tag or description bears the reference; null when not, or when it vanished since it was listed. */
async function bearsReference(
  kms: CloudKms,
  keyId: string,
  intent: CreatedKeyIntent,
): Promise<KmsKeyDescription | 'unreadable' | null> {
  try {
    const key = await kms.describeKey(keyId);
    if (key.description.includes(intent.reference)) return key;
    // Another description: a key of another origin or of another time is not ours, whatever its tags say.
    if (key.origin !== 'EXTERNAL' || Date.parse(key.createdAt) < Date.parse(intent.plannedAt) - clockToleranceMs)
      return null;
    const tags = await kms.listResourceTags(keyId);
    return tags?.some((tag) => tag.key === referenceTag && tag.value === intent.reference) === true ? key : null;
  } catch (thrown) {
    if (thrown instanceof ConsoleError && thrown.code === 'kms.not-found') return null;
    if (thrown instanceof ConsoleError && thrown.code === 'kms.access-denied') return 'unreadable';
    throw thrown;
  }
}

/** What differs from the key as it was asked for, or null. */
async function differenceFromIntent(
  kms: CloudKms,
  key: KmsKeyDescription,
  intent: CreatedKeyIntent,
  now: Date,
): Promise<string | null> {
  const created = Date.parse(key.createdAt);
  if (key.origin !== 'EXTERNAL') return 'origin';
  if (key.keySpec !== intent.keySpec) return 'key-spec';
  if (key.state !== 'PendingImport') return 'state';
  if (key.currentKeyMaterialId !== null) return 'had-material';
  if (created < Date.parse(intent.plannedAt) - clockToleranceMs || created > now.getTime() + clockToleranceMs)
    return 'creation-time';
  if (key.description !== intent.description) return 'description';
  if (((await kms.listKeyRotations(key.keyId)) ?? []).length > 0) return 'had-material';
  if (intent.policy !== null && !samePolicyMeaning(await kms.getKeyPolicy(key.keyId), intent.policy)) return 'policy';
  return null;
}

export interface ImportQuestion {
  readonly keyId: string;
  /** In the material's description, as sent. */
  readonly reference: string;
  /** The key never had material before this job. */
  readonly neverHadMaterial: boolean;
}
export type ImportLookUp =
  | { readonly kind: 'found'; readonly keyMaterialId: string | null }
  | { readonly kind: 'absent' }
  | { readonly kind: 'cannot-tell'; readonly facts: Facts };

/**
 * Did ImportKeyMaterial take effect? Only the material's description, which holds the reference, proves that it was ours: an Enabled key
 * alone does not. Absent is safe to say early: a second import of the same material is refused by AWS, or changes nothing.
 */
export async function findImport(kms: CloudKms, question: ImportQuestion): Promise<ImportLookUp> {
  const { keyId, reference, neverHadMaterial } = question;
  const materials = await kms.listKeyRotations(keyId);
  const ours = materials?.filter((material) => material.keyMaterialDescription?.includes(reference) === true) ?? [];
  if (ours.length > 1) return { kind: 'cannot-tell', facts: { reason: 'several-materials', keyId, reference } };
  if (ours[0]?.importState === 'IMPORTED') return { kind: 'found', keyMaterialId: ours[0].keyMaterialId };
  const foreign = (materials ?? []).filter((material) => !ours.includes(material));
  if (!neverHadMaterial) {
    if (materials === null) return { kind: 'cannot-tell', facts: { reason: 'materials-not-listed', keyId, reference } };
    const pending = foreign.find((material) => material.keyMaterialState?.startsWith('PENDING_') === true);
    return pending === undefined
      ? { kind: 'absent' }
      : {
          kind: 'cannot-tell',
          facts: { reason: 'other-material-pending', keyId, keyMaterialId: pending.keyMaterialId },
        };
  }
  if (foreign.length > 0)
    return {
      kind: 'cannot-tell',
      facts: { reason: 'other-material', keyId, keyMaterialId: foreign[0]?.keyMaterialId ?? null },
    };
  const key = await kms.describeKey(keyId);
  if (key.state === 'PendingImport' && key.currentKeyMaterialId === null) return { kind: 'absent' };
  return {
    kind: 'cannot-tell',
    facts: { reason: 'material-without-our-description', keyId, state: key.state, reference },
  };
}

export type AliasOutcome =
  | { readonly kind: 'ours' }
  | { readonly kind: 'previous' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'elsewhere'; readonly target: string | null };

/** Where the alias points: to our key, to the target it had before, nowhere, or somewhere nobody expected. */
export async function findAliasOutcome(
  kms: CloudKms,
  aliasName: string,
  keyId: string,
  previousTarget: string | null,
): Promise<AliasOutcome> {
  const alias = await kms.findAlias(aliasName);
  if (alias === null) return { kind: 'absent' };
  if (alias.targetKeyId === keyId) return { kind: 'ours' };
  if (alias.targetKeyId !== null && alias.targetKeyId === previousTarget) return { kind: 'previous' };
  return { kind: 'elsewhere', target: alias.targetKeyId };
}
