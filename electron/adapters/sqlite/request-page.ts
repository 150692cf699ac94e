// Approval requests as they are listed: open or closed ones, newest first.
import type { ApprovalRequest } from '../../domain/approval-request';
import type { RequestRows } from '../../ports/store';
import { requestListName } from './sealed-kinds';
import type { SealedRowReader } from './sealed-rows';

export async function requestPage(
  rows: SealedRowReader<ApprovalRequest>,
  state: 'open' | 'closed',
  page: { readonly cursor?: string; readonly limit: number },
): ReturnType<RequestRows['page']> {
  const found = await rows.pageByName(requestListName(state === 'open' ? 'Pending' : 'Executed'), page);
  return { requests: found.rows, next: found.next, total: found.total };
}
