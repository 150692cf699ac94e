// What an operation on keys of a group would do now: read from the store, the HSM and AWS, decided by the rules, frozen by a digest.
import { digestOf } from '../../domain/digest';
import type { Credential, Key, KeyGroup } from '../../domain/entities';
import {
  isChangedSynchronize,
  isDestructive,
  lastExpiryDays,
  notInAws,
  refusalOf,
  worksOnMaterial,
  type KmsKeyNow,
} from '../../domain/key-operation-rules';
import { chooseWrapping } from '../../domain/wrapping-choice';
import type { CloudKms } from '../../ports/cloud-kms';
import type { Hsm } from '../../ports/hsm';
import { keySpecOf } from '../../../shared/key-spec';
import { ConsoleError } from '../../../shared/errors';
import type { KeyGrant, KeyLastUse, KeyOperationChoice } from '../../../shared/schemas/key-operations';
import { openGroup } from '../rotation/group-access';
import type { PreviewParts } from '../rotation/preview-rotation';
import { assertHeld } from './assert-held';
import type { KeyItem, KeyOperationJobInput } from './key-operation-input';
import { planDestroy } from './plan-destroy';

export interface KeyPlanParts extends PreviewParts {
  readonly hsm: Pick<Hsm, 'findKeys'>;
}

/** One chosen key as it was found, and why it is left out. */
export interface PlannedKey {
  readonly key: Key;
  readonly awsState: string | null;
  readonly sharedWith: readonly string[];
  readonly refusal: ConsoleError | null;
  readonly lastUse: KeyLastUse | null;
  readonly grants: readonly KeyGrant[] | null;
}

export interface PlannedKeyOperation {
  readonly group: KeyGroup;
  readonly credential: Credential;
  readonly choice: KeyOperationChoice;
  readonly keys: readonly PlannedKey[];
  readonly changed: boolean;
  /** Of what is done, without the keys that are left out. */
  readonly digest: string;
}

/** Reads and decides; changes nothing. `withUse` also reads last use and grants of keys that would lose something. */
export async function planKeyOperation(
  parts: KeyPlanParts,
  choice: KeyOperationChoice,
  withUse: boolean,
): Promise<PlannedKeyOperation> {
  const { group, rows, all } = await parts.store.read(async (tx) => ({
    group: await tx.groups.get(choice.groupId),
    rows: await tx.keys.ofGroup(choice.groupId),
    all: choice.kind === 'destroy' ? await tx.keys.list() : [],
  }));
  if (group === null) throw new ConsoleError('not-found', { facts: { kind: 'key-group', id: choice.groupId } });
  const { kms, credential } = await openGroup(parts, group);
  try {
    const keys = await Promise.all(
      chosenKeys(choice, rows).map((key) =>
        choice.kind === 'destroy'
          ? planDestroy(parts, credential, key, all)
          : planKey(parts, kms, choice, key, rows, withUse),
      ),
    );
    const done = keys.filter((planned) => planned.refusal === null);
    const changed =
      choice.kind === 'synchronize' && done.some(({ key }) => isChangedSynchronize(key, choice.expiresInDays));
    const items = done.map((planned) => itemOf(planned, choice));
    const { kind, windowDays = null } = choice;
    const digest = digestOf({ kind, groupId: group.id, revision: group.revision, changed, windowDays, items });
    return { group, credential, choice, keys, changed, digest };
  } finally {
    kms.close();
  }
}

/** In the order asked for, each once; operations on a KMS key take only the first row of each. */
function chosenKeys(choice: KeyOperationChoice, rows: readonly Key[]): readonly Key[] {
  const keys = [...new Set(choice.keyIds)].map((id) => {
    const key = rows.find((row) => row.id === id);
    if (key === undefined) throw new ConsoleError('not-found', { facts: { kind: 'key', id } });
    return key;
  });
  if (worksOnMaterial(choice.kind)) return keys;
  return keys.filter(
    (key, index) => key.kmsKeyId === null || keys.findIndex((other) => other.kmsKeyId === key.kmsKeyId) === index,
  );
}

