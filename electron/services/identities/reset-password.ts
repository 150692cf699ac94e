// Resets a forgotten password by others: a new first password and a new signing key; the old key is closed and stays for verification.
import type { Identity, RowId } from '../../domain/entities';
import type { Grant } from '../../domain/grant';
import { passwordRules } from '../../domain/identity-rules';
import type { StoreReader } from '../../ports/store';
import type { IdentityView } from '../../../shared/schemas/identities';
import { keyFingerprint } from '../approvals/people';
import type { CallContext, ControlledCommand, Order } from '../controlled-command';
import { closeKey, enrolKey } from './enrol-key';
import { secretsOf, type FirstSecrets } from './first-secrets';
import { effectFact } from '../effect-facts';
import { assertSameOrder, effectOfOrder, identityAt } from './identity-order';
import type { IdentityParts } from './identity-parts';
import { identityView } from './identity-view';

export interface ResetInput {
  readonly id: string;
  readonly revision: number;
  readonly removeSecondFactor: boolean;
}

export function resetPassword(parts: IdentityParts): ControlledCommand<ResetInput, IdentityView> {
  const { store, firstSecrets } = parts;

  async function orderOf(tx: StoreReader, input: ResetInput, secrets: FirstSecrets): Promise<Order> {
    const identity = await identityAt(tx, input.id, input.revision);
    const keySha256 = keyFingerprint(secrets.signingKey);
    const removed = input.removeSecondFactor && identity.secondFactor !== null;
    const effect = [
      effectFact('Password', 'A new first password, to be changed at the next login'),
      effectFact('Signing key (SHA-256)', keySha256, keyFingerprint(identity.signingKey)),
      ...(removed ? [effectFact('Second factor', 'Removed', 'Enrolled')] : []),
    ];
    return {
      target: { kind: 'identity', id: identity.id, name: identity.name },
      frozen: { input, keySha256, effect },
      sealed: { ...secrets },
    };
  }
  const inputOf = (order: Order): ResetInput => order.frozen['input'] as ResetInput;

  return {
    async prepare(input) {
      const identity = await store.read((tx) => identityAt(tx, input.id, input.revision));
      const secrets = await firstSecrets.askForReset({ call: 'identities.resetPassword', input }, identity);
      return store.read((tx) => orderOf(tx, input, secrets));
    },
    recheck: (order) => store.read((tx) => orderOf(tx, inputOf(order), secretsOf(order))),
    async execute(tx, order, grant, context) {
      const input = inputOf(order);
      const secrets = secretsOf(order);
      assertSameOrder(order, await orderOf(tx, input, secrets));
      const before = await identityAt(tx, input.id, input.revision);
      const resetBy = await tookPart(tx, grant, context);
      const identity: Identity = {
        ...before,
        password: secrets.password,
        passwordHistory: [before.password, ...before.passwordHistory].slice(0, passwordRules.historyLength),
        mustChangePassword: true,
        secondFactor: input.removeSecondFactor ? null : before.secondFactor,
        signingKey: await enrolKey(parts.enroller, before.id, secrets.signingKey, context.now.toISOString()),
        closedKeys: [...before.closedKeys, closeKey(before.signingKey)],
        resetBy,
        revision: before.revision + 1,
      };
      await tx.identities.put(identity);
      const counters = await tx.loginStates.get(before.id);
      if (counters !== null) await tx.loginStates.put({ ...counters, failedTries: 0, lockedUntil: null });
      return {
        result: await identityView(tx, identity, context.now),
        audit: { target: order.target, facts: { effect: effectOfOrder(order), resetBy } },
      };
    },
    describe: effectOfOrder,
    committed: (result) => firstSecrets.forget(result.id),
  };
}

/** Requester and approvers; without a request everyone of the login: the reset identity never decides on their requests. */
async function tookPart(tx: StoreReader, grant: Grant, context: CallContext): Promise<readonly RowId[]> {
  const { requestId } = grant.record;
  const present = context.identities.map(({ id }) => id);
  const request = requestId === null ? null : await tx.requests.get(requestId);
  if (request === null) return present;
  const approvers = request.decisions
    .filter(({ verdict }) => verdict === 'approve')
    .map(({ identityId }) => identityId);
  return [...new Set([request.requesterId, ...approvers])];
}
