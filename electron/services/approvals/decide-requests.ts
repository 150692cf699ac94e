// Decides requests: shown from what is stored, signed one by one by the same person, stored all or none.
import {
  decideProblem,
  decisionStatement,
  hasQuorum,
  stricter,
  withDecision,
  type ApprovalRequest,
  type Decision,
} from '../../domain/approval-request';
import type { Identity, Role } from '../../domain/entities';
import { loginRights } from '../../domain/roles';
import type { StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { CallContext } from '../controlled-command';
import {
  assertClock,
  assertWritable,
  requestOf,
  requestTarget,
  type ApprovalParts,
  type RecordWork,
} from './approval-parts';
import type { ProvenSigner } from './ask-signer';
import { decidingRoles, keyFingerprint, personOf, readPeople } from './people';
import { signStatement } from './sign-statement';
import { signView } from './sign-view';
import { assertStillSigner } from './still-signer';
import { readPolicy, rowOf } from './stored-policy';
import { assertSignatures } from './verify-request';

type Verdict = Pick<Decision, 'verdict' | 'reason'>;

/**
 * Ids decided, or null when the person closed the window. One that cannot be decided refuses the whole batch and is named
 * (fact `requestId`): `state.conflict` (not-pending, expired, clock-moved-back), else `auth.not-permitted` with the reason.
 */
export async function decideRequests(
  parts: ApprovalParts,
  ids: readonly string[],
  said: Verdict,
  context: CallContext,
  record: RecordWork,
): Promise<readonly string[] | null> {
  assertWritable(parts);
  const shown = await readShown(parts, [...new Set(ids)]);
  const signer = await parts.askSigner(
    signView(said.verdict, shown, said.reason, parts.store.environment),
    context.identities,
  );
  if (signer === null) return null;
  try {
    const at = parts.clock.now().toISOString();
    const decisions: SignedDecision[] = [];
    for (const request of shown) {
      decisions.push({ id: request.id, decision: await signDecision(parts, request, signer, { ...said, at }) });
    }
    await record((tx) => storeDecisions(parts, tx, decisions, signer.identity, context));
  } finally {
    signer.forget();
  }
  parts.changed(ids);
  return shown.map(({ id }) => id);
}

async function readShown(parts: ApprovalParts, ids: readonly string[]) {
  const { store } = parts;
  return store.read(async (tx) => {
    const shown: (ApprovalRequest & { readonly requester: string })[] = [];
    for (const id of ids) {
      const request = await requestOf(tx, id);
      await assertSignatures(tx, store.id, store.environment, request);
      const requester = (await tx.identities.get(request.requesterId))?.name ?? request.requesterId;
      shown.push({ ...request, requester });
    }
    return shown;
  });
}

async function signDecision(
  { store, passwords }: ApprovalParts,
  request: ApprovalRequest,
  { identity, password }: ProvenSigner,
  said: Pick<Decision, 'verdict' | 'reason' | 'at'>,
): Promise<Decision> {
  const unsigned = { ...said, identityId: identity.id };
  const statement = decisionStatement(store.id, store.environment, request, unsigned);
  return {
    ...unsigned,
    keyFingerprint: keyFingerprint(identity.signingKey),
    signature: await signStatement(passwords, identity, password, statement),
  };
}

interface SignedDecision {
  readonly id: string;
  readonly decision: Decision;
}

async function storeDecisions(
  { store, clock }: ApprovalParts,
  tx: StoreWriter,
  decisions: readonly SignedDecision[],
  signer: Identity,
  context: CallContext,
) {
  await assertClock(tx, clock.now());
  const identity = await assertStillSigner(tx, signer);
  const { persons, roles } = await readPeople(tx, store.environment);
  const policy = await readPolicy(tx, store.environment);
  const usable = usableRoles(context, roles);
  const person = personOf(identity, roles, store.environment);
  const targets: ReturnType<typeof requestTarget>[] = [];
  for (const { id, decision } of decisions) {
    const request = await requestOf(tx, id);
    const today = rowOf(policy, request.operation);
    const rule = stricter(request.rule, today);
    const problem =
      decideProblem(request, person, rule, decision.at) ??
      (identity.roleIds.some((role) => usable.has(role) && rule.approverRoleIds.includes(role))
        ? null
        : 'role-not-logged-in');
    if (problem !== null) throw refusal(problem, id);
    const decided = withDecision(request, decision);
    const ready = decided.status === 'Pending' && hasQuorum(decided, persons, today, decision.at);
    await tx.requests.put(ready ? { ...decided, status: 'Approved' } : decided);
    targets.push(requestTarget(request));
  }
  const [first] = decisions;
  return {
    result: undefined,
    audit: {
      identities: [identity.id],
      target: targets[0] ?? null,
      facts: {
        verdict: first?.decision.verdict ?? null,
        reason: first?.decision.reason ?? null,
        requests: decisions.map(({ id, decision }, index) => ({
          id,
          name: targets[index]?.name ?? '',
          signature: decision.signature,
        })),
      },
    },
  };
}

/** Deciding roles whose Logins Required are met by this login: half a login decides nothing. */
export function usableRoles(context: CallContext, roles: readonly Role[]): ReadonlySet<string> {
  return new Set(decidingRoles(loginRights(context.identities, roles).roles).map(({ id }) => id));
}

function refusal(reason: string, requestId: string): ConsoleError {
  const conflict = reason === 'not-pending' || reason === 'expired';
  return new ConsoleError(conflict ? 'state.conflict' : 'auth.not-permitted', { facts: { reason, requestId } });
}
