// Decides requests: shown from what is stored, signed one by one by the same person, stored all or none.
import {
  decisionStatement,
  hasQuorum,
  withDecision,
  type ApprovalRequest,
  type Decision,
} from '../../domain/approval-request';
import type { Identity } from '../../domain/entities';
import type { StoreReader, StoreWriter } from '../../ports/store';
import type { Environment } from '../../../shared/schemas/status';
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
import { keyFingerprint, readPeople } from './people';
import { signStatement } from './sign-statement';
import { signView } from './sign-view';
import { decidingCandidates, decisionRefusal, type Candidate, type SigningRules } from './signers';
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
  const { shown, candidates } = await readShown(parts, [...new Set(ids)], context);
  const signer = await parts.askSigner(signView(said.verdict, shown, said.reason, parts.store.environment), candidates);
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

type Shown = ApprovalRequest & { readonly requester: string };

/** What is shown, and who of the login may sign it: asked before anybody types a password for nothing. */
async function readShown(
  { store, clock }: ApprovalParts,
  ids: readonly string[],
  context: CallContext,
): Promise<{ readonly shown: readonly Shown[]; readonly candidates: readonly Candidate[] }> {
  return store.read(async (tx) => {
    await assertClock(tx, clock.now());
    const shown: Shown[] = [];
    for (const id of ids) {
      const request = await requestOf(tx, id);
      await assertSignatures(tx, store.id, store.environment, request);
      const requester = (await tx.identities.get(request.requesterId))?.name ?? request.requesterId;
      shown.push({ ...request, requester });
    }
    return { shown, candidates: decidingCandidates(await signingRules(tx, store.environment, context), shown) };
  });
}

async function signingRules(tx: StoreReader, environment: Environment, context: CallContext): Promise<SigningRules> {
  return { environment, context, roles: await tx.roles.list(), policy: await readPolicy(tx, environment) };
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
  const { persons } = await readPeople(tx, store.environment);
  const rules = await signingRules(tx, store.environment, context);
  const targets: ReturnType<typeof requestTarget>[] = [];
  for (const { id, decision } of decisions) {
    const request = await requestOf(tx, id);
    const refusal = decisionRefusal(rules, request, identity, decision.at);
    if (refusal !== null) throw refusal;
    const today = rowOf(rules.policy, request.operation);
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
