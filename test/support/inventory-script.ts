// Scripts of the fake bridge for the HSM screen.
import type { InventoryItem } from '../../shared/schemas/inventory';
import { idOf } from './builders/views';
import { answers, type FakeScript } from './fake-bridge';
import { anError, status } from './screen-scripts';

export function anItem(number: number, over: Partial<InventoryItem> = {}): InventoryItem {
  const reference = idOf(0xa000 + number);
  const checkValue = { method: 'AES_ECB_ZEROS', value: `7C41${number.toString(16).padStart(2, '0').toUpperCase()}` };
  return {
    id: `o${String(number)}`,
    ...{ kind: 'key', problems: [], objectClass: 'secret-key', keyType: 'AES', lengthBits: 256 },
    ...{ label: `payments-eu #${String(number)} ${reference}`, reference, checkValue, recordedCheckValue: checkValue },
    ...{ sensitive: true, alwaysSensitive: true, extractable: true, local: true },
    key: {
      ...{ id: idOf(0x300 + number), name: `payments-eu #${String(number)}`, state: 'Superseded' },
      ...{ groupId: idOf(0x201), groupName: 'payments-eu' },
      ...{ kmsKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab', keyMaterialId: 'd'.repeat(64) },
    },
    ...over,
  };
}

const own = { key: null, recordedCheckValue: null, checkValue: null } as const;
const items: InventoryItem[] = [
  anItem(1, {
    ...{ kind: 'missing', problems: ['missing'], objectClass: null, keyType: '', lengthBits: null, label: '' },
    ...{ checkValue: null, sensitive: null, alwaysSensitive: null, extractable: null, local: null },
  }),
  anItem(2, { problems: ['check-value'], checkValue: { method: 'AES_ECB_ZEROS', value: '00FF00' } }),
  anItem(3, { key: { ...anItem(3).key!, state: 'Active' } }),
  anItem(4, { ...own, kind: 'orphan', label: `archive #1 ${idOf(0xa004)}` }),
  anItem(5, {
    ...own,
    kind: 'console',
    objectClass: 'private-key',
    keyType: 'EC',
    lengthBits: null,
    extractable: false,
  }),
  anItem(6, { ...own, kind: 'foreign', keyType: 'RSA', lengthBits: 3072, objectClass: 'public-key', sensitive: null }),
  anItem(7, { ...own, kind: 'foreign', label: 'مفتاح قديم', sensitive: false }),
];
const base: FakeScript = { 'app.status': answers('app.status', status()) };
const inventory = { readAt: new Date().toISOString(), tokenLabel: 'KMES evaluation', tokenSerial: '8a91f0c2d47be356' };

export const fullInventoryScript: FakeScript = {
  ...base,
  'hsm.inventory': answers('hsm.inventory', {
    ...inventory,
    counts: { missing: 1, key: 2, orphan: 1, console: 1, foreign: 2 },
    items,
    total: items.length,
  }),
};
export const emptyInventoryScript: FakeScript = {
  ...base,
  'hsm.inventory': answers('hsm.inventory', { ...inventory, counts: {}, items: [], total: 0 }),
};
export const refusedInventoryScript: FakeScript = {
  ...base,
  'hsm.inventory': { error: anError({ code: 'hsm.host-died' }) },
};
export const loadingInventoryScript: FakeScript = base;
