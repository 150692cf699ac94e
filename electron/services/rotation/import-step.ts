// Step: push the key to AWS KMS. Wrapped inside the HSM under a wrapping key that is checked, new, and recorded.
import { createPublicKey } from 'node:crypto';
import { sha256Hex } from '../../domain/digest';
import { ConsoleError } from '../../../shared/errors';
import type { ImportInput } from '../../ports/cloud-kms';
import type { HsmReference } from '../../ports/hsm';
import { isHmac, secretOf } from '../../../shared/key-spec';
import { jobLines } from '../../../shared/text/job-lines';
import { findImport, type ImportQuestion } from '../kms-lookups';
import type { StepContext, StepDefinition, StepDone } from '../jobs/job-definition';
import type { ForceRotateJobInput } from './force-rotate-input';
import { targetKmsKey } from './target-kms-key';

const dayMs = 24 * 3_600_000;

export function importStep(input: ForceRotateJobInput): StepDefinition {
  // ImportType, description and id are for symmetric keys only (AWS KMS: ImportKeyMaterial).
  const importType = isHmac(input.keySpec) ? null : 'NEW_KEY_MATERIAL';
  return {
    kind: 'import-material',
    name: 'Push the key to AWS KMS',
    category: 'AWS KMS',
    event: 'kms.key-material-imported',
    changes: 'AWS KMS',
    plansAtOnce: true,
    plan: (context) => {
      const days = input.materialExpiresInDays;
      // ValidTo in whole seconds, a minute short of the limit of 365 days from the request (AWS KMS: ImportKeyMaterial).
      const validTo =
        days === null
          ? null
          : new Date(Math.floor((context.now().getTime() + days * dayMs - 60_000) / 1000) * 1000).toISOString();
      return Promise.resolve({
        intent: { keyId: targetKmsKey(input, context.results).keyId, validTo, importType },
        lines: [jobLines.synchronizing(1)],
      });
    },
    act: (context, intent) =>
      pushMaterial(input, context, intent['keyId'] as string, intent['validTo'] as string | null),
    lookUp: async (context, intent) => {
      const keyId = intent['keyId'] as string;
      // Nothing AWS lists shows whose material an HMAC key has: the same again is taken, other material is refused.
      if (isHmac(input.keySpec)) return { kind: 'absent' };
      const look = await findImport(context.kms, importQuestion(input, keyId, context.reference));
      if (look.kind === 'found')
        return { kind: 'found', done: imported(input, look.keyMaterialId, null, intent['validTo'] as string | null) };
      return look.kind === 'absent' ? { kind: 'absent' } : { kind: 'cannot-tell', facts: look.facts };
    },
    confirm: async (tx, context, result) => {
      const key = await tx.keys.get(input.keyRowId);
      if (key === null) throw new ConsoleError('not-found', { facts: { kind: 'key', id: input.keyRowId } });
      const target = targetKmsKey(input, context.results);
      await tx.keys.put({
        ...key,
        state: 'Synchronized',
        kmsKeyId: target.keyId,
        kmsKeyArn: target.arn,
        keyMaterialId: result['keyMaterialId'] as string | null,
        wrappingAlgorithm: input.wrappingAlgorithm,
        wrappingKeySpec: input.wrappingKeySpec,
        importedAt: context.now().toISOString(),
        materialExpiresAt: (result['validTo'] as string | null | undefined) ?? null,
        awsRequestId: (result['awsRequestId'] as string | null | undefined) ?? null,
      });
    },
  };
}

/** GetParametersForImport, check, wrap, ImportKeyMaterial: a fresh pair of wrapping key and token each time. */
async function pushMaterial(
  input: ForceRotateJobInput,
  context: StepContext,
  keyId: string,
  validTo: string | null,
): Promise<StepDone> {
  const { wrappingAlgorithm, wrappingKeySpec } = input;
  const parameters = await context.kms.getParametersForImport(keyId, wrappingAlgorithm, wrappingKeySpec);
  const sha256 = sha256Hex(parameters.publicKeyDer);
  assertWrappingKey(parameters.publicKeyDer, wrappingKeySpec, sha256);
  const chain = await acceptWrappingKey(context, keyId, sha256, parameters.awsRequestId);
  const encryptedKeyMaterial = await context.hsm.wrapForImport({
    reference: context.results['generate-key']?.['hsmReference'] as HsmReference,
    publicKeyDer: parameters.publicKeyDer,
    algorithm: wrappingAlgorithm,
    keySpec: wrappingKeySpec,
    secret: secretOf(input.keySpec),
  });
  const answer = await importOnce(input, context, {
    keyId,
    importToken: parameters.importToken,
    encryptedKeyMaterial,
    ...(!isHmac(input.keySpec) && {
      importType: 'NEW_KEY_MATERIAL',
      // Reaches CloudTrail: which job, which reference, and the head of our audit chain, so that AWS is its witness.
      keyMaterialDescription: `kmes ref:${context.reference} job:${context.job.id} chain:${chain.sequence}:${chain.hash}`,
    }),
    ...(validTo === null ? {} : { validTo: new Date(validTo) }),
  });
  const done = imported(input, answer.keyMaterialId, answer.awsRequestId, validTo);
  return {
    ...done,
    lines: [jobLines.wrapped(wrappingAlgorithm, wrappingKeySpec, sha256), ...done.lines],
    facts: { wrappingKeySha256: sha256 },
  };
}

