// Which calls put the console's side of a difference into AWS, in order. Pure; shown before it is approved, and done by the job.
import type { Drift } from './schemas/reconcile';

export type PushAct =
  | 'set-description'
  | 'set-policy'
  | 'set-tag'
  | 'remove-tag'
  | 'create-alias'
  | 'move-alias'
  | 'cancel-deletion'
  | 'enable'
  | 'disable'
  | 'import';

/** Empty where the difference cannot be pushed. */
export function pushActs({ field, ours, aws, may }: Drift): readonly PushAct[] {
  if (!may.includes('push')) return [];
  switch (field) {
    case 'description':
      return ['set-description'];
    case 'policy':
      return ['set-policy'];
    case 'tag':
      return [ours === null ? 'remove-tag' : 'set-tag'];
    case 'alias-target':
      return [aws === null ? 'create-alias' : 'move-alias'];
    case 'key-state':
      return stateActs(ours, aws);
    case 'material':
    case 'material-expiry':
      return ['import'];
    case 'deletion-date':
    case 'current-material':
    case 'unknown-material':
    case 'rotations-used':
      return [];
  }
}

/** AWS KMS: CancelKeyDeletion leaves the key Disabled, or pending import where material is missing. */
function stateActs(ours: string | null, aws: string | null): readonly PushAct[] {
  const cancel: readonly PushAct[] = aws === 'PendingDeletion' ? ['cancel-deletion'] : [];
  if (ours === 'Enabled') return [...cancel, 'enable'];
  return ours === 'Disabled' && cancel.length === 0 ? ['disable'] : cancel;
}

interface PushCall {
  readonly system: 'HSM' | 'AWS KMS';
  readonly call: string;
  readonly iamAction: string | null;
}
const kms = (call: string, iamAction = call): PushCall => ({ system: 'AWS KMS', call, iamAction: `kms:${iamAction}` });
const hsm = (call: string): PushCall => ({ system: 'HSM', call, iamAction: null });

const callsOf: Readonly<Record<PushAct, readonly PushCall[]>> = {
  'set-description': [kms('UpdateKeyDescription')],
  'set-policy': [kms('PutKeyPolicy')],
  'set-tag': [kms('TagResource')],
  'remove-tag': [kms('UntagResource')],
  'create-alias': [kms('CreateAlias')],
  'move-alias': [kms('UpdateAlias')],
  'cancel-deletion': [kms('CancelKeyDeletion')],
  enable: [kms('EnableKey')],
  disable: [kms('DisableKey')],
  import: [
    hsm('C_FindObjects, check value'),
    kms('GetParametersForImport'),
    hsm('C_WrapKey'),
    kms('ImportKeyMaterial (EXISTING_KEY_MATERIAL)', 'ImportKeyMaterial'),
  ],
};

/** The calls of a push in the order in which its job makes them. */
export const pushCalls = (drifts: readonly Drift[]): readonly PushCall[] =>
  drifts.flatMap((drift) => pushActs(drift).flatMap((act) => callsOf[act]));