async function planKey(
  parts: KeyPlanParts,
  kms: CloudKms,
  choice: KeyOperationChoice,
  key: Key,
  rows: readonly Key[],
  withUse: boolean,
): Promise<PlannedKey> {
  const sharedWith = rows
    .filter((row) => row.id !== key.id && row.kmsKeyId !== null && row.kmsKeyId === key.kmsKeyId)
    .map((row) => row.name);
  const nothing = { key, sharedWith, awsState: null, lastUse: null, grants: null };
  const absent = notInAws(key);
  if (absent !== null || key.kmsKeyId === null) return { ...nothing, refusal: absent };
  try {
    const aws = await readKmsKey(kms, key.kmsKeyId);
    const refusal = refusalOf(choice.kind, key, aws) ?? (await notHeld(parts, choice, key));
    // Also of a key that is refused: a key that was compromised and disabled still has ciphertext and grants to look after.
    const used = withUse && isDestructive(choice.kind);
    const [lastUse, grants] = used
      ? await Promise.all([nullIfDenied(kms.getKeyLastUsage(key.kmsKeyId)), nullIfDenied(kms.listGrants(key.kmsKeyId))])
      : [null, null];
    return {
      ...{ key, sharedWith, awsState: aws.state, refusal, lastUse },
      grants: grants?.map(({ grantee, operations }) => ({ grantee, operations: [...operations] })) ?? null,
    };
  } catch (thrown) {
    // One key that is gone, or may not be read, does not hold up the others.
    const single = thrown instanceof ConsoleError && ['kms.not-found', 'kms.access-denied'].includes(thrown.code);
    if (!single) throw thrown;
    return { ...nothing, refusal: thrown };
  }
}

async function readKmsKey(kms: CloudKms, keyId: string): Promise<KmsKeyNow> {
  const [{ state, keySpec }, listed] = await Promise.all([kms.describeKey(keyId), kms.listKeyRotations(keyId)]);
  const materials = keySpec === 'SYMMETRIC_DEFAULT' ? listed : null;
  const idsOf = (wanted: typeof materials): readonly string[] | null =>
    wanted?.flatMap((material) => material.keyMaterialId ?? []) ?? null;
  return {
    ...{ state, keySpec },
    knownMaterialIds: idsOf(materials),
    importedMaterialIds: idsOf(materials?.filter((material) => material.importState === 'IMPORTED') ?? null),
  };
}

/** The HSM must hold what is pushed, and what is deleted from AWS. */
async function notHeld(parts: KeyPlanParts, choice: KeyOperationChoice, key: Key): Promise<ConsoleError | null> {
  if (!worksOnMaterial(choice.kind)) return null;
  try {
    await assertHeld(parts.hsm, key);
    return null;
  } catch (thrown) {
    if (thrown instanceof ConsoleError && thrown.code.startsWith('hsm.object-')) return thrown;
    throw thrown;
  }
}

/** Reading these is a courtesy: without the permission the window says that AWS did not tell. */
async function nullIfDenied<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (thrown) {
    if (thrown instanceof ConsoleError && thrown.code === 'kms.access-denied') return null;
    throw thrown;
  }
}

function itemOf({ key, awsState, sharedWith }: PlannedKey, choice: KeyOperationChoice): KeyItem {
  return {
    id: key.id,
    name: key.name,
    state: key.state,
    kmsKeyId: key.kmsKeyId ?? '',
    kmsKeyArn: key.kmsKeyArn,
    keyMaterialId: key.keyMaterialId,
    hsmReference: key.hsmReference,
    checkValue: key.checkValue,
    awsState: awsState ?? '',
    sharedWith: [...sharedWith],
    expiresInDays: choice.expiresInDays === undefined ? lastExpiryDays(key) : choice.expiresInDays,
    materialDeletedAt: key.materialDeletedAt ?? null,
  };
}

/** Exactly what the job will be told. Rejects with the refusal of the first key when none is left. */
export function keyOperationInputOf(
  parts: KeyPlanParts,
  planned: PlannedKeyOperation,
  justification: string,
): KeyOperationJobInput {
  const { group, credential, choice, changed } = planned;
  const done = planned.keys.filter(({ refusal }) => refusal === null);
  const refusal = planned.keys[0]?.refusal;
  if (done.length === 0 && refusal) throw refusal;
  const imports = choice.kind === 'synchronize' || choice.kind === 'prove';
  return {
    kind: choice.kind,
    changed,
    groupId: group.id,
    revision: group.revision,
    groupName: group.template.name,
    credentialId: credential.id,
    accessKeyId: credential.accessKeyId,
    accountId: credential.accountId,
    region: group.template.region,
    windowDays: choice.kind === 'schedule-deletion' ? (choice.windowDays ?? 30) : null,
    wrappingAlgorithm: imports ? chooseWrapping(group.template.wrappingAlgorithm, parts.capabilities()) : null,
    wrappingKeySpec: imports ? group.template.wrappingKeySpec : null,
    keySpec: keySpecOf(group.template),
    keys: done.map((key) => itemOf(key, choice)),
    previewDigest: planned.digest,
    justification,
  };
}
