// Files a request: prepared again by main, shown and signed in main's own window, stored with its audit entry.
import { requestStatement, type ApprovalRequest } from '../../domain/approval-request';
import { ConsoleError } from '../../../shared/errors';
import type { CallContext } from '../controlled-command';
import { newRowId } from '../ids';
import { assertClock, assertWritable, requestTarget, type ApprovalParts, type RecordWork } from './approval-parts';
import { effectOf } from './effect-of';
import { keyFingerprint } from './people';
import { prepareOrder, type PreparedOrder } from './prepare-order';
import { assertStillSigner } from './still-signer';
import { signStatement } from './sign-statement';
import { signView } from './sign-view';
import { requestingCandidates } from './signers';

export interface AskedFor {
  readonly call: string;
  readonly input: unknown;
  /** Of the preview that the person saw. */
  readonly digest: string;
  readonly justification: string;
}

type Draft = Omit<ApprovalRequest, 'signature' | 'requesterId' | 'requesterKeyFingerprint'>;

function draftOf({ call, order, digest, rule }: PreparedOrder, justification: string, now: Date): Draft {
  const frozen = order.frozen['justification'];
  return {
    id: newRowId(),
    operation: call.operation,
    call: call.name,
    target: order.target,
    effect: effectOf(call.command, order),
    frozen: order.frozen,
    sealed: order.sealed ?? null,
    digest,
    // Given with the command it is part of what is frozen; another one beside it would be a second truth.
    justification: typeof frozen === 'string' ? frozen : justification,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + rule.ttlMs).toISOString(),
    rule,
    status: 'Pending',
    decisions: [],
    closedAt: null,
    jobId: null,
    error: null,
  };
}

/**
 * Null when the person closed the window. Errors: those of `prepareOrder`; `state.conflict` with reason `changed-since-preview`,
 * `no-approval-needed` or `clock-moved-back`.
 */
export async function requestApproval(
  parts: ApprovalParts,
  asked: AskedFor,
  context: CallContext,
  record: RecordWork,
): Promise<ApprovalRequest | null> {
  const { store, clock } = parts;
  assertWritable(parts);
  const prepared = await prepareOrder(parts, asked.call, asked.input, context);
  const conflict = (reason: string): ConsoleError => new ConsoleError('state.conflict', { facts: { reason } });
  if (prepared.digest !== asked.digest) throw conflict('changed-since-preview');
  if (prepared.rule.approvalsRequired === 0) throw conflict('no-approval-needed');
  const draft = draftOf(prepared, asked.justification, clock.now());
  const view = signView('request', [{ ...draft, requester: '' }], '', store.environment);
  const roles = await store.read((tx) => tx.roles.list());
  const signer = await parts.askSigner(view, requestingCandidates(context, roles, prepared.call.permission));
  if (signer === null) return null;
  let request: ApprovalRequest;
  try {
    const requester = signer.identity;
    const unsigned = {
      ...draft,
      requesterId: requester.id,
      requesterKeyFingerprint: keyFingerprint(requester.signingKey),
    };
    const statement = requestStatement(store.id, store.environment, unsigned);
    request = { ...unsigned, signature: await signStatement(parts.passwords, requester, signer.password, statement) };
  } finally {
    signer.forget();
  }
  await record(async (tx) => {
    await assertClock(tx, clock.now());
    await assertStillSigner(tx, signer.identity);
    await tx.requests.put(request);
    const { operation, digest, justification, rule, expiresAt, signature } = request;
    return {
      result: undefined,
      audit: {
        identities: [request.requesterId],
        target: requestTarget(request),
        facts: {
          ...{ operation, order: digest, justification, expiresAt, signature },
          approvalsRequired: rule.approvalsRequired,
        },
      },
    };
  });
  parts.changed([request.id]);
  return request;
}
