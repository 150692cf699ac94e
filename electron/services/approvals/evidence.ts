// The evidence file: public keys with their enrolment signatures, and requests and decisions as signed, so that no part of the console
// is needed to check them (docs/verify-decision.md). One JSON document, written a request at a time.
import { decisionStatement, requestStatement, type ApprovalRequest } from '../../domain/approval-request';
import type { Anchor, Identity, SigningKey } from '../../domain/entities';
import type { Installation } from '../../ports/settings';
import type { Store, StoreReader } from '../../ports/store';
import { canonicalJson } from '../../../shared/canonical-json';
import { enrolmentStatement } from '../setup/make-identities';
import { keyFingerprint } from './people';

/** Filled while the document is read. */
export interface EvidenceCount {
  rows: number;
}

export interface EvidenceParts {
  readonly store: Pick<Store, 'id' | 'environment'>;
  readonly installation: Pick<Installation, 'anchorKey'>;
  /** The chain's newest signed head. */
  readonly anchor: Anchor | null;
  readonly count: EvidenceCount;
}

const pageSize = 200;

/** Exactly the bytes that are signed or digested: base64 keeps them whole through editors and shells. */
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

export async function* evidenceLines(tx: StoreReader, parts: EvidenceParts): AsyncGenerator<string> {
  const { store, installation, anchor, count } = parts;
  const { anchorKey } = installation;
  const head = {
    kind: 'kmes-approval-evidence',
    version: 1,
    storeId: store.id,
    environment: store.environment,
    anchorKey: { algorithm: anchorKey.algorithm, publicKeyDer: anchorKey.publicKeyDer },
    chainHead: anchor,
    identities: (await tx.identities.list()).map((identity) => identityEvidence(identity, store.id)),
  };
  yield `${JSON.stringify(head, null, 1).slice(0, -2)},\n "requests": [`;
  for (const state of ['open', 'closed'] as const) {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await tx.requests.page(state, { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) });
      for (const request of page.requests) {
        yield `${count.rows === 0 ? '' : ','}\n${JSON.stringify(requestEvidence(request, store), null, 1)}`;
        count.rows += 1;
      }
      cursor = page.next;
    }
  }
  yield '\n ]\n}\n';
}

function identityEvidence(identity: Identity, storeId: string) {
  const key = (signing: SigningKey, closed: boolean) => ({
    fingerprint: keyFingerprint(signing),
    algorithm: signing.algorithm,
    publicKeyDer: signing.publicKeyDer,
    enrolledAt: signing.enrolledAt,
    closed,
    enrolmentStatementBase64: Buffer.from(
      enrolmentStatement({
        identity: identity.id,
        publicKey: signing.publicKeyDer,
        enrolledAt: signing.enrolledAt,
        store: storeId,
      }),
    ).toString('base64'),
    enrolmentSignature: signing.enrolmentSignature,
  });
  const { id, name, fullName, status } = identity;
  return {
    ...{ id, name, fullName, status },
    keys: [key(identity.signingKey, false), ...identity.closedKeys.map((closed) => key(closed, true))],
  };
}

function requestEvidence(request: ApprovalRequest, store: EvidenceParts['store']) {
  const { id, operation, target, effect, frozen, status, closedAt, jobId } = request;
  return {
    ...{ id, operation, target, effect, status, closedAt, jobId },
    /** What `orderDigest` and `effectDigest` of the statement are the SHA-256 of. */
    orderBase64: base64(canonicalJson({ operation, input: frozen })),
    effectBase64: base64(canonicalJson(effect)),
    statementBase64: base64(canonicalJson(requestStatement(store.id, store.environment, request))),
    keyFingerprint: request.requesterKeyFingerprint,
    signature: request.signature,
    decisions: request.decisions.map((decision) => ({
      identityId: decision.identityId,
      verdict: decision.verdict,
      at: decision.at,
      statementBase64: base64(canonicalJson(decisionStatement(store.id, store.environment, request, decision))),
      keyFingerprint: decision.keyFingerprint,
      signature: decision.signature,
    })),
  };
}
