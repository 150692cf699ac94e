// approvals.*: preview and request, the queue, decisions. Passwords and codes never come this way: they are typed in main's own window.
import type { Clock } from '../../ports/clock';
import type { Store, StoreReader } from '../../ports/store';
import { requestOf } from '../../services/approvals/approval-parts';
import type { Approvals } from '../../services/approvals/approvals';
import { requestViewer } from '../../services/approvals/request-view';
import type { CallContext } from '../../services/controlled-command';
import { ConsoleError } from '../../../shared/errors';
import type { RequestView } from '../../../shared/schemas/approvals';
import type { Handlers } from '../handler';

export type ApprovalCall =
  | 'approvals.preview'
  | 'approvals.request'
  | 'approvals.list'
  | 'approvals.details'
  | 'approvals.decide'
  | 'approvals.withdraw'
  | 'approvals.execute';

export interface ApprovalHandlerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly approvals: Approvals;
}

const cancelled = (): ConsoleError => new ConsoleError('input.cancelled', { facts: { what: 'signature' } });

export function approvalHandlers({ store, clock, approvals }: ApprovalHandlerParts): Handlers<ApprovalCall> {
  const viewOf = (ids: readonly string[], context: CallContext): Promise<RequestView[]> =>
    store.read(async (tx) => {
      // A person has typed since the call began: by its time, a request just made would lie in the future.
      const viewer = await requestViewer(tx, store.environment, { ...context, now: clock.now() });
      return Promise.all(ids.map(async (id) => viewer.view(await requestOf(tx, id))));
    });
  const one = async (id: string, context: CallContext): Promise<RequestView> => {
    const [view] = await viewOf([id], context);
    if (view === undefined) throw new ConsoleError('not-found', { facts: { kind: 'request', id } });
    return view;
  };

  return {
    'approvals.preview': ({ call, input }, context) => approvals.preview(call, input, context),
    async 'approvals.request'({ call, input, digest, justification }, context) {
      const asked = { call, input, digest, justification };
      const request = await approvals.request(asked, context, (work) => context.unitOfWork(work));
      if (request === null) throw cancelled();
      return one(request.id, context);
    },
    'approvals.list': (input, context) => store.read((tx) => page(tx, store, input, context)),
    'approvals.details': ({ id }, context) => one(id, context),
    async 'approvals.decide'({ ids, verdict, reason }, context) {
      const decided = await approvals.decide(ids, { verdict, reason }, context, (work) => context.unitOfWork(work));
      if (decided === null) throw cancelled();
      return { requests: await viewOf(decided, context) };
    },
    async 'approvals.withdraw'({ id }, context) {
      await approvals.withdraw(id, context, (work) => context.unitOfWork(work));
      return one(id, context);
    },
    async 'approvals.execute'({ id }, context) {
      await approvals.execute(id);
      return one(id, context);
    },
  };
}

async function page(
  tx: StoreReader,
  store: Store,
  input: { readonly status: 'open' | 'closed'; readonly cursor?: string | undefined; readonly limit: number },
  context: CallContext,
) {
  const viewer = await requestViewer(tx, store.environment, context);
  const { status, cursor, limit } = input;
  const found = await tx.requests.page(status, cursor === undefined ? { limit } : { cursor, limit });
  return { requests: found.requests.map((request) => viewer.view(request)), next: found.next, total: found.total };
}
