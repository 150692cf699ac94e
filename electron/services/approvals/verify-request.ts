// The signatures of a stored request and its decisions, under keys that the identities held: checked whenever they are relied on.
import { decisionStatement, requestStatement, type ApprovalRequest } from '../../domain/approval-request';
import type { RowId, SigningKey } from '../../domain/entities';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { keyFingerprint } from './people';
import { statementSigned } from './sign-statement';

async function keyOf(tx: StoreReader, identityId: RowId, fingerprint: string): Promise<SigningKey | undefined> {
  const identity = await tx.identities.get(identityId);
  if (identity === null) return undefined;
  return [identity.signingKey, ...identity.closedKeys].find((key) => keyFingerprint(key) === fingerprint);
}

/** Throws `store.row-tampered` when a signature is not that of its identity over exactly what is stored. */
export async function assertSignatures(
  tx: StoreReader,
  storeId: string,
  environment: string,
  request: ApprovalRequest,
): Promise<void> {
  const refuse = (reason: string): never => {
    throw new ConsoleError('store.row-tampered', { facts: { kind: 'request', id: request.id, reason } });
  };
  const requesterKey = await keyOf(tx, request.requesterId, request.requesterKeyFingerprint);
  const signed =
    requesterKey !== undefined &&
    statementSigned(requesterKey, requestStatement(storeId, environment, request), request.signature);
  if (!signed) refuse('request-signature');
  for (const decision of request.decisions) {
    const key = await keyOf(tx, decision.identityId, decision.keyFingerprint);
    const statement = decisionStatement(storeId, environment, request, decision);
    if (key === undefined || !statementSigned(key, statement, decision.signature)) refuse('decision-signature');
  }
}
