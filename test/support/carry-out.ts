// Carries out a controlled command as the dispatcher does once nothing stands against it: with a Grant, in one transaction with its audit entry.
import type { AuditEvent } from '../../electron/domain/audit-event';
import { grantWithoutApproval, type Grant } from '../../electron/domain/grant';
import type { CommandContext, Handler } from '../../electron/ipc/handler';
import type { Store, StoreWriter } from '../../electron/ports/store';
import { orderDigest } from '../../electron/services/jobs/queue-job';
import type { Operation } from '../../shared/permissions';

export type Context = Omit<CommandContext, 'unitOfWork'>;
type Order = Awaited<ReturnType<Handler<'groups.delete'>['prepare']>>;

export interface Command<I, T> {
  prepare(input: I, context: Context): Promise<Order>;
  execute(
    tx: StoreWriter,
    order: Order,
    grant: Grant,
    context: Context,
  ): Promise<{ readonly result: T; readonly audit: Partial<AuditEvent> }>;
  committed?(result: T): void;
}

/** The audit entry's event is the operation's name. */
export async function carryOut<I, T>(
  store: Store,
  operation: Operation,
  command: Command<I, T>,
  input: I,
  context: () => Context,
): Promise<T> {
  const order = await command.prepare(input, context());
  const at = context();
  const digest = orderDigest(operation, order.frozen);
  const grant = grantWithoutApproval({ operation, approvalsRequired: 0 }, digest, at.now.toISOString());
  if (grant === undefined) throw new Error('a rule that asks for no approval gives a grant');
  const result = await store.write(async (tx) => {
    const work = await command.execute(tx, order, grant, at);
    await tx.record({ event: operation, category: 'Jobs', outcome: 'success', ...work.audit });
    return work.result;
  });
  command.committed?.(result);
  return result;
}
