// Every open approval request.
import type { ApprovalRequest } from '../../domain/approval-request';
import type { StoreReader } from '../../ports/store';

const pageSize = 200;

export async function allRequestsOpen(tx: StoreReader): Promise<readonly ApprovalRequest[]> {
  const found: ApprovalRequest[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await tx.requests.page('open', { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) });
    found.push(...page.requests);
    cursor = page.next;
  }
  return found;
}
