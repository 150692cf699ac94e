// Every sentence of the operations on keys: menus, the bar of chosen keys, confirmations.
import type { KeyOperationKind } from '../../../shared/schemas/key-operations';

type ByKind<T> = Readonly<Record<KeyOperationKind, T>>;

const keysIn = (what: string, region: string): string => `${what} in ${region}`;

export const keyOperationsText = {
  /** In menus. */
  menu: {
    synchronize: 'Synchronize…',
    'delete-material': 'Delete…',
    enable: 'Enable…',
    disable: 'Disable…',
    'schedule-deletion': 'Schedule deletion…',
    'cancel-deletion': 'Cancel deletion…',
    prove: 'Prove…',
    destroy: 'Destroy in the HSM…',
  } satisfies ByKind<string>,
  button: {
    synchronize: 'Synchronize',
    'delete-material': 'Delete',
    enable: 'Enable',
    disable: 'Disable',
    'schedule-deletion': 'Schedule deletion',
    'cancel-deletion': 'Cancel deletion',
    prove: 'Prove',
    destroy: 'Destroy in the HSM',
  } satisfies ByKind<string>,
  /** Title of the dialog and name of its button. */
  act: {
    synchronize: (what) => `Synchronize ${what}`,
    'delete-material': (what) => `Delete key material of ${what}`,
    enable: (what) => `Enable ${what}`,
    disable: (what) => `Disable ${what}`,
    'schedule-deletion': (what) => `Schedule deletion of ${what}`,
    'cancel-deletion': (what) => `Cancel deletion of ${what}`,
    prove: (what) => `Prove ${what}`,
    destroy: (what) => `Destroy ${what} in the HSM`,
  } satisfies ByKind<(what: string) => string>,
  /** A confirmed operation has begun. */
  started: (act: string) => `Started: ${act}. Jobs shows its progress.`,
  many: (count: number, group: string) => `${count} keys of ${group}`,
  operationsOf: (name: string) => `Operations on ${name}`,
  openJob: 'A job of this group has not ended.',
  bar: {
    label: 'Operations on the chosen keys',
    chosen: (count: number) => (count === 1 ? '1 key chosen' : `${count} keys chosen`),
    clear: 'Choose none',
    choose: 'Choose',
    chooseKey: (name: string) => `Choose ${name}`,
    chooseAll: 'Choose all keys',
  },
  dialog: {
    loading: 'Reading the keys in AWS',
    again: 'Look again',
    cancel: 'Cancel',
    region: 'Region',
    simulator: 'Simulator, not AWS',
    account: 'Account',
    accountUnknown: 'Not known',
    time: 'Time needed',
    estimate: (seconds: number) =>
      seconds <= 1 ? 'About a second under AWS’s quotas' : `At least ${seconds} seconds under AWS’s quotas`,
    keys: 'Keys',
    columns: { key: 'Key', kmsKey: 'KMS key', aws: 'State in AWS', use: 'Last use in AWS' },
    leftOut: (name: string) => `${name} is left out.`,
    notAsked: 'Not asked',
    useUnknown: 'AWS does not say',
    neverUsed: 'None recorded',
    useHint:
      'A last use proves nothing about disuse: AWS records it with delay and only since it began to track the key, and rare uses come back.',
    grants: (count: number) =>
      count === 0
        ? 'No grants on these keys.'
        : count === 1
          ? '1 grant on these keys:'
          : `${count} grants on these keys:`,
    grantsUnknown: 'AWS does not say which grants there are on these keys.',
    grant: (grantee: string, operations: string) => `${grantee}: ${operations}`,
    windowDays: 'Days until AWS deletes the key',
    windowHelp: 'From 7 to 30. Until then the deletion can be cancelled.',
    expiry: 'Key material expires in AWS',
    expiryAsBefore: 'As at its last import',
    expiryNever: 'Does not expire',
    expiryDays: 'After days',
    expiryDaysHelp: 'From 1 to 365. Another expiry than before needs an approval.',
    perKey: (count: number) =>
      `These calls are made for each of the ${count} keys, one key after the other. When one fails, the others are still done; Jobs lists it, and Retry goes on with it.`,
  },
  happens: {
    synchronize: (what, region) =>
      `The HSM wraps the material of ${keysIn(what, region)}, and it is pushed to the same AWS KMS key again.`,
    'delete-material': (what, region) =>
      `The material of ${keysIn(what, region)} is deleted from AWS KMS at once. The HSM is checked first and keeps it.`,
    enable: (what, region) => `The AWS KMS key of ${keysIn(what, region)} is enabled.`,
    disable: (what, region) => `The AWS KMS key of ${keysIn(what, region)} is disabled.`,
    'schedule-deletion': (what, region) =>
      `AWS deletes the AWS KMS key of ${keysIn(what, region)} for good at the end of the waiting time, with its aliases. The HSM keeps its material.`,
    'cancel-deletion': (what, region) =>
      `The AWS KMS key of ${keysIn(what, region)} is kept. It is Disabled afterwards, and works again only once it is enabled.`,
    prove: (what, region) =>
      `The HSM wraps the material of ${keysIn(what, region)}, and AWS is asked to take it as the material it has. AWS refuses any other; its answer and request ID are recorded.`,
    destroy: (what) =>
      `AWS is asked once more whether any KMS key lists the material of ${what}. Only if none does, the HSM destroys it for good, and a record is kept: reference, check value, who asked, who approved, AWS’s answers.`,
  } satisfies ByKind<(what: string, region: string) => string>,
  stops: {
    synchronize: 'Nothing stops working.',
    'delete-material':
      'The whole AWS KMS key stops working at once, whichever of its materials is deleted: nothing is encrypted or decrypted with it until the material is synchronized. Services that keep data keys open may go on for a while, then fail.',
    enable: 'Nothing stops working.',
    disable:
      'Everything that is encrypted under the key can no longer be decrypted, whether it names the key or the alias. Services that remember the key (RDS, EBS, S3 objects) stop working, some beyond repair.',
    'schedule-deletion':
      'The key stops working at once. When it is deleted, everything encrypted under it is lost: key material alone does not bring it back, because ciphertext is bound to the KMS key.',
    'cancel-deletion': 'Nothing stops working: the key did not work before.',
    prove: 'Nothing stops working: state and expiry stay as they are.',
    destroy:
      'Nothing stops working: no AWS KMS key lists this material any more. But it can never be pushed again, and no backup in this console remains.',
  } satisfies ByKind<string>,
  shared: (names: string) => `This concerns ${names} as well: it is the same AWS KMS key.`,
  sharedStart: (names: string) => `The same AWS KMS key also carries ${names}.`,
  costs: {
    synchronize: 'The monthly AWS price does not change.',
    'delete-material': 'The AWS KMS key goes on costing 1 US dollar a month.',
    enable: 'The monthly AWS price does not change.',
    disable: 'A disabled AWS KMS key goes on costing 1 US dollar a month.',
    'schedule-deletion': 'AWS charges nothing for a key while it waits for deletion.',
    'cancel-deletion': 'The AWS KMS key costs 1 US dollar a month again.',
    prove: 'The monthly AWS price does not change.',
    destroy: 'The monthly AWS price does not change.',
  } satisfies ByKind<string>,
  undo: {
    synchronize: 'Delete takes the material away again.',
    'delete-material': 'Synchronize restores the material from the HSM, after an approval.',
    enable: 'Disable.',
    disable: 'Enable.',
    'schedule-deletion': 'Cancel deletion, until the waiting time is over. Afterwards nothing undoes it.',
    'cancel-deletion': 'Schedule the deletion anew.',
    prove: 'There is nothing to undo.',
    destroy: 'Nothing undoes it. A backup of the token made before may still hold the key.',
  } satisfies ByKind<string>,
  compromised: {
    chip: 'Compromised',
    chipMeans: 'People said that others may know its material.',
    menu: 'Mark as compromised…',
    button: 'Mark as compromised',
    act: (name: string) => `Mark ${name} as compromised`,
    happens: (name: string) =>
      `${name} is marked for good, with your reason, in its details, in the list and on the Dashboard. Then the console shows what has to follow, one step after the other.`,
    stops: 'Nothing stops working by the mark alone: neither the HSM nor AWS is changed.',
    costs: 'The monthly AWS price does not change.',
    undo: 'Nothing takes the mark away.',
    done: (name: string) => `${name} is marked as compromised.`,
    title: 'Compromised',
    marked: (by: string) => `Marked by ${by}:`,
    steps: 'What has to follow',
    rotate:
      'Rotate the key group by New key, so that nothing more is encrypted under this KMS key. Same key is not enough: the KMS key goes on decrypting with this material.',
    reencrypt: 'Re-encrypt everything in the list below: decrypt it with this key while it works, and encrypt it anew.',
    disable: 'Disable the key. What was not re-encrypted can then no longer be read.',
    stepDone: 'Done',
    stepOpen: 'To do',
    list: 'What to re-encrypt',
    ciphertext: 'Ciphertext made',
    from: 'from',
    until: 'until',
    stillUsed: 'it still encrypts',
    under: 'Under the KMS key',
    shares: 'The same KMS key',
    dataKeys: 'Data keys',
    dataKeysHint:
      'Every data key that it protects, and with them the data: S3 objects, EBS volumes and snapshots, RDS instances and snapshots, secrets and parameters. Those services remember the KMS key, not the alias.',
    lastUse: 'Last use in AWS',
    grants: 'Grants on it',
    reading: 'Reading AWS…',
    notRead: 'AWS did not say',
  },
  details: {
    proof: 'Proof',
    notProven: 'Not asked',
    matches: 'AWS took the HSM key as its material',
    mismatch: 'AWS says: not the same material',
    mismatchTitle: 'The HSM key is not the material in AWS',
    mismatchBody:
      'AWS refused the HSM key as the material of this KMS key. What the KMS key encrypts cannot be restored from the HSM. Do not delete anything; look at the history of the key.',
    deletionDate: 'AWS deletes the key',
    destroyed: 'Destruction in the HSM',
    destroyedAt: 'Destroyed',
    requestedBy: 'Asked for by',
    approvedBy: 'Approved by',
    noApprover: 'No approval was needed',
    awsSaid: 'AWS said',
    awsGone: (arn: string) => `${arn}: does not exist any more`,
    awsDetached: (arn: string, state: string) => `${arn}: ${state}, does not list the material`,
    showJob: 'Show its job',
  },
} as const;