/**
 * AWS refuses "new" material that the key already has. After a look-up that came too early (KMS is eventually consistent) that is our
 * own import of before, so it is looked up once more before the refusal counts.
 */
async function importOnce(
  input: ForceRotateJobInput,
  context: StepContext,
  request: ImportInput,
): Promise<{ keyMaterialId: string | null; awsRequestId: string | null }> {
  try {
    return await context.kms.importKeyMaterial(request);
  } catch (thrown) {
    if (!(thrown instanceof ConsoleError) || !['kms.incorrect-key-material', 'kms.invalid-state'].includes(thrown.code))
      throw thrown;
    if (isHmac(input.keySpec)) throw thrown;
    const look = await findImport(context.kms, importQuestion(input, request.keyId, context.reference));
    if (look.kind !== 'found') throw thrown;
    return { keyMaterialId: look.keyMaterialId, awsRequestId: null };
  }
}

const importQuestion = (input: ForceRotateJobInput, keyId: string, reference: string): ImportQuestion => ({
  keyId,
  reference,
  neverHadMaterial: input.method !== 'same-key',
});

/** RSA, exactly the size asked for, e = 65537: whoever could swap AWS's wrapping key could read the material. */
export function assertWrappingKey(der: Uint8Array, keySpec: string, sha256: string): void {
  let details: { modulusLength?: number; publicExponent?: bigint; type: string | undefined };
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
    details = { type: key.asymmetricKeyType, ...key.asymmetricKeyDetails };
  } catch (cause) {
    throw new ConsoleError('hsm.object-refused', {
      facts: { what: 'wrapping-key', reason: 'not-a-public-key', sha256 },
      cause,
    });
  }
  const bits = Number(keySpec.slice('RSA_'.length));
  const reason =
    details.type !== 'rsa'
      ? 'not-rsa'
      : details.modulusLength !== bits
        ? 'size'
        : details.publicExponent !== 65537n
          ? 'exponent'
          : null;
  if (reason !== null) {
    throw new ConsoleError('hsm.wrapping-key-refused', {
      facts: { reason, sha256, keySpec, bits: details.modulusLength ?? null },
    });
  }
}

/** Records the wrapping key before it is used; one that was seen before is refused (AWS makes a new pair for each call). */
export function acceptWrappingKey(
  context: StepContext,
  keyId: string,
  sha256: string,
  awsRequestId: string | null,
): Promise<{ sequence: number; hash: string }> {
  return context.write(async (tx) => {
    if (await tx.wrappingKeys.seen(sha256))
      throw new ConsoleError('hsm.wrapping-key-refused', { facts: { reason: 'seen-before', sha256 } });
    await tx.wrappingKeys.add(sha256, context.now().toISOString());
    const { entry, hash } = await tx.record({
      event: 'kms.wrapping-key-accepted',
      category: 'AWS KMS',
      outcome: 'success',
      identities: context.job.startedBy,
      jobId: context.job.id,
      awsRequestId,
      target: { kind: 'kms-key', id: keyId },
      facts: { wrappingKeySha256: sha256 },
    });
    return { sequence: entry.sequence, hash };
  });
}

function imported(
  input: ForceRotateJobInput,
  keyMaterialId: string | null,
  awsRequestId: string | null,
  validTo: string | null,
): StepDone {
  return {
    result: { keyMaterialId, awsRequestId, validTo },
    ...(awsRequestId === null ? {} : { awsRequestIds: [awsRequestId] }),
    lines: [jobLines.synchronized(input.keyName)],
  };
}
