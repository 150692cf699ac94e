// What "Take AWS's" makes of the console's rows. Pure. Nothing here is thought up: only what AWS says is written.
import type { Drift } from '../../shared/schemas/reconcile';
import type { Key, KeyGroup } from './entities';
import { inAwsState } from './key-operation-rules';

export interface Rows {
  readonly group: KeyGroup;
  readonly keys: readonly Key[];
}

/**
 * The rows after taking AWS's side of each difference, in their order. The group has a new revision whenever anything of it
 * changed: what was approved for it before does not fit any more.
 */
export function takeDrifts(rows: Rows, drifts: readonly Drift[], now: Date): Rows {
  const taken = drifts.reduce((current, drift) => takeDrift(current, drift, now), rows);
  return taken.group === rows.group
    ? taken
    : { ...taken, group: { ...taken.group, revision: rows.group.revision + 1, changedAt: now.toISOString() } };
}

function takeDrift(rows: Rows, drift: Drift, now: Date): Rows {
  const { group, keys } = rows;
  const template = (change: Partial<KeyGroup['template']>): Rows => ({
    ...rows,
    group: { ...group, template: { ...group.template, ...change } },
  });
  const onKmsKey = (change: (key: Key) => Key): Rows => ({
    ...rows,
    keys: keys.map((key) => (key.kmsKeyId === drift.kmsKeyId ? change(key) : key)),
  });
  const row = (change: (key: Key) => Key): Rows => ({
    ...rows,
    keys: keys.map((key) => (key.id === drift.keyId ? change(key) : key)),
  });
  switch (drift.field) {
    case 'description':
      return template({ description: drift.aws ?? '' });
    case 'policy':
      return template({ policy: drift.aws });
    case 'tag': {
      const others = group.template.tags.filter(({ key }) => key !== drift.subject);
      const value = drift.aws;
      return template({ tags: value === null ? others : [...others, { key: drift.subject ?? '', value }] });
    }
    case 'key-state':
      return onKmsKey((key) =>
        drift.aws === 'missing' ? gone(key, now) : inAwsState(key, drift.aws ?? '', drift.detail),
      );
    case 'deletion-date':
      return onKmsKey((key) => (key.state === 'Pending deletion' ? { ...key, deletionDate: drift.aws } : key));
    case 'material':
      return row((key) => takeMaterial(key, drift.aws === 'IMPORTED', now));
    case 'material-expiry':
      return row((key) => ({ ...key, materialExpiresAt: drift.aws }));
    case 'alias-target':
      return activate(rows, (key) => key.kmsKeyId === drift.aws, now);
    case 'current-material':
      return activate(rows, (key) => key.keyMaterialId === drift.aws && key.kmsKeyId === drift.kmsKeyId, now);
    case 'unknown-material':
    case 'rotations-used':
      return rows;
  }
}

/** AWS has no such key any more: its deletion is past. The HSM keeps the material, until people destroy it there. */
function gone(key: Key, now: Date): Key {
  if (['Generated', 'Destroyed', 'Material not held'].includes(key.state)) return key;
  return { ...key, state: 'Pending deletion', deletionDate: now.toISOString() };
}

/** Material that people took away is never imported again without people. */
function takeMaterial(key: Key, imported: boolean, now: Date): Key {
  const changed: Key = { ...key, materialDeletedAt: imported ? null : now.toISOString() };
  const state = key.state === 'Disabled' || key.state === 'Pending deletion' ? key.state : null;
  if (state !== null && imported) return changed;
  return state === 'Pending deletion' ? changed : inAwsState(changed, imported ? 'Enabled' : 'PendingImport');
}

/** The newest key that fits is the active one; the one before it is superseded. */
function activate({ group, keys }: Rows, fits: (key: Key) => boolean, now: Date): Rows {
  const [active] = keys
    .filter((key) => fits(key) && key.activatedAt !== null)
    .sort((a, b) => b.generation - a.generation);
  if (active === undefined) return { group, keys };
  const changed = keys.map((key): Key => {
    if (key.id === active.id)
      return { ...key, supersededAt: null, state: key.state === 'Superseded' ? 'Active' : key.state };
    if (key.activatedAt === null || key.supersededAt !== null) return key;
    return { ...key, supersededAt: now.toISOString(), state: key.state === 'Active' ? 'Superseded' : key.state };
  });
  return { keys: changed, group: { ...group, activeKeyId: active.kmsKeyId, activeKeyArn: active.kmsKeyArn } };
}
