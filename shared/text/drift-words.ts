// The words for differences between the console and AWS: for approvers, for job lines and for the window alike.
import type { Drift, DriftField } from '../schemas/reconcile';

export const driftFieldWords: Readonly<Record<DriftField, string>> = {
  'key-state': 'State of the AWS KMS key',
  'deletion-date': 'Date of deletion',
  'alias-target': 'Target of the alias',
  description: 'Description',
  policy: 'Key policy',
  tag: 'Tag',
  material: 'Key material in AWS',
  'material-expiry': 'Expiry of the key material',
  'current-material': 'Current key material',
  'unknown-material': 'Key material that the console does not know',
  'rotations-used': 'Rotations in place used',
};

/** A field and what it is about: *Tag Owner of vault #2*. */
export function driftLabel({ field, subject, keyName }: Pick<Drift, 'field' | 'subject' | 'keyName'>): string {
  const named = field === 'tag' || field === 'alias-target' ? ` ${subject ?? ''}` : '';
  return `${driftFieldWords[field]}${named}${keyName === null ? '' : ` of ${keyName}`}`;
}

const stateWords: Readonly<Record<string, string>> = {
  missing: 'Not in AWS KMS',
  PendingImport: 'Pending import',
  PendingDeletion: 'Pending deletion',
  IMPORTED: 'Imported',
  PENDING_IMPORT: 'Missing, pending import',
  absent: 'Not listed',
};

/** One side's value as people read it; `null` is nothing at all. */
export function driftValue(field: DriftField, value: string | null): string {
  if (value === null) return field === 'material-expiry' ? 'Does not expire' : 'None';
  if (field === 'key-state' || field === 'material') return stateWords[value] ?? value;
  if (field === 'deletion-date' || field === 'material-expiry')
    return `${value.slice(0, 10)} ${value.slice(11, 19)} UTC`;
  return value === '' ? 'Empty' : value;
}
