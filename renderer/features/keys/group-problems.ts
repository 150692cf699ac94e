// What is wrong in the key group editor, field by field, and on which tab each field is.
import { add } from 'date-fns';
import { region } from '../../../shared/schemas/credentials';
import { aliasName, kmsKeyId, tag, type PolicyFinding } from '../../../shared/schemas/key-groups';
import { rotationSchedule } from '../../../shared/schemas/schedules';
import type { keyGroupDialogsText } from '../../text/en/key-group-dialogs';
import type { GroupFormValues, PeriodField } from './group-form';

/** Path of a field in the form's values: `name`, `rotateEvery.count`, `tags.0.key`. */
export type GroupField = string;
export type GroupProblem = keyof (typeof keyGroupDialogsText)['problems'];
export type GroupProblems = Readonly<Partial<Record<GroupField, GroupProblem>>>;
export type GroupTab = 'group' | 'info' | 'aws';

/** What a form is checked against besides itself. */
export interface GroupSurroundings {
  /** Names of the other groups. */
  readonly takenNames: readonly string[];
  /** Findings on the policy in the form. */
  readonly findings: readonly PolicyFinding[];
}

const tabOfField: Readonly<Record<string, GroupTab>> = {
  name: 'group',
  credentialId: 'group',
  'rotateEvery.count': 'group',
  'schedule.startsOn': 'group',
  'schedule.timeOfDay': 'group',
  'schedule.timeZone': 'group',
  'schedule.onlyWithinDays': 'group',
  'keepKeyValidFor.count': 'group',
  owner: 'info',
  notes: 'info',
};

/** The tab on which a field is. */
export const groupTabOf = (field: GroupField): GroupTab => tabOfField[field] ?? 'aws';

/** Fields with a problem, in the order of the dialog. */
export function fieldsWithProblems(problems: GroupProblems): readonly GroupField[] {
  return Object.keys(problems);
}

const wholeNumber = (text: string, max: number): number | null => {
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return value >= 1 && value <= max ? value : null;
};

function lengthOf(field: PeriodField): number | null {
  const count = wholeNumber(field.count, 3650);
  const start = new Date('2024-01-01T00:00:00Z');
  return count === null ? null : add(start, { [field.unit]: count }).getTime() - start.getTime();
}

function nameProblem(name: string, taken: readonly string[]): GroupProblem | null {
  if (name === '') return 'needed';
  // eslint-disable-next-line no-control-regex
  if (name.length > 128 || /[\u0000-\u001f\u007f]/.test(name)) return 'name-long';
  return taken.some((other) => other.toLowerCase() === name.toLowerCase()) ? 'name-taken' : null;
}

function tagProblems(tags: GroupFormValues['tags']): [GroupField, GroupProblem | null][] {
  return tags.flatMap(({ key, value }, index): [GroupField, GroupProblem | null][] => {
    const name = key.trim();
    const valid = tag.shape.key.safeParse(name).success && !name.startsWith('kmes:');
    const repeated = tags.findIndex((other) => other.key.trim() === name) < index;
    return [
      [`tags.${index}.key`, !valid ? 'tag-key' : repeated ? 'tag-repeated' : null],
      [`tags.${index}.value`, tag.shape.value.safeParse(value).success ? null : 'tag-value'],
    ];
  });
}

function scheduleProblems({ rotateKey, scheduled, schedule }: GroupFormValues): [GroupField, GroupProblem | null][] {
  if (!rotateKey || !scheduled) return [];
  const { startsOn, timeOfDay, timeZone } = rotationSchedule.shape;
  const days = schedule.onlyNearExpiry && wholeNumber(schedule.onlyWithinDays, 365) === null;
  return [
    ['schedule.startsOn', startsOn.safeParse(schedule.startsOn).success ? null : 'date'],
    ['schedule.timeOfDay', timeOfDay.safeParse(schedule.timeOfDay).success ? null : 'time'],
    ['schedule.timeZone', timeZone.safeParse(schedule.timeZone.trim()).success ? null : 'time-zone'],
    ['schedule.onlyWithinDays', days ? 'days' : null],
  ];
}

function reimportProblem(values: GroupFormValues): GroupProblem | null {
  if (!values.materialExpires || !values.reimports) return null;
  const before = wholeNumber(values.reimportDaysBefore, 90);
  if (before === null) return 'reimport-days';
  const days = wholeNumber(values.materialExpiresInDays, 365);
  return days !== null && before >= days ? 'shorter-than-material-expires' : null;
}

/** Everything that is wrong, in the order of the fields; empty when the form can be sent. Main checks all of it again. */
export function groupProblems(values: GroupFormValues, around: GroupSurroundings): GroupProblems {
  const every = lengthOf(values.rotateEvery);
  const valid = lengthOf(values.keepKeyValidFor);
  const notLonger = values.rotateKey && every !== null && valid !== null && valid <= every;
  const keyId = values.activeKeyId.trim();
  const found: [GroupField, GroupProblem | null][] = [
    ['name', nameProblem(values.name.trim(), around.takenNames)],
    ['credentialId', values.credentialId === null ? 'credential-needed' : null],
    ['rotateEvery.count', values.rotateKey && every === null ? 'period' : null],
    ...scheduleProblems(values),
    [
      'keepKeyValidFor.count',
      !values.limitValidity ? null : valid === null ? 'period' : notLonger ? 'longer-than-rotate-every' : null,
    ],
    ['owner', values.owner.trim().length > 128 ? 'long' : null],
    ['notes', values.notes.length > 4000 ? 'long' : null],
    ['alias', aliasName.safeParse(values.alias).success ? null : 'alias'],
    ['description', values.description.length > 8192 ? 'long' : null],
    ['region', region.safeParse(values.region).success ? null : 'region'],
    ['activeKeyId', keyId === '' || kmsKeyId.safeParse(keyId).success ? null : 'key-id'],
    [
      'policy',
      values.policy !== null && around.findings.some((finding) => finding.severity === 'error') ? 'policy' : null,
    ],
    ...tagProblems(values.tags),
    ['rotationMethod', values.rotationMethod === null ? 'choose' : null],
    [
      'materialExpiresInDays',
      values.materialExpires && wholeNumber(values.materialExpiresInDays, 365) === null ? 'days' : null,
    ],
    ['reimportDaysBefore', reimportProblem(values)],
  ];
  return Object.fromEntries(found.flatMap(([field, problem]) => (problem === null ? [] : [[field, problem]])));
}
