// Requests and decisions: asked for, signed in main's own window, decided, carried out once. The rules are in domain/approval-request.
import type { ApprovalRequest, Decision } from '../../domain/approval-request';
import { toConsoleError } from '../../../shared/errors';
import type { OrderPreview } from '../../../shared/schemas/approvals';
import type { CallContext } from '../controlled-command';
import { requestOf, type ApprovalParts, type RecordWork } from './approval-parts';
import { createCarryOut } from './carry-out';
import { decideRequests } from './decide-requests';
import { sweepRequests, withdrawRequest } from './end-requests';
import { previewOrder } from './prepare-order';
import { requestApproval, type AskedFor } from './request-approval';

export interface Approvals {
  preview(call: string, input: unknown, context: CallContext): Promise<OrderPreview>;
  /** Asks one identity of the login to sign the request, and stores it. Null when the person closed the window. */
  request(asked: AskedFor, context: CallContext, record: RecordWork): Promise<ApprovalRequest | null>;
  /** One signer for all; each request gets a decision of its own. Approved ones are carried out at once. Null when the window was closed. */
  decide(
    ids: readonly string[],
    said: Pick<Decision, 'verdict' | 'reason'>,
    context: CallContext,
    record: RecordWork,
  ): Promise<readonly string[] | null>;
  withdraw(id: string, context: CallContext, record: RecordWork): Promise<void>;
  /** Carries out an approved request. Errors: those of assertConsumable and of the command. */
  execute(id: string): Promise<void>;
  /** Ends requests whose time is over. */
  sweep(): Promise<void>;
}

export function createApprovals(parts: ApprovalParts): Approvals {
  const { execute } = createCarryOut(parts);

  /** A request that cannot be carried out keeps its error and does not hold up the others. */
  async function executeApproved(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const { status } = await parts.store.read((tx) => requestOf(tx, id));
      if (status !== 'Approved') continue;
      await execute(id).catch((thrown: unknown) =>
        parts.log.error('approval.not-executed', toConsoleError(thrown), { requestId: id }),
      );
    }
  }

  return {
    preview: (call, input, context) => previewOrder(parts, call, input, context),
    request: (asked, context, record) => requestApproval(parts, asked, context, record),
    async decide(ids, said, context, record) {
      const decided = await decideRequests(parts, ids, said, context, record);
      if (decided !== null && said.verdict === 'approve') await executeApproved(decided);
      return decided;
    },
    withdraw: (id, context, record) => withdrawRequest(parts, id, context, record),
    execute,
    sweep: () => sweepRequests(parts),
  };
}
