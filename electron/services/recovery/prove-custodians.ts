// Two custodians prove the recovery secret by their shares, and whoever holds the PIN proves it to the HSM itself. Every refusal is recorded.
import type { Recovery } from '../../domain/entities';
import type { OpenPrompt, RecoveryTyped, RecoveryView } from '../../ports/secret-prompt';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import type { RecoveryParts } from './recovery-parts';
import { joinShares, readShare } from './shares';

/** Guessing 160 bits is hopeless; what this bounds are PIN tries that the token counts, and the log. */
const maxTries = 5;

type Problem = NonNullable<RecoveryView['problem']>;

/** Throws `input.cancelled`, `auth.recovery-refused` after five refused tries, `hsm.*` when the token cannot go on. */
export async function proveCustodians(
  parts: RecoveryParts,
  open: OpenPrompt,
  secret: NonNullable<Recovery['secret']>,
  purpose: RecoveryView['purpose'],
): Promise<void> {
  const { state } = parts.hsm;
  const protectedPath = state.kind !== 'disconnected' && state.token.protectedAuthenticationPath;
  let problem: Problem | null = null;
  for (let tries = 0; tries < maxTries;) {
    const typed = await open.recoveryShares({
      ...{ kind: 'recovery', purpose, problem },
      pinInTwoParts: parts.pinInTwoParts,
      protectedAuthenticationPath: protectedPath,
    });
    if (typed === null) throw new ConsoleError('input.cancelled');
    problem = (await shareProblem(parts, typed, secret)) ?? (await pinProblem(parts, typed));
    if (problem === null) return;
    // A slip of the pen is no try.
    if (problem === 'share-1' || problem === 'share-2') continue;
    tries += 1;
    await recordRefusal(parts, purpose, problem);
  }
  throw new ConsoleError('auth.recovery-refused');
}

/** The PIN is tried only behind right shares: nobody else can use up the token's tries here. */
async function shareProblem(
  { passwords }: RecoveryParts,
  { shares: [firstTyped, secondTyped] }: RecoveryTyped,
  { verifier }: NonNullable<Recovery['secret']>,
): Promise<Problem | null> {
  const [first, second] = [readShare(firstTyped), readShare(secondTyped)];
  if (first === null) return 'share-1';
  if (second === null) return 'share-2';
  const secret = await joinShares(first, second);
  return secret !== null && (await passwords.passwordMatches(secret, verifier)) ? null : 'refused';
}

const pinRefusals: readonly string[] = ['hsm.pin-incorrect', 'hsm.pin-invalid', 'input.invalid'];

async function pinProblem(parts: RecoveryParts, { pin, pinSecondPart }: RecoveryTyped): Promise<Problem | null> {
  try {
    await parts.provePin(pin, pinSecondPart);
    return null;
  } catch (thrown) {
    if (pinRefusals.includes(toConsoleError(thrown).code)) return 'pin-refused';
    throw thrown;
  }
}

function recordRefusal({ store }: RecoveryParts, purpose: string, reason: Problem): Promise<unknown> {
  return store.write((tx) =>
    tx.record({
      event: 'recovery.refused',
      category: 'Identities',
      severity: 'critical',
      outcome: 'refused',
      target: { kind: 'recovery', id: '', name: 'Recovery' },
      facts: { purpose, reason },
    }),
  );
}
