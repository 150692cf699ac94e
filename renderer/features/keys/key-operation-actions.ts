// Which operations a key offers, by its state and the permissions of the login: the same for menus, buttons and the bar of chosen keys.
import type { KeyOperationKind } from '../../../shared/schemas/key-operations';
import type { KeyState, KeyView } from '../../../shared/schemas/key-groups';
import { useMay } from '../../api/use-status';

const living: readonly KeyOperationKind[] = ['synchronize', 'delete-material', 'prove', 'disable', 'schedule-deletion'];

/** What main would not refuse by the console's own record; AWS has the last word when the dialog opens. */
const offered: Readonly<Record<KeyState, readonly KeyOperationKind[]>> = {
  Generated: [],
  Synchronized: living,
  Active: living,
  Superseded: living,
  Expired: living,
  Disabled: ['synchronize', 'delete-material', 'enable', 'schedule-deletion'],
  'Material deleted': ['synchronize', 'schedule-deletion'],
  'Pending deletion': ['cancel-deletion'],
  'Material not held': [],
  Destroyed: [],
};

export type KeyOperationPermissions = Readonly<Record<KeyOperationKind, boolean>>;

export function useKeyOperationPermissions(): KeyOperationPermissions {
  const synchronize = useMay('Keys:Synchronize');
  const prove = useMay('Keys:Prove');
  const modify = useMay('Keys:Modify');
  const remove = useMay('Keys:Delete');
  return {
    synchronize,
    'delete-material': remove,
    enable: modify,
    disable: modify,
    'schedule-deletion': remove,
    'cancel-deletion': remove,
    prove,
    destroy: remove,
  };
}

/** In menu order; of several keys whatever one of them offers. */
export function offeredOperations(keys: readonly KeyView[], may: KeyOperationPermissions): readonly KeyOperationKind[] {
  const order = [...living.slice(0, 3), 'enable', ...living.slice(3), 'cancel-deletion', 'destroy'] as const;
  return order.filter((kind) => may[kind] && keys.some((key) => isOffered(kind, key)));
}

/** A superseded key may be destroyed whatever its state in AWS, once AWS no longer lists its material: AWS is asked then. */
function isOffered(kind: KeyOperationKind, key: KeyView): boolean {
  if (kind !== 'destroy') return offered[key.state].includes(kind);
  return key.supersededAt !== null && key.hsmReference !== null && key.state !== 'Destroyed';
}

export const isDangerous = (kind: KeyOperationKind): boolean =>
  kind === 'delete-material' || kind === 'disable' || kind === 'schedule-deletion' || kind === 'destroy';
