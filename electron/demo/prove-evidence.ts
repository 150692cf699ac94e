// Checks the exported evidence with nothing but the file and Node's own cryptography: enrolments, requests and decisions.
import { constants, createHash, verify } from 'node:crypto';
import { z } from 'zod';
import { ConsoleError } from '../../shared/errors';

const signedKey = z.object({
  fingerprint: z.string(),
  publicKeyPem: z.string(),
  enrolmentStatement: z.string(),
  enrolmentSignature: z.string(),
});
const evidence = z.object({
  anchorKey: z.object({ algorithm: z.string(), publicKeyPem: z.string() }),
  identities: z.array(z.object({ id: z.string(), name: z.string(), keys: z.array(signedKey) })),
  requests: z.array(
    z.object({
      id: z.string(),
      operation: z.string(),
      status: z.string(),
      order: z.string(),
      statement: z.string(),
      keyFingerprint: z.string(),
      signature: z.string(),
      decisions: z.array(
        z.object({
          identityId: z.string(),
          verdict: z.string(),
          statement: z.string(),
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

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const requestParts = z.object({ orderDigest: z.string(), requesterId: z.string() });
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
    return owner?.keys.find((key) => key.fingerprint === fingerprint)?.publicKeyPem ?? '';
  };
  const signed = (pem: string, statement: string, signature: string): boolean =>
    pem !== '' && verify(null, Buffer.from(statement, 'utf8'), pem, Buffer.from(signature, 'base64'));
  for (const request of found.requests) {
    const said = requestParts.parse(JSON.parse(request.statement));
    hold(sha256(request.order) === said.orderDigest, 'order-digest', request.id);
    hold(signed(keyOf(said.requesterId, request.keyFingerprint), request.statement, request.signature), 'request', request.id);
    signatures += 1;
    for (const decision of request.decisions) {
      const decided = decisionParts.parse(JSON.parse(decision.statement));
      hold(decided.requestDigest === sha256(request.statement), 'request-digest', request.id);
      hold(decided.identityId !== said.requesterId, 'own-approval', request.id);
      hold(signed(keyOf(decided.identityId, decision.keyFingerprint), decision.statement, decision.signature), 'decision', request.id);
      signatures += 1;
    }
  }
  return { signatures, approvals: found.requests.filter(({ status }) => status === 'Executed').map(approvalOf(found)) };
}

/** By the HSM's anchor key: ECDSA (DER) or RSASSA-PSS, each with SHA-256. */
function enrolled(anchor: Evidence['anchorKey'], key: Evidence['identities'][number]['keys'][number]): boolean {
  const data = Buffer.from(key.enrolmentStatement, 'utf8');
  const signature = Buffer.from(key.enrolmentSignature, 'base64');
  return anchor.algorithm === 'ECDSA_SHA_256'
    ? verify('sha256', data, { key: anchor.publicKeyPem, dsaEncoding: 'der' }, signature)
    : verify('sha256', data, { key: anchor.publicKeyPem, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, signature);
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
