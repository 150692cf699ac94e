// Makes the recovery secret: its three shares are shown one by one in main's own window, and only a hash of it is kept.
import type { PasswordHash, Recovery } from '../../domain/entities';
import { digestOf } from '../../domain/digest';
import { recoveryRules } from '../../domain/recovery-rules';
import type { StoreReader, StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { RecoveryView } from '../../../shared/schemas/recovery';
import type { ControlledCommand, Order } from '../controlled-command';
import { createAskedOnce } from '../identities/asked-once';
import { effectWords } from '../../../shared/text/effect-words';
import { effectFact } from '../effect-facts';
import { effectOfOrder } from '../identities/identity-order';
import { readRecovery, recoveryView } from './read-recovery';
import type { RecoveryParts } from './recovery-parts';
import { makeShares } from './shares';

type HandOutParts = Pick<RecoveryParts, 'prompt' | 'passwords'>;

/** Throws `input.cancelled` when the window is closed before the last custodian has theirs: the shares are void then. */
async function handOutShares({ prompt, passwords }: HandOutParts): Promise<PasswordHash> {
  const { secret, shares } = await makeShares();
  const open = prompt.open();
  try {
    for (const [index, share] of shares.entries()) {
      const { shares: of, needed } = recoveryRules;
      const kept = await open.showRecoveryShare({ kind: 'recovery-share', number: index + 1, of, needed, share });
      if (!kept) throw new ConsoleError('input.cancelled');
    }
  } finally {
    open.close();
  }
  return passwords.hashPassword(secret);
}

/** The row with new shares in force; a recovery that was begun with those before is over. */
async function putSecret(tx: StoreWriter, verifier: PasswordHash, madeAt: string): Promise<void> {
  const before = await readRecovery(tx);
  const recovery: Recovery = { ...before, revision: before.revision + 1, secret: { verifier, madeAt }, attempt: null };
  await tx.recoveries.put(recovery);
}

/** At set-up, where nobody is logged in yet. A window that is closed leaves the installation without shares, which a notice says. */
export async function makeFirstShares(parts: HandOutParts & Pick<RecoveryParts, 'store' | 'clock'>): Promise<void> {
  let verifier: PasswordHash;
  try {
    verifier = await handOutShares(parts);
  } catch (thrown) {
    if (thrown instanceof ConsoleError && thrown.code === 'input.cancelled') return;
    throw thrown;
  }
  await parts.store.write(async (tx) => {
    await putSecret(tx, verifier, parts.clock.now().toISOString());
    await tx.record({
      event: 'recovery.shares-made',
      category: 'Identities',
      severity: 'notice',
      outcome: 'success',
      target: { kind: 'recovery', id: '', name: 'Recovery shares' },
      facts: { shares: recoveryRules.shares, needed: recoveryRules.needed },
    });
  });
}

export function makeRecoveryShares(parts: RecoveryParts): ControlledCommand<object, RecoveryView> {
  const { store } = parts;
  const asked = createAskedOnce<PasswordHash>(parts.clock, parts.loginGeneration);

  async function orderOf(tx: StoreReader, verifier: PasswordHash): Promise<Order> {
    const { secret, revision } = await readRecovery(tx);
    const verifierSha256 = digestOf(verifier);
    const effect = [
      effectFact(
        'Recovery shares',
        'New ones, 2 of 3',
        secret === null ? effectWords.none : `Made ${effectWords.time(secret.madeAt)}; void then`,
      ),
      effectFact('Hash of the secret (SHA-256)', verifierSha256),
    ];
    return {
      target: { kind: 'recovery', id: '', name: 'Recovery shares' },
      frozen: { revision, verifierSha256, effect },
      sealed: { verifier },
    };
  }
  const verifierOf = (order: Order): PasswordHash => {
    const verifier = order.sealed?.['verifier'] as PasswordHash | undefined;
    if (verifier === undefined)
      throw new ConsoleError('internal', { facts: { what: 'order without its sealed part' } });
    return verifier;
  };

  return {
    async prepare() {
      const verifier = await asked.ask('recovery.makeShares', () => handOutShares(parts));
      return store.read((tx) => orderOf(tx, verifier));
    },
    recheck: (order) => store.read((tx) => orderOf(tx, verifierOf(order))),
    async execute(tx, order, _grant, context) {
      if ((await readRecovery(tx)).revision !== order.frozen['revision'])
        throw new ConsoleError('state.conflict', { facts: { reason: 'stale', target: order.target.name } });
      await putSecret(tx, verifierOf(order), context.now.toISOString());
      asked.forget(() => true);
      return {
        result: await recoveryView(tx, store.environment, context.now),
        audit: { target: order.target, severity: 'notice', facts: { effect: effectOfOrder(order) } },
      };
    },
    describe: effectOfOrder,
  };
}
