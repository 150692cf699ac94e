// The two sides of a comparison: what the console's rows say of a key group, and what AWS answered.
import type { Drift, DriftField } from '../../shared/schemas/reconcile';
import type { Key, KeyGroup } from './entities';

/** One material of a KMS key as AWS lists it. */
export interface MaterialSide {
  readonly keyMaterialId: string | null;
  readonly importState: string | null;
  readonly keyMaterialState: string | null;
  readonly validTo: string | null;
  readonly rotationDate: string | null;
}

/** A KMS key as AWS describes it just now. */
export interface KmsKeySide {
  readonly kmsKeyId: string;
  /** KeyState of AWS, or `missing` where AWS knows no such key. */
  readonly state: string;
  readonly description: string;
  readonly deletionDate: string | null;
  /** Null where it could not be read. */
  readonly materials: readonly MaterialSide[] | null;
}

/** What was read for a group; `undefined`: not read. */
export interface GroupSide {
  readonly accountId: string | null;
  readonly aliasTarget: string | null | undefined;
  readonly keys: readonly KmsKeySide[];
  /** Of the active KMS key. */
  readonly policy: string | undefined;
  readonly tags: readonly { readonly key: string; readonly value: string }[] | undefined;
}

export interface Belief {
  readonly group: KeyGroup;
  /** Every row of the group. */
  readonly keys: readonly Key[];
}

/** AWS's dates come in whole seconds. */
const sameDateMs = 1000;

export const farApart = (a: string | null, b: string | null, toleranceMs = sameDateMs): boolean =>
  a === null || b === null ? a !== b : Math.abs(Date.parse(a) - Date.parse(b)) > toleranceMs;

/** Rows that say something of AWS: those that were made and never reached it, and those that are gone from it, do not. */
export const believes = (key: Key): boolean =>
  key.kmsKeyId !== null && !['Generated', 'Destroyed', 'Material not held'].includes(key.state);

/** Has the group's active KMS key become active by a rotation? Before, nothing is believed of alias, policy, tags or description. */
export const isActivated = ({ group, keys }: Belief): boolean =>
  group.activeKeyId !== null && keys.some((key) => key.kmsKeyId === group.activeKeyId && key.activatedAt !== null);

export function makeDrift(
  field: DriftField,
  about: Pick<Drift, 'kmsKeyId'> & Partial<Pick<Drift, 'keyId' | 'keyName' | 'subject' | 'detail'>>,
  values: { readonly ours: string | null; readonly aws: string | null },
  may: Drift['may'],
): Drift {
  const { kmsKeyId, keyId = null, keyName = null, subject = null, detail = null } = about;
  const id = [field, kmsKeyId ?? '', subject ?? ''].join('|');
  return { id, field, keyId, keyName, kmsKeyId, subject, detail, may, ...values };
}

/** Shown at the newest generation on a KMS key, and named with it. */
export function aboutKey(rows: readonly Key[]): Pick<Drift, 'keyId' | 'keyName'> {
  const newest = [...rows].sort((a, b) => b.generation - a.generation)[0];
  return { keyId: newest?.id ?? null, keyName: newest?.name ?? null };
}
