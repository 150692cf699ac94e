// The plan of an operation on keys as the window shows it: keys, calls in order with their IAM actions, and the time it takes.
import { estimateSeconds } from '../../domain/key-operation-rules';
import { shownKeyState } from '../../domain/key-group-rules';
import { isHmac, keySpecOf } from '../../../shared/key-spec';
import type { KeyOperationKind, KeyOperationPreview } from '../../../shared/schemas/key-operations';
import type { PlannedKeyOperation } from './plan-key-operation';

type Call = KeyOperationPreview['calls'][number];
const hsm = (call: string): Call => ({ system: 'HSM', call, iamAction: null });
const kms = (call: string, iamAction = call): Call => ({ system: 'AWS KMS', call, iamAction: `kms:${iamAction}` });

const held = hsm('C_FindObjects, check value');
const imports: readonly Call[] = [
  held,
  kms('GetParametersForImport'),
  hsm('C_WrapKey'),
  kms('ImportKeyMaterial (EXISTING_KEY_MATERIAL)', 'ImportKeyMaterial'),
];
const callsOf: Readonly<Record<KeyOperationKind, readonly Call[]>> = {
  synchronize: imports,
  'delete-material': [held, kms('DeleteImportedKeyMaterial (KeyMaterialId)', 'DeleteImportedKeyMaterial')],
  enable: [kms('EnableKey')],
  disable: [kms('DisableKey')],
  'schedule-deletion': [kms('ScheduleKeyDeletion')],
  'cancel-deletion': [kms('CancelKeyDeletion')],
  destroy: [kms('DescribeKey'), kms('ListKeyRotations'), held, hsm('C_DestroyObject')],
  prove: [kms('DescribeKey'), kms('ListKeyRotations'), ...imports],
};
/** An HMAC key has one material, without an id, and is proven by comparing MACs. */
const hmacCallsOf: Readonly<Partial<Record<KeyOperationKind, readonly Call[]>>> = {
  synchronize: imports.map((call) => (call.call.startsWith('ImportKeyMaterial') ? kms('ImportKeyMaterial') : call)),
  'delete-material': [held, kms('DeleteImportedKeyMaterial')],
  prove: [held, hsm('C_Sign (HMAC)'), kms('GenerateMac')],
};

export function previewKeyOperation(planned: PlannedKeyOperation, now: Date): KeyOperationPreview {
  const { group, credential, choice, keys } = planned;
  return {
    kind: choice.kind,
    changed: planned.changed,
    groupName: group.template.name,
    region: group.template.region,
    accountId: credential.accountId,
    simulator: credential.endpoint.kind === 'simulator',
    keys: keys.map(({ key, awsState, sharedWith, refusal, lastUse, grants }) => ({
      id: key.id,
      name: key.name,
      state: shownKeyState(key, now),
      kmsKeyId: key.kmsKeyId,
      keyMaterialId: key.keyMaterialId,
      awsState,
      sharedWith: [...sharedWith],
      lastUse,
      grants: grants === null ? null : [...grants],
      refusal: refusal === null ? null : refusal.toShape(),
    })),
    calls: [...((isHmac(keySpecOf(group.template)) ? hmacCallsOf[choice.kind] : undefined) ?? callsOf[choice.kind])],
    estimateSeconds: estimateSeconds(choice.kind, keys.filter(({ refusal }) => refusal === null).length),
    digest: planned.digest,
  };
}
