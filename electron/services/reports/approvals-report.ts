// The approvals report: requests and decisions as they were signed, with the keys that signed them and the HSM's signature on those keys.
import { decisionStatement, requestStatement, type ApprovalRequest } from '../../domain/approval-request';
import type { Identity, SigningKey } from '../../domain/entities';
import { canonicalJson } from '../../../shared/canonical-json';
import { operationNames } from '../../../shared/text/operation-names';
import { keyFingerprint } from '../approvals/people';
import type { Column, ReportSource } from './report-kind';
import { allRequests } from './request-pages';
import { rowsReport } from './rows-report';

/** The statements are objects whose canonical JSON is what was signed. `statement` sorts last: plain tools can cut it out. */
export interface ApprovalsRow {
  readonly statement: ReturnType<typeof requestStatement>;
  /** base64 Ed25519 */
  readonly signature: string;
  readonly keyFingerprint: string;
  readonly decisions: readonly {
    readonly identity: string;
    readonly statement: ReturnType<typeof decisionStatement>;
    readonly signature: string;
    readonly keyFingerprint: string;
  }[];
  /** Every key that signed in this row. */
  readonly keys: readonly {
    readonly identityId: string;
    readonly publicKeyDer: string;
    readonly enrolledAt: string;
    readonly enrolmentSignature: string;
  }[];
  /** What became of it; not signed by a person, but in the log under the request's id. `order` is what the statement's orderDigest is of. */
  readonly request: Pick<ApprovalRequest, 'status' | 'closedAt' | 'jobId' | 'effect'> & {
    readonly order: string;
    readonly requester: string;
  };
}

const approvers = (verdict: 'approve' | 'deny') => (row: ApprovalsRow) =>
  row.decisions.filter(({ statement }) => statement.verdict === verdict).map(({ identity }) => identity);

const columns: readonly Column<ApprovalsRow>[] = [
  { id: 'createdAt', title: 'Requested (UTC)', cell: ({ statement }) => statement.createdAt },
  { id: 'operation', title: 'Operation', cell: ({ statement }) => operationNames[statement.operation] },
  { id: 'target', title: 'Target', cell: ({ statement }) => statement.target.name },
  { id: 'requester', title: 'Requested by', cell: ({ request }) => request.requester },
  { id: 'justification', title: 'Justification', cell: ({ statement }) => statement.justification },
  { id: 'status', title: 'Status', cell: ({ request }) => request.status },
  { id: 'approvalsRequired', title: 'Approvals required', cell: ({ statement }) => statement.rule.approvalsRequired },
  { id: 'approvedBy', title: 'Approved by', cell: approvers('approve') },
  { id: 'deniedBy', title: 'Denied by', cell: approvers('deny') },
  {
    id: 'decisions',
    title: 'Decisions',
    cell: ({ decisions }) =>
      decisions
        .map(
          ({ identity, statement: { verdict, at, reason } }) =>
            `${identity} ${verdict} ${at}${reason === '' ? '' : ` ${reason}`}`,
        )
        .join('; '),
  },
  { id: 'expiresAt', title: 'Expires (UTC)', cell: ({ statement }) => statement.expiresAt },
  { id: 'closedAt', title: 'Closed (UTC)', cell: ({ request }) => request.closedAt },
  { id: 'effect', title: 'Effect (JSON)', cell: ({ request }) => canonicalJson(request.effect) },
  { id: 'orderDigest', title: 'Digest of the order', cell: ({ statement }) => statement.orderDigest },
  { id: 'jobId', title: 'Job ID', cell: ({ request }) => request.jobId },
  { id: 'requestId', title: 'Request ID', cell: ({ statement }) => statement.requestId },
  { id: 'targetId', title: 'Target ID', cell: ({ statement }) => statement.target.id },
  { id: 'keyFingerprint', title: "Requester's key", cell: ({ keyFingerprint: print }) => print },
  { id: 'signature', title: "Requester's signature", cell: ({ signature }) => signature },
];

export const approvalsReport = rowsReport<ApprovalsRow>({
  kind: 'approvals',
  title: 'Approvals',
  description: 'Requests with justification, decisions, and the signatures of requester and approvers.',
  permissions: ['Approvals:View'],
  filters: ['requestStatuses', 'from', 'to'],
  columns,
  count: async ({ tx, filter }) =>
    Object.values(filter).some((value) => value !== undefined)
      ? null
      : (await tx.requests.page('open', { limit: 1 })).total + (await tx.requests.page('closed', { limit: 1 })).total,
  async *rows(source) {
    const identities = new Map((await source.tx.identities.list()).map((identity) => [identity.id, identity]));
    for await (const request of allRequests(source.tx)) {
      if (isChosen(request, source.filter)) yield approvalsRow(request, source.store, identities);
    }
  },
});

function isChosen(
  { status, createdAt }: ApprovalRequest,
  { requestStatuses, from, to }: ReportSource['filter'],
): boolean {
  return (
    (requestStatuses?.includes(status) ?? true) &&
    (from === undefined || createdAt >= from) &&
    (to === undefined || createdAt < to)
  );
}

function approvalsRow(
  request: ApprovalRequest,
  store: ReportSource['store'],
  identities: ReadonlyMap<string, Identity>,
): ApprovalsRow {
  const nameOf = (id: string): string => identities.get(id)?.name ?? id;
  const { id, environment } = store;
  const { operation, frozen, status, closedAt, jobId, effect } = request;
  const signers = [
    { identityId: request.requesterId, print: request.requesterKeyFingerprint },
    ...request.decisions.map((decision) => ({ identityId: decision.identityId, print: decision.keyFingerprint })),
  ];
  return {
    statement: requestStatement(id, environment, request),
    signature: request.signature,
    keyFingerprint: request.requesterKeyFingerprint,
    decisions: request.decisions.map((decision) => ({
      identity: nameOf(decision.identityId),
      statement: decisionStatement(id, environment, request, decision),
      signature: decision.signature,
      keyFingerprint: decision.keyFingerprint,
    })),
    keys: signers.flatMap(({ identityId, print }) => {
      const key = keyOf(identities.get(identityId), print);
      if (key === undefined) return [];
      const { publicKeyDer, enrolledAt, enrolmentSignature } = key;
      return [{ identityId, publicKeyDer, enrolledAt, enrolmentSignature }];
    }),
    request: {
      ...{ status, closedAt, jobId, effect },
      order: canonicalJson({ operation, input: frozen }),
      requester: nameOf(request.requesterId),
    },
  };
}

function keyOf(identity: Identity | undefined, print: string): SigningKey | undefined {
  if (identity === undefined) return undefined;
  return [identity.signingKey, ...identity.closedKeys].find((key) => keyFingerprint(key) === print);
}
