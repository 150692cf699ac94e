// Every approval request, open and closed, a page at a time.
import type { ApprovalRequest } from '../../domain/approval-request';
import type { StoreReader } from '../../ports/store';

const pageSize = 200;

/** Open ones first, each newest first. */
export async function* allRequests(tx: StoreReader): AsyncGenerator<ApprovalRequest> {
  for (const state of ['open', 'closed'] as const) {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await tx.requests.page(state, { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) });
      yield* page.requests;
      cursor = page.next;
    }
  }
}
