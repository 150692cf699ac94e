// PRODUCTION disables identities that nobody has used for 90 days (product.md section 5), where every operation keeps its people.
import { isUnused } from '../../domain/identity-rules';
import type { Identity } from '../../domain/entities';
import type { Clock } from '../../ports/clock';
import type { Log } from '../../ports/log';
import type { Store } from '../../ports/store';
import { toConsoleError } from '../../../shared/errors';
import { assertQuorums } from '../approvals/assert-quorums';
import { withIdentity } from './identity-order';

/** One after the other: each may be the one whose absence would break a quorum. Identities that must stay are logged once a run. */
export function createDisableUnused(parts: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<void> {
  const { store, clock, log } = parts;
  const kept = new Set<string>();

  async function unused(): Promise<readonly Identity[]> {
    return store.read(async (tx) => {
      const found: Identity[] = [];
      for (const identity of await tx.identities.list()) {
        const used = identity.status !== 'enabled' || kept.has(identity.id);
        if (!used && isUnused(identity, await tx.loginStates.get(identity.id), clock.now())) found.push(identity);
      }
      return found;
    });
  }

  return async () => {
    if (store.environment !== 'PRODUCTION') return;
    for (const { id } of await unused()) {
      try {
        await store.write(async (tx) => {
          const identity = await tx.identities.get(id);
          if (identity?.status !== 'enabled') return;
          const disabled: Identity = { ...identity, status: 'disabled', revision: identity.revision + 1 };
          await assertQuorums(tx, store.environment, {
            identities: withIdentity(await tx.identities.list(), disabled),
          });
          await tx.identities.put(disabled);
          await tx.record({
            event: 'identity.disabled',
            category: 'Identities',
            severity: 'notice',
            outcome: 'success',
            target: { kind: 'identity', id, name: identity.name },
            facts: { reason: 'unused', days: 90 },
          });
        });
      } catch (thrown) {
        const error = toConsoleError(thrown);
        if (error.code !== 'state.conflict') throw error;
        kept.add(id);
        log.warn('identity.unused-kept', { identity: id, operation: String(error.facts['operation']) });
      }
    }
  };
}
