// Checks the exported evidence with nothing but the file and Node's own cryptography: enrolments, requests and decisions.
import { constants, createHash, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { ConsoleError } from '../../shared/errors';

const signedKey = z.object({
  fingerprint: z.string(),
  publicKeyDer: z.string(),
  enrolmentStatementBase64: z.string(),
  enrolmentSignature: z.string(),
});
const evidence = z.object({
  anchorKey: z.object({ algorithm: z.string(), publicKeyDer: z.string() }),
  identities: z.array(z.object({ id: z.string(), name: z.string(), keys: z.array(signedKey) })),
  requests: z.array(
    z.object({
      id: z.string(),
      operation: z.string(),
      status: z.string(),
      orderBase64: z.string(),
      effectBase64: z.string(),
      statementBase64: z.string(),
      keyFingerprint: z.string(),
      signature: z.string(),
      decisions: z.array(
        z.object({
          identityId: z.string(),
          verdict: z.string(),
          statementBase64: z.string(),
          keyFingerprint: z.string(),
          signature: z.string(),
        }),
      ),
    }),
  ),
});
type Evidence = z.infer<typeof evidence>;

export interface ProvenEvidence {
  readonly signatures: number;
  /** Requests that were carried out, and who approved each. */
  readonly approvals: readonly { request: string; operation: string; approvedBy: string[] }[];
}

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');
const sha256 = (base64: string): string => createHash('sha256').update(bytes(base64)).digest('hex');
const json = (base64: string): unknown => JSON.parse(bytes(base64).toString('utf8'));
const publicKey = (der: string) => createPublicKey({ key: bytes(der), format: 'der', type: 'spki' });
const requestParts = z.object({ orderDigest: z.string(), effectDigest: z.string(), requesterId: z.string() });
const decisionParts = z.object({ requestDigest: z.string(), identityId: z.string() });

/** Throws `store.row-tampered` with what does not hold. */
export function proveEvidence(text: string): ProvenEvidence {
  const found = evidence.parse(JSON.parse(text));
  let signatures = 0;
  const hold = (holds: boolean, reason: string, id: string): void => {
    if (!holds) throw new ConsoleError('store.row-tampered', { facts: { kind: 'evidence', reason, id } });
  };
  for (const { id, keys } of found.identities) {
    for (const key of keys) {
      hold(enrolled(found.anchorKey, key), 'enrolment', id);
      signatures += 1;
    }
  }
  const keyOf = (identityId: string, fingerprint: string): string => {
    const owner = found.identities.find((identity) => identity.id === identityId);
    return owner?.keys.find((key) => key.fingerprint === fingerprint)?.publicKeyDer ?? '';
  };
  const signed = (der: string, statement: string, signature: string): boolean =>
    der !== '' && verify(null, bytes(statement), publicKey(der), bytes(signature));
  for (const request of found.requests) {
    const said = requestParts.parse(json(request.statementBase64));
    hold(sha256(request.orderBase64) === said.orderDigest, 'order-digest', request.id);
    hold(sha256(request.effectBase64) === said.effectDigest, 'effect-digest', request.id);
    hold(
      signed(keyOf(said.requesterId, request.keyFingerprint), request.statementBase64, request.signature),
      'request',
      request.id,
    );
    signatures += 1;
    for (const decision of request.decisions) {
      const decided = decisionParts.parse(json(decision.statementBase64));
      hold(decided.requestDigest === sha256(request.statementBase64), 'request-digest', request.id);
      hold(decided.identityId !== said.requesterId, 'own-approval', request.id);
      hold(
        signed(keyOf(decided.identityId, decision.keyFingerprint), decision.statementBase64, decision.signature),
        'decision',
        request.id,
      );
      signatures += 1;
    }
  }
  return { signatures, approvals: found.requests.filter(({ status }) => status === 'Executed').map(approvalOf(found)) };
}

/** By the HSM's anchor key: ECDSA (DER) or RSASSA-PSS, each with SHA-256. */
function enrolled(anchor: Evidence['anchorKey'], key: Evidence['identities'][number]['keys'][number]): boolean {
  const data = bytes(key.enrolmentStatementBase64);
  const signature = bytes(key.enrolmentSignature);
  const by = publicKey(anchor.publicKeyDer);
  return anchor.algorithm === 'ECDSA_SHA_256'
    ? verify('sha256', data, { key: by, dsaEncoding: 'der' }, signature)
    : verify('sha256', data, { key: by, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, signature);
}

const approvalOf =
  ({ identities }: Evidence) =>
  (request: Evidence['requests'][number]) => ({
    request: request.id,
    operation: request.operation,
    approvedBy: request.decisions.map(
      ({ identityId }) => identities.find(({ id }) => id === identityId)?.name ?? identityId,
    ),
  });
