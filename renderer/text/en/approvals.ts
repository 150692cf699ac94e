// Every sentence of Approvals: the queue, the details of a request, its decisions, and the dialog that asks for an approval.
import type { RequestStatus } from '../../../shared/schemas/approvals';
import { spanWords } from '../../../shared/text/span-words';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const statuses: Record<RequestStatus, string> = {
  Pending: 'It waits for approvals.',
  Approved: 'All approvals are there. It has not been carried out yet.',
  Denied: 'One identity denied it. That ends a request.',
  Withdrawn: 'The identity that asked for it took it back.',
  Expired: 'Its time ended before all approvals were there.',
  Stale: 'What it would have changed is no longer as it was when it was asked for.',
  Executed: 'It was approved and carried out.',
};

const whoApproves = (count: number, roles: readonly string[]): string => {
  const list =
    roles.length === 0
      ? ''
      : roles.length === 1
        ? (roles[0] ?? '')
        : `${roles.slice(0, -1).join(', ')} or ${roles.at(-1) ?? ''}`;
  const of = list === '' ? '' : ` of the role ${list}`;
  return count === 1
    ? `One identity${of}, other than the one who asks.`
    : `${count} identities${of}, other than the one who asks.`;
};

export const approvalsText = {
  title: 'Approvals',
  intro: 'Operations that wait for other people before they are carried out, and those that were decided.',
  tabs: { open: 'Pending', closed: 'Decided', label: 'Which requests' },
  tableLabel: { open: 'Pending requests', closed: 'Decided requests' },
  columns: {
    choose: 'Choose',
    operation: 'Operation',
    target: 'Target',
    requester: 'Requester',
    requested: 'Requested',
    timeLeft: 'Time left',
    approvals: 'Approvals',
    status: 'Status',
    decided: 'Decided',
  },
  choose: (name: string) => `Choose ${name}`,
  chooseAll: 'Choose all that you may decide',
  approvalsOf: (counted: number, required: number) => `${counted} of ${required}`,
  nameOf: (operation: string, target: string) => (target === '' ? operation : `${operation}: ${target}`),
  timeLeft: (ms: number) => spanWords(ms),
  timeOver: 'over',
  statuses,
  empty: {
    openTitle: 'Nothing waits for approval',
    openBody:
      'When somebody asks for an operation that the approval policy covers, it waits here until enough other people have approved it. Each of them sees exactly what will be done, and signs the decision with their own password.',
    closedTitle: 'Nothing was decided yet',
    closedBody:
      'Requests that were carried out, denied, withdrawn or that ran out of time stay here with every signed decision, for as long as the store exists.',
    policy: 'Look at the approval policy',
  },

  actions: {
    open: 'Open',
    approve: 'Approve',
    approveMenu: 'Approve…',
    deny: 'Deny',
    denyMenu: 'Deny…',
    withdraw: 'Withdraw',
    withdrawMenu: 'Withdraw…',
    execute: 'Carry out',
    copyDigest: 'Copy digest',
    showJob: 'Show job',
    showAudit: 'Show audit entries',
    close: 'Close the details',
    evidence: 'Export evidence',
  },
  evidence: {
    done: (file: string) => `Evidence was written to ${file}.`,
    hint: 'Requests, signed decisions and public keys as JSON. One decision can be checked with openssl alone.',
  },
  bulk: {
    label: 'Chosen requests',
    chosen: (count: number) => plural(count, 'request chosen', 'requests chosen'),
    approve: (count: number) => (count === 1 ? 'Approve 1' : `Approve ${count}`),
    deny: (count: number) => (count === 1 ? 'Deny 1' : `Deny ${count}`),
    clear: 'Choose none',
  },
  waitsForPrompt: 'A small window of the console asks who signs. Type the password there; this window never sees it.',
  notSigned: 'The small window was closed. Nothing was signed.',
  done: {
    approved: (name: string) => `Approved: ${name}.`,
    approvedMany: (count: number) => `${plural(count, 'request', 'requests')} approved.`,
    denied: (name: string) => `Denied: ${name}.`,
    deniedMany: (count: number) => `${plural(count, 'request', 'requests')} denied.`,
    withdrawn: (name: string) => `Withdrawn: ${name}.`,
    executed: (name: string) => `Approved and carried out: ${name}.`,
  },

  details: {
    label: 'Request details',
    loading: 'the request',
    effect: 'What will be done',
    effectDone: 'What was done',
    effectAsked: 'What was asked for',
    justification: 'Justification',
    decisions: 'Decisions',
    noDecisions: 'Nobody has decided yet.',
    about: 'About this request',
    timeLeftOf: (left: string) => `${left} left`,
    fields: {
      requester: 'Requester',
      requested: 'Requested',
      expires: 'Expires',
      closed: 'Ended',
      approvals: 'Approvals',
      digest: 'Digest',
      job: 'Job',
      id: 'Request ID',
    },
    digestHint:
      'SHA-256 of exactly what will be done. Requester and approvers sign it; if the target changes, it no longer fits and the request becomes stale.',
    required: (counted: number, required: number) => `${counted} of ${required} needed`,
    ownRequest: 'Your own request: others decide it.',
    mayNotDecide: 'Nobody who is logged in here may decide this request.',
    readyToRun: 'All approvals are there. It waits to be carried out.',
    failedRun: 'It was approved, but could not be carried out:',
  },
  effectColumns: {
    field: 'Field',
    before: 'Now',
    after: 'Will be',
    value: 'Value',
    beforeDone: 'Before',
    afterDone: 'After',
  },
  noBefore: '—',
  decision: {
    approve: 'Approved',
    deny: 'Denied',
    counts: 'Signature valid and counted',
    lapsed: 'No longer counts: this identity was disabled, reset or lost its role since',
    reason: (reason: string) => `Reason: ${reason}`,
    by: (name: string) => `by ${name}`,
  },

  deny: {
    title: (name: string) => `Deny ${name}`,
    titleMany: (count: number) => `Deny ${plural(count, 'request', 'requests')}`,
    body: 'One denial ends a request. Nothing is carried out. Whoever asked can ask again.',
    reason: 'Reason',
    reasonHelp: 'What speaks against it. The requester reads it, and it is kept with the signature.',
    button: (name: string) => `Deny ${name}`,
    buttonMany: (count: number) => `Deny ${plural(count, 'request', 'requests')}`,
  },
  withdraw: {
    title: (name: string) => `Withdraw ${name}`,
    happens: 'The request ends. Nothing is carried out, and approvals that were given are void.',
    undo: 'Ask for the operation again; it is a new request with new approvals.',
    approves: 'Nobody: whoever asked may take it back.',
    button: 'Withdraw the request',
  },

  request: {
    title: (operation: string) => `Request approval: ${operation.charAt(0).toLowerCase()}${operation.slice(1)}`,
    loading: 'what will be done',
    lead: 'This operation is carried out only after others have approved exactly what is shown here.',
    target: 'Target',
    who: 'Who must approve',
    whoApproves,
    waits: 'How long it waits',
    waitsFor: (ms: number) => `${spanWords(ms)}, then the request expires`,
    effect: 'What will be done',
    digest: 'Digest',
    justification: 'Justification',
    justificationHelp: 'Why this is done. Approvers read it; it is signed and kept. 5 characters or more.',
    sign: 'Sign and request',
    signing: 'Waiting for the small window',
    readAgain: 'Read again',
    changed: 'It has changed since it was shown. This is how it is now.',
    filed: 'Requested',
    filedLead: (counted: number, required: number) =>
      counted === 0
        ? required === 1
          ? 'It waits in Approvals until one other identity approves it.'
          : `It waits in Approvals until ${required} other identities approve it.`
        : `${counted} of ${required} approvals are there. It waits in Approvals for the rest.`,
    approveNowLead: 'Another identity that is logged in here may approve it now.',
    approveNow: 'Approve now',
    later: 'Leave it waiting',
    showQueue: 'Show in Approvals',
    failed: 'It was approved, but could not be carried out. It stays approved and can be carried out again.',
    tryAgain: 'Carry out again',
    close: 'Close',
  },

  /** In confirmations, before the answer of main is known. */
  needed: (count: number) =>
    count === 0
      ? 'No approval is needed under the present policy.'
      : count === 1
        ? 'One other identity. The next step asks for the approval.'
        : `${count} other identities. The next step asks for the approvals.`,
  neededUnknown: 'The approval policy decides. If an approval is needed, the next step asks for it.',
  badge: (count: number) => (count === 1 ? '1 request waits for you' : `${count} requests wait for you`),
  filedToast: (name: string) => `Waiting for approval: ${name}.`,
} as const;
