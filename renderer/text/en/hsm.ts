// Every sentence of the HSM screen: the inventory of the token.
import type { InventoryItem, InventoryKind, InventoryProblem } from '../../../shared/schemas/inventory';

const kinds: Record<InventoryKind, string> = {
  missing: 'Missing',
  key: 'Console key',
  orphan: 'Orphan',
  job: 'Job under way',
  console: 'Own key',
  foreign: 'Foreign',
};
const kindMeans: Record<InventoryKind, string> = {
  missing: 'The console made this key, and it is not on the token.',
  key: 'Key material of a key of this console.',
  orphan:
    'Named as the console names its keys, but no key of this console is this one. A job that was given up may have left it, or another console uses this token.',
  job: 'Made by a job that is not over yet.',
  console: 'The key that signs the audit log, or the one that seals the store.',
  foreign: 'Made by something else. The console never touches it.',
};
const problems: Record<InventoryProblem, string> = {
  missing:
    'Not on the token. What it encrypted cannot be restored once AWS loses the material. Look for a backup of the token before anything else.',
  duplicate:
    'More than one object has this reference. The console refuses to use either: it cannot tell which one AWS has.',
  'check-value': 'Its check value is not the one recorded when the key was made: this is another key.',
  destroyed: 'Recorded as destroyed, and still on the token.',
};
const classes: Record<NonNullable<InventoryItem['objectClass']>, string> = {
  'secret-key': 'Secret key',
  'private-key': 'Private key',
  'public-key': 'Public key',
};

export const hsmText = {
  title: 'HSM',
  intro: 'Every key object on the token, and what it is to the console. Nothing is changed by looking.',
  tableLabel: 'Key objects on the token',
  readAgain: 'Read again',
  search: 'Filter objects',
  kindFilter: 'Kind',
  allKinds: 'All kinds',
  severalKinds: (count: number) => `${count} kinds`,
  summary: (total: number, token: string) =>
    `${total.toLocaleString('en')} ${total === 1 ? 'object' : 'objects'} · token ${token}`,
  kinds,
  kindMeans,
  problems,
  classes,
  missing: (count: number) =>
    count === 1 ? 'One key of the console is not on the token' : `${count} keys of the console are not on the token`,
  missingBody:
    'The HSM holds the only safe copy of key material. Do not delete anything from AWS. Look for a backup of the token, or whether this is the right token.',
  limited: (shown: number, total: number) =>
    `The first ${shown.toLocaleString('en')} of ${total.toLocaleString('en')} objects are listed; those with problems come first.`,
  empty: {
    title: 'No key object on the token',
    body: 'Keys come onto the token by force rotating a key group.',
  },
  columns: {
    kind: 'Kind',
    name: 'Key or label',
    objectClass: 'Class',
    keyType: 'Type',
    checkValue: 'Check value',
    state: 'State of the key',
    group: 'Key group',
    reference: 'Reference (CKA_ID)',
    protection: 'Protection',
  },
  unnamed: 'No label',
  groupDeleted: 'Deleted group',
  type: (keyType: string, bits: number | null) => `${keyType}${bits === null ? '' : `-${bits}`}`,
  unknown: 'Not said',
  extractable: 'Sensitive, can be wrapped',
  notExtractable: 'Sensitive, never leaves',
  readable: 'Not sensitive',
  yes: 'Yes',
  no: 'No',
  actions: { open: 'Show details', showKey: 'Show key group', copyReference: 'Copy reference' },
  details: {
    label: (name: string) => `Details of ${name}`,
    close: 'Close the details',
    object: 'Object on the token',
    key: 'Key of the console',
    label_: 'Label',
    recorded: 'Recorded check value',
    checkValue: 'Check value now',
    noCheckValue: 'The token gives none',
    sensitive: 'Sensitive',
    alwaysSensitive: 'Always sensitive',
    extractable: 'Extractable (wrapped)',
    local: 'Made on this token',
    kmsKeyId: 'AWS KMS key',
    materialId: 'Key material ID',
    kept: 'The token keeps it while any AWS KMS key lists its material.',
  },
} as const;
