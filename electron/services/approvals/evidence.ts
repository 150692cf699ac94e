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

/** base64 of DER SubjectPublicKeyInfo as PEM (RFC 7468), which is what openssl reads. */
export function publicKeyPem(der: string): string {
  const lines = der.match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`;
}

export async function* evidenceLines(tx: StoreReader, parts: EvidenceParts): AsyncGenerator<string> {
  const { store, installation, anchor, count } = parts;
  const { anchorKey } = installation;
  const head = {
    kind: 'kmes-approval-evidence',
    version: 1,
    storeId: store.id,
    environment: store.environment,
    anchorKey: { algorithm: anchorKey.algorithm, publicKeyPem: publicKeyPem(anchorKey.publicKeyDer) },
    chainHead: anchor,
    identities: (await tx.identities.list()).map((identity) => identityEvidence(identity, store.id)),
  };
  yield `${JSON.stringify(head, null, 1).slice(0, -2)},\n "requests": [`;
  for (const state of ['open', 'closed'] as const) {
    for (let cursor: string | null | undefined; cursor !== null; ) {
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
    publicKeyPem: publicKeyPem(signing.publicKeyDer),
    enrolledAt: signing.enrolledAt,
    closed,
    enrolmentStatement: Buffer.from(
      enrolmentStatement({
        identity: identity.id,
        publicKey: signing.publicKeyDer,
        enrolledAt: signing.enrolledAt,
        store: storeId,
      }),
    ).toString('utf8'),
    enrolmentSignature: signing.enrolmentSignature,
  });
  const { id, name, fullName, status } = identity;
  return {
    ...{ id, name, fullName, status },
    keys: [key(identity.signingKey, false), ...identity.closedKeys.map((closed) => key(closed, true))],
  };
}

/** Statements as text: exactly these bytes (UTF-8) are signed. */
function requestEvidence(request: ApprovalRequest, store: EvidenceParts['store']) {
  const { id, operation, target, effect, frozen, status, closedAt, jobId } = request;
  return {
    ...{ id, operation, target, effect, status, closedAt, jobId },
    /** What `orderDigest` of the statement is the SHA-256 of. */
    order: canonicalJson({ operation, input: frozen }),
    statement: canonicalJson(requestStatement(store.id, store.environment, request)),
    keyFingerprint: request.requesterKeyFingerprint,
    signature: request.signature,
    decisions: request.decisions.map((decision) => ({
      identityId: decision.identityId,
      verdict: decision.verdict,
      at: decision.at,
      statement: canonicalJson(decisionStatement(store.id, store.environment, request, decision)),
      keyFingerprint: decision.keyFingerprint,
      signature: decision.signature,
    })),
  };
}
