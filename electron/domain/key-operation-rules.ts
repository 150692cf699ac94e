// Which operation AWS KMS and the console allow on a key, what it needs approved, and which state the key is in afterwards. Pure.
import { ConsoleError } from '../../shared/errors';
import type { Operation } from '../../shared/permissions';
import type { KeyOperationKind } from '../../shared/schemas/key-operations';
import type { Key } from './entities';

/** The KMS key as AWS describes it just now. */
export interface KmsKeyNow {
  readonly state: string;
  readonly keySpec: string;
  /** Ids of materials that are imported; null where AWS does not list them. */
  readonly importedMaterialIds: readonly string[] | null;
  /** Ids of materials that belong to the key, imported or missing; null where AWS does not list them. */
  readonly knownMaterialIds: readonly string[] | null;
}

/** Works on the key material of one generation; the others on the whole KMS key. */
export function worksOnMaterial(kind: KeyOperationKind): boolean {
  return kind === 'synchronize' || kind === 'delete-material' || kind === 'prove' || kind === 'destroy';
}

/** Takes something away that people may still need: last use and grants are shown. */
export function isDestructive(kind: KeyOperationKind): boolean {
  return kind === 'delete-material' || kind === 'disable' || kind === 'schedule-deletion';
}

/** AWS KMS Developer Guide, key states: where each call is answered. */
const allowedStates: Readonly<Record<KeyOperationKind, readonly string[]>> = {
  synchronize: ['Enabled', 'Disabled', 'PendingImport'],
  // AWS deletes in every state; in PendingDeletion there is nothing left to protect, and undoing it would be refused.
  'delete-material': ['Enabled', 'Disabled', 'PendingImport'],
  enable: ['Enabled', 'Disabled'],
  disable: ['Enabled', 'Disabled'],
  'schedule-deletion': ['Enabled', 'Disabled', 'PendingImport'],
  'cancel-deletion': ['PendingDeletion'],
  // The proof must leave the key as it is: an import into a key without its material would change it.
  prove: ['Enabled'],
  // Decided by rules of its own (destroy-rules.ts): whether AWS lists the material, whatever the state.
  destroy: [],
};

/** Why the operation cannot be done on the key, as it would be refused; null when it can. */
export function refusalOf(kind: KeyOperationKind, key: Key, aws: KmsKeyNow): ConsoleError | null {
  const refused = (reason: string): ConsoleError =>
    new ConsoleError('state.conflict', { facts: { what: 'key-operation', reason, name: key.name, state: aws.state } });
  if (!allowedStates[kind].includes(aws.state))
    return new ConsoleError('kms.invalid-state', { facts: { keyId: key.kmsKeyId, state: aws.state, name: key.name } });
  if (worksOnMaterial(kind)) {
    const { keyMaterialId, hsmReference } = key;
    // DeleteImportedKeyMaterial without an id deletes the current material, whichever that is: never sent so.
    // Keys that are not symmetric have one material for life, and no id for it.
    const hasIds = aws.keySpec === 'SYMMETRIC_DEFAULT';
    if (hasIds && keyMaterialId === null) return refused('no-material-id');
    if (hsmReference === null || key.state === 'Material not held') return refused('material-not-held');
    if (keyMaterialId !== null && aws.knownMaterialIds !== null && !aws.knownMaterialIds.includes(keyMaterialId))
      return refused('other-material');
    const listed = keyMaterialId === null ? undefined : aws.importedMaterialIds?.includes(keyMaterialId);
    const imported = listed ?? aws.state !== 'PendingImport';
    if (kind !== 'synchronize' && !imported) return refused('material-absent');
  }
  if (kind === 'enable' && aws.state === 'Enabled' && key.state !== 'Disabled') return refused('enabled-already');
  if (kind === 'disable' && aws.state === 'Disabled' && key.state === 'Disabled') return refused('disabled-already');
  return null;
}

/** Refusal of a key that never reached AWS KMS, or is gone. */
export function notInAws(key: Key): ConsoleError | null {
  if (key.kmsKeyId !== null && key.state !== 'Destroyed' && key.state !== 'Generated') return null;
  return new ConsoleError('state.conflict', {
    facts: { what: 'key-operation', reason: 'not-in-aws', name: key.name, state: key.state },
  });
}

const dayMs = 24 * 3_600_000;

/** Days that the material's last import gave it; null: it does not expire. */
export function lastExpiryDays(key: Pick<Key, 'importedAt' | 'materialExpiresAt'>): number | null {
  if (key.importedAt === null || key.materialExpiresAt === null) return null;
  return Math.round((Date.parse(key.materialExpiresAt) - Date.parse(key.importedAt)) / dayMs);
}

/** Does a synchronize do more than restore what expired: after a deliberate Delete, or with another expiry (product.md section 5)? */
export function isChangedSynchronize(key: Key, expiresInDays: number | null | undefined): boolean {
  const deleted = (key.materialDeletedAt ?? null) !== null;
  return deleted || (expiresInDays !== undefined && expiresInDays !== lastExpiryDays(key));
}

const operationNames: Readonly<Record<KeyOperationKind, Operation>> = {
  synchronize: 'key.synchronize',
  'delete-material': 'key.delete-material',
  enable: 'key.enable',
  disable: 'key.disable',
  'schedule-deletion': 'key.schedule-deletion',
  'cancel-deletion': 'key.cancel-deletion',
  prove: 'key.prove',
  destroy: 'key.destroy',
};

/** The operation of the approval policy: a synchronize that changes something has one of its own. */
export function operationOf(kind: KeyOperationKind, changed: boolean): Operation {
  return kind === 'synchronize' && changed ? 'key.synchronize-changed' : operationNames[kind];
}

/** State of a key whose material is where it should be and whose KMS key is enabled. */
function livingState(key: Key): Key['state'] {
  if (key.supersededAt !== null) return 'Superseded';
  return key.activatedAt === null ? 'Synchronized' : 'Active';
}

/** The row once its KMS key is in this AWS state; rows that the state does not touch stay. */
export function inAwsState(key: Key, awsState: string, deletionDate: string | null = null): Key {
  if (['Generated', 'Destroyed', 'Material not held'].includes(key.state)) return key;
  if (awsState === 'PendingDeletion') return { ...key, state: 'Pending deletion', deletionDate };
  const kept: Key = { ...key, deletionDate: null };
  if ((key.materialDeletedAt ?? null) !== null) return { ...kept, state: 'Material deleted' };
  return { ...kept, state: awsState === 'Disabled' ? 'Disabled' : livingState(key) };
}

/** Requests a second that AWS grants the slowest call of the operation (AWS KMS quotas). */
const slowestPerSecond: Readonly<Record<KeyOperationKind, number>> = {
  synchronize: 1,
  'delete-material': 15,
  enable: 5,
  disable: 5,
  'schedule-deletion': 15,
  'cancel-deletion': 5,
  prove: 1,
  destroy: 50,
};

/** Shortest time for so many keys under AWS's quotas, in whole seconds. */
export function estimateSeconds(kind: KeyOperationKind, keys: number): number {
  return Math.ceil(keys / slowestPerSecond[kind]);
}
