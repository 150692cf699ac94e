// The key group editor's values apart from its drawing: defaults, from a stored group, and back to what main takes.
import type { KeySpec } from '../../../shared/aws-terms';
import { keySpecOf } from '../../../shared/key-spec';
import type { Period } from '../../../shared/schemas/common';
import type { RotationSchedule } from '../../../shared/schemas/schedules';
import type { KeyGroupInput, KeyGroupView, RotationMethod } from '../../../shared/schemas/key-groups';

/** A period as it is typed; the number stays text until it is checked. */
export interface PeriodField {
  readonly count: string;
  readonly unit: Period['unit'];
}
/** Values as the fields hold them: text where a person types. */
export interface GroupFormValues {
  readonly name: string;
  readonly credentialId: string | null;
  readonly keySpec: KeySpec;
  readonly rotateKey: boolean;
  readonly rotateEvery: PeriodField;
  /** The console starts the rotations by itself. */
  readonly scheduled: boolean;
  readonly schedule: {
    readonly startsOn: string;
    readonly timeOfDay: string;
    readonly timeZone: string;
    readonly onlyNearExpiry: boolean;
    readonly onlyWithinDays: string;
  };
  readonly limitValidity: boolean;
  readonly keepKeyValidFor: PeriodField;
  readonly owner: string;
  readonly notes: string;
  readonly alias: string;
  readonly description: string;
  readonly region: string;
  readonly activeKeyId: string;
  /** File name while it is fresh from the dialog; null for one that was imported earlier. */
  readonly policy: { readonly text: string; readonly fileName: string | null } | null;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** No preset: null until the officer has chosen. */
  readonly rotationMethod: RotationMethod | null;
  readonly materialExpires: boolean;
  readonly materialExpiresInDays: string;
  readonly reimports: boolean;
  readonly reimportDaysBefore: string;
  readonly wrappingAlgorithm: KeyGroupInput['wrappingAlgorithm'];
  readonly wrappingKeySpec: KeyGroupInput['wrappingKeySpec'];
}

/** The defaults of a new group; validity is longer than the rotation, and nothing that breaks keys is preset. */
export const newGroupForm: GroupFormValues = {
  name: '',
  credentialId: null,
  keySpec: 'SYMMETRIC_DEFAULT',
  rotateKey: true,
  rotateEvery: { count: '1', unit: 'years' },
  scheduled: false,
  schedule: { startsOn: '', timeOfDay: '02:00', timeZone: 'UTC', onlyNearExpiry: false, onlyWithinDays: '30' },
  limitValidity: true,
  keepKeyValidFor: { count: '2', unit: 'years' },
  owner: '',
  notes: '',
  alias: 'alias/',
  description: '',
  region: '',
  activeKeyId: '',
  policy: null,
  tags: [],
  rotationMethod: null,
  materialExpires: false,
  materialExpiresInDays: '90',
  reimports: true,
  reimportDaysBefore: '14',
  wrappingAlgorithm: 'AUTO',
  wrappingKeySpec: 'RSA_4096',
};

/** Kinds of keys as the first window asks for them. */
export type KeyKind = 'symmetric' | 'hmac';

/** A new group of that kind: what has only one legal value is chosen already. */
export function newGroupFormOf(kind: KeyKind): GroupFormValues {
  return kind === 'symmetric' ? newGroupForm : { ...newGroupForm, keySpec: 'HMAC_256', rotationMethod: 'new-key' };
}

const periodField = (period: Period | null, fallback: PeriodField): PeriodField =>
  period === null ? fallback : { count: String(period.count), unit: period.unit };

function scheduleFormOf(schedule: RotationSchedule | null): GroupFormValues['schedule'] {
  if (schedule === null) return newGroupForm.schedule;
  const { startsOn, timeOfDay, timeZone, onlyWithinDaysOfExpiry: within } = schedule;
  const onlyWithinDays = within === null ? newGroupForm.schedule.onlyWithinDays : String(within);
  return { startsOn, timeOfDay, timeZone, onlyNearExpiry: within !== null, onlyWithinDays };
}

