// Every sentence of Administration > Approval policy.
import { spanWords } from '../../../shared/text/span-words';

export const policyText = {
  title: 'Approval policy',
  intro: 'How many other people must approve each operation, who they may be, and how long a request waits for them.',
  tableLabel: 'Approval policy',
  columns: {
    area: 'Area',
    operation: 'Operation',
    approvals: 'Approvals required',
    floor: 'At least',
    approvers: 'Who may approve',
    ttl: 'Time to live',
    changed: 'Change',
  },
  areas: {
    credential: 'Cloud Credentials',
    'key-group': 'Key groups',
    key: 'Keys',
    schedule: 'Schedules',
    reconcile: 'Reconciliation',
    reconciliation: 'Reconciliation',
    store: 'Store',
    backup: 'Backup',
    job: 'Jobs',
    jobs: 'Jobs',
    identity: 'Identities',
    role: 'Roles',
    policy: 'Approval policy',
    recovery: 'Recovery',
    hsm: 'HSM',
    settings: 'Settings',
  } as Readonly<Record<string, string>>,
  approvals: (count: number) =>
    count === 0 ? 'None: runs at once' : count === 1 ? '1 approval' : `${count} approvals`,
  approvalsShort: (count: number) => (count === 0 ? 'None' : String(count)),
  floor: (count: number) => (count === 0 ? 'no floor' : `at least ${count}`),
  nobody: 'Nobody',
  unknownRole: 'Unknown role',
  span: spanWords,
  changedMark: 'Changed',
  wasBefore: (value: string) => `was ${value}`,
  floorsNote: {
    PRODUCTION:
      'This is PRODUCTION: every operation keeps at least one approval, and identities, roles, policy and credentials at least two.',
    EVALUATION:
      'This is EVALUATION: no floor applies, so that two people at one desk can try everything. PRODUCTION keeps at least one approval everywhere.',
  },
  stricterNote: 'A change of the policy is itself approved, under the stricter of the rules before and after it.',
  actions: { edit: 'Edit…', view: 'Open', undo: 'Take the change back' },
  editor: {
    title: (operation: string) => `Approval of: ${operation}`,
    approvals: 'Approvals required',
    approvalsHint: (floor: number) =>
      floor === 0
        ? 'By identities other than the one who asks. 0: it runs at once.'
        : `By identities other than the one who asks. This installation keeps at least ${floor}.`,
    approvers: 'Who may approve',
    approversHint: 'Identities that hold one of these roles. The role must be able to decide requests.',
    cannotDecide: 'Cannot decide requests',
    ttl: 'Time to live',
    ttlHint: 'How long a request waits for its approvals before it expires.',
    keep: 'OK',
    needRole: 'Choose at least one role, or require no approval.',
  },
  pending: {
    label: 'Changes not requested yet',
    count: (count: number) =>
      count === 1 ? '1 change is not requested yet.' : `${count} changes are not requested yet.`,
    discard: 'Discard',
    review: 'Review changes',
  },
  review: {
    title: 'Change the approval policy',
    lead: 'These rules apply to every request from the moment the change is carried out. Open requests are held to the stricter of the rule they were made under and the new one.',
    approves: 'Who must approve',
    button: (count: number) => (count === 1 ? 'Change 1 rule' : `Change ${count} rules`),
    done: 'The approval policy was changed.',
    weaker: 'Weaker than before',
    stricter: 'Stricter than before',
    different: 'Different',
  },
  loading: 'the approval policy',
} as const;
