// How many requests wait, for the badge of the menu.
import type { StoreReader } from '../../ports/store';
import type { Environment } from '../../../shared/schemas/status';
import type { CallContext } from '../controlled-command';
import { requestViewer } from './request-view';

/** A badge beyond this number says nothing more. */
const most = 100;

export async function countRequests(
  tx: StoreReader,
  environment: Environment,
  context: CallContext,
): Promise<{ readonly open: number; readonly forMe: number }> {
  const { requests, total } = await tx.requests.page('open', { limit: most });
  if (total === 0) return { open: 0, forMe: 0 };
  const viewer = await requestViewer(tx, environment, context);
  return { open: total, forMe: requests.filter((request) => viewer.mayDecide(request)).length };
}