/** The form of a stored group. */
export function groupFormOf(group: KeyGroupView): GroupFormValues {
  return {
    name: group.name,
    credentialId: group.credentialId,
    keySpec: keySpecOf(group),
    rotateKey: group.rotateKey,
    rotateEvery: periodField(group.rotateEvery, newGroupForm.rotateEvery),
    scheduled: group.schedule != null,
    schedule: scheduleFormOf(group.schedule ?? null),
    limitValidity: group.keepKeyValidFor !== null,
    keepKeyValidFor: periodField(group.keepKeyValidFor, newGroupForm.keepKeyValidFor),
    owner: group.owner,
    notes: group.notes,
    alias: group.alias,
    description: group.description,
    region: group.region,
    activeKeyId: group.activeKeyId ?? '',
    policy: group.policy === null ? null : { text: group.policy, fileName: null },
    tags: group.tags,
    rotationMethod: group.rotationMethod,
    materialExpires: group.materialExpiresInDays !== null,
    materialExpiresInDays: String(group.materialExpiresInDays ?? newGroupForm.materialExpiresInDays),
    reimports: group.materialExpiresInDays === null || group.reimportDaysBefore != null,
    reimportDaysBefore: String(group.reimportDaysBefore ?? newGroupForm.reimportDaysBefore),
    wrappingAlgorithm: group.wrappingAlgorithm,
    wrappingKeySpec: group.wrappingKeySpec,
  };
}

/** Where no schedule is set yet, one begins tomorrow and where this machine stands. */
export function withScheduleOffered(values: GroupFormValues, now: Date, timeZone: string): GroupFormValues {
  if (values.scheduled) return values;
  const tomorrow = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);
  return { ...values, schedule: { ...values.schedule, startsOn: tomorrow, timeZone } };
}

const periodOf = (field: PeriodField): Period => ({ count: Number(field.count.trim()), unit: field.unit });

function scheduleOf({ rotateKey, scheduled, schedule }: GroupFormValues): RotationSchedule | null {
  if (!rotateKey || !scheduled) return null;
  const { startsOn, timeOfDay, timeZone, onlyNearExpiry, onlyWithinDays } = schedule;
  return {
    ...{ startsOn, timeOfDay, timeZone: timeZone.trim() },
    onlyWithinDaysOfExpiry: onlyNearExpiry ? Number(onlyWithinDays.trim()) : null,
  };
}

/** What main is asked to keep, of a form without problems; null while the officer has not chosen what has no preset. */
export function groupInputOf(values: GroupFormValues): KeyGroupInput | null {
  if (values.credentialId === null || values.rotationMethod === null) return null;
  const activeKeyId = values.activeKeyId.trim();
  return {
    name: values.name.trim(),
    credentialId: values.credentialId,
    keySpec: values.keySpec,
    rotateKey: values.rotateKey,
    rotateEvery: values.rotateKey ? periodOf(values.rotateEvery) : null,
    schedule: scheduleOf(values),
    keepKeyValidFor: values.limitValidity ? periodOf(values.keepKeyValidFor) : null,
    owner: values.owner.trim(),
    notes: values.notes,
    alias: values.alias.trim(),
    description: values.description,
    region: values.region.trim(),
    activeKeyId: activeKeyId === '' ? null : activeKeyId,
    policy: values.policy?.text ?? null,
    tags: values.tags.map((tag) => ({ key: tag.key.trim(), value: tag.value })),
    rotationMethod: values.rotationMethod,
    materialExpiresInDays: values.materialExpires ? Number(values.materialExpiresInDays.trim()) : null,
    reimportDaysBefore: values.materialExpires && values.reimports ? Number(values.reimportDaysBefore.trim()) : null,
    wrappingAlgorithm: values.wrappingAlgorithm,
    wrappingKeySpec: values.wrappingKeySpec,
  };
}

/** Alias that a name suggests, as long as the officer has not written one: letters, digits, dashes. */
export function suggestedAlias(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9/_]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `alias/${slug.slice(0, 200)}`;
}
