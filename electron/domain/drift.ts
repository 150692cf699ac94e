// Where AWS differs from what the console believes of a key group. Pure. What the console cannot know is not drift.
import type { Drift } from '../../shared/schemas/reconcile';
import { policyDrift, tagDrifts } from './drift-attributes';
import { materialDrifts } from './drift-materials';
import {
  aboutKey,
  believes,
  farApart,
  isActivated,
  makeDrift,
  type Belief,
  type GroupSide,
  type KmsKeySide,
} from './drift-sides';
import type { Key } from './entities';

/** AWS counts the waiting period from its own clock. */
const deletionToleranceMs = 3_600_000;

/** Every difference, in the order in which a person should look at them. */
export function findDrifts(belief: Belief, aws: GroupSide, now: Date): readonly Drift[] {
  return [
    ...aliasDrift(belief, aws),
    ...aws.keys.flatMap((side) => keyDrifts(belief, side, now)),
    ...attributeDrifts(belief, aws),
  ];
}

/** An alias elsewhere can be taken only where the console knows the key it points to. */
function aliasDrift(belief: Belief, { aliasTarget }: GroupSide): readonly Drift[] {
  const { group, keys } = belief;
  if (!isActivated(belief) || aliasTarget === undefined || aliasTarget === group.activeKeyId) return [];
  const known = keys.some((key) => key.kmsKeyId === aliasTarget && believes(key) && key.activatedAt !== null);
  const values = { ours: group.activeKeyId, aws: aliasTarget };
  const about = { kmsKeyId: group.activeKeyId, subject: group.template.alias };
  return [makeDrift('alias-target', about, values, known ? ['take', 'push'] : ['push'])];
}

function keyDrifts(belief: Belief, side: KmsKeySide, now: Date): readonly Drift[] {
  const rows = belief.keys.filter((key) => key.kmsKeyId === side.kmsKeyId && believes(key));
  if (rows.length === 0) return [];
  const materials = side.state === 'missing' ? [] : materialDrifts(belief, rows, side, now);
  return [...stateDrift(rows, side, materials, now), ...dateDrift(rows, side), ...materials];
}

const deletedOnPurpose = (key: Key): boolean => (key.materialDeletedAt ?? null) !== null;

/** The state that the rows of one KMS key say it is in. */
export function believedKeyState(rows: readonly Key[], now: Date): string {
  if (rows.some((key) => key.state === 'Pending deletion')) return 'PendingDeletion';
  // Any attached material that is missing makes the whole key unusable (AWS KMS: DeleteImportedKeyMaterial, expiry).
  const gone = (key: Key): boolean =>
    deletedOnPurpose(key) || (key.materialExpiresAt !== null && Date.parse(key.materialExpiresAt) <= now.getTime());
  if (rows.some(gone)) return 'PendingImport';
  return rows.some((key) => key.state === 'Disabled') ? 'Disabled' : 'Enabled';
}

const pushable: Readonly<Record<string, readonly string[]>> = {
  Enabled: ['Disabled', 'PendingDeletion'],
  Disabled: ['Enabled', 'PendingDeletion'],
  PendingImport: ['PendingDeletion'],
};
const takeable: readonly string[] = ['Enabled', 'Disabled', 'PendingDeletion', 'missing'];

/** A key without all its material is pending import: its materials say so one by one, and the state only where they do not. */
function stateDrift(rows: readonly Key[], side: KmsKeySide, materials: readonly Drift[], now: Date): readonly Drift[] {
  const ours = believedKeyState(rows, now);
  // Its time is over and AWS has not come to it yet; had somebody imported it again, the expiry dates would differ.
  const late = ours === 'PendingImport' && !rows.some(deletedOnPurpose) && ['Enabled', 'Disabled'].includes(side.state);
  if (late) return [];
  // What was scheduled has come to pass.
  const past = ({ deletionDate }: Key): boolean => deletionDate != null && Date.parse(deletionDate) <= now.getTime();
  if (side.state === 'missing' && ours === 'PendingDeletion' && rows.some(past)) return [];
  const explained = (ours === 'PendingImport' || side.state === 'PendingImport') && materials.some(isMaterialDrift);
  if (ours === side.state || (explained && side.state !== 'PendingDeletion')) return [];
  const may: Drift['may'] = [
    ...(takeable.includes(side.state) ? (['take'] as const) : []),
    ...(pushable[ours]?.includes(side.state) === true ? (['push'] as const) : []),
  ];
  const values = { ours, aws: side.state };
  return [
    makeDrift('key-state', { ...aboutKey(rows), kmsKeyId: side.kmsKeyId, detail: side.deletionDate }, values, may),
  ];
}

const isMaterialDrift = ({ field }: Drift): boolean => field === 'material' || field === 'material-expiry';

function dateDrift(rows: readonly Key[], side: KmsKeySide): readonly Drift[] {
  const pending = rows.find((key) => key.state === 'Pending deletion');
  if (pending === undefined || side.state !== 'PendingDeletion') return [];
  const ours = pending.deletionDate ?? null;
  if (!farApart(ours, side.deletionDate, deletionToleranceMs)) return [];
  const about = { ...aboutKey(rows), kmsKeyId: side.kmsKeyId };
  return [makeDrift('deletion-date', about, { ours, aws: side.deletionDate }, ['take'])];
}

/** Behind a description that the console wrote stands the reference of the step that made the key. */
const referenceSuffix = / ?\[kmes ref:[0-9a-f]{32}\]$/;

/** Description, policy and tags of the template hold for the active KMS key: those before were made by an earlier one. */
function attributeDrifts(belief: Belief, aws: GroupSide): readonly Drift[] {
  const { group, keys } = belief;
  const side = aws.keys.find(({ kmsKeyId }) => kmsKeyId === group.activeKeyId);
  if (side === undefined || side.state === 'missing' || !isActivated(belief)) return [];
  const rows = keys.filter((key) => key.kmsKeyId === side.kmsKeyId);
  const about = { ...aboutKey(rows), kmsKeyId: side.kmsKeyId };
  // AWS refuses changes of description and tags of a key that is pending deletion (AWS KMS: key states).
  const both: Drift['may'] = side.state === 'PendingDeletion' ? ['take'] : ['take', 'push'];
  const suffix = referenceSuffix.exec(side.description)?.[0] ?? '';
  const said = side.description.slice(0, side.description.length - suffix.length);
  const madeByConsole =
    suffix !== '' || (aws.tags ?? []).some((tag) => tag.key === 'kmes:reference' && tag.value !== '');
  return [
    ...(said === group.template.description
      ? []
      : [
          makeDrift('description', { ...about, detail: suffix }, { ours: group.template.description, aws: said }, both),
        ]),
    ...policyDrift(group, aws, about, madeByConsole),
    ...tagDrifts(group, aws, about, both),
  ];
}
