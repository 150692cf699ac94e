// Step: let AWS say whether the HSM key is its material. A symmetric key by importing it once more with the expiry it has, only while
// nothing can change by it; an HMAC key by a MAC of the same random message from both sides, which changes nothing at all.
import { randomBytes } from 'node:crypto';
import type { Key } from '../../domain/entities';
import type { StoreWriter } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { isHmac, macAlgorithmOf } from '../../../shared/key-spec';
import { jobLines } from '../../../shared/text/job-lines';
import type { StepContext, StepDefinition, StepDone } from '../jobs/job-definition';
import { assertHeld } from './assert-held';
import { importAgain, importedByUs } from './import-again';
import type { KeyItem, KeyOperationJobInput } from './key-operation-input';

export function proveStep(input: KeyOperationJobInput, item: KeyItem): Omit<StepDefinition, 'kind'> {
  const done = (awsRequestId: string | null): StepDone => ({
    result: { keyName: item.name, keyId: item.kmsKeyId, keyMaterialId: item.keyMaterialId, awsRequestId },
    ...(awsRequestId === null ? {} : { awsRequestIds: [awsRequestId] }),
    lines: [jobLines.proven(item.name, item.kmsKeyId, awsRequestId)],
  });
  return {
    name: `Prove ${item.name}`,
    category: 'AWS KMS',
    event: 'kms.key-material-proven',
    changes: 'AWS KMS',
    plan: () =>
      Promise.resolve({ intent: { keyName: item.name, keyId: item.kmsKeyId, keyMaterialId: item.keyMaterialId } }),
    act: async (context) => {
      try {
        if (isHmac(input.keySpec)) return done(await compareMacs(context, item, macAlgorithmOf(input.keySpec)));
        const validTo = await expiryNow(context, item);
        return done((await importAgain(input, item, context, validTo)).awsRequestId);
      } catch (thrown) {
        if (thrown instanceof ConsoleError && thrown.code === 'kms.incorrect-key-material')
          await recordMismatch(context, item, thrown);
        throw thrown;
      }
    },
    lookUp: async (context) =>
      (await importedByUs(context, item)) ? { kind: 'found', done: done(null) } : { kind: 'absent' },
    confirm: (tx, context, result) =>
      keepProof(tx, item, {
        at: context.now().toISOString(),
        matches: true,
        awsRequestId: (result['awsRequestId'] as string | null | undefined) ?? null,
      }),
  };
}

/** AWS's request id when both MACs are the same, else `kms.incorrect-key-material`. */
async function compareMacs(context: StepContext, item: KeyItem, algorithm: string): Promise<string | null> {
  const reference = await assertHeld(context.hsm, item);
  const message = randomBytes(32);
  const ours = await context.hsm.mac(reference, message);
  const { mac, awsRequestId } = await context.kms.generateMac(item.kmsKeyId, algorithm, message);
  if (Buffer.from(ours).equals(mac)) return awsRequestId;
  throw new ConsoleError('kms.incorrect-key-material', {
    certainty: 'not-done',
    facts: { keyId: item.kmsKeyId, name: item.name, awsRequestId },
  });
}

/** The expiry to send so that it stays as it is. Refuses where the import could change the key. */
async function expiryNow(context: StepContext, item: KeyItem): Promise<string | null> {
  const { kmsKeyId: keyId, name } = item;
  const key = await context.kms.describeKey(keyId);
  if (key.state !== 'Enabled')
    throw new ConsoleError('kms.invalid-state', { facts: { keyId, state: key.state, name } });
  const materials = await context.kms.listKeyRotations(keyId);
  const ours = materials?.find((material) => material.keyMaterialId === item.keyMaterialId);
  if (materials !== null && ours?.importState !== 'IMPORTED')
    throw new ConsoleError('kms.invalid-state', { facts: { keyId, state: 'material-absent', name } });
  return materials === null ? key.validTo : (ours?.validTo ?? null);
}

/** AWS refused the HSM key as the material it has: recorded at once, and kept with the key until AWS says otherwise. */
function recordMismatch(context: StepContext, item: KeyItem, error: ConsoleError): Promise<void> {
  const awsRequestId = typeof error.facts['awsRequestId'] === 'string' ? error.facts['awsRequestId'] : null;
  const at = context.now().toISOString();
  return context.write(async (tx) => {
    await keepProof(tx, item, { at, matches: false, awsRequestId });
    await tx.jobs.addLine({
      jobId: context.job.id,
      at,
      severity: 'danger',
      text: jobLines.mismatch(item.name, item.kmsKeyId),
    });
    await tx.record({
      event: 'kms.key-material-mismatch',
      category: 'AWS KMS',
      severity: 'critical',
      outcome: 'failed',
      identities: context.job.startedBy,
      jobId: context.job.id,
      awsRequestId,
      target: { kind: 'key', id: item.id, name: item.name },
      facts: { keyName: item.name, keyId: item.kmsKeyId, keyMaterialId: item.keyMaterialId, error: error.toShape() },
    });
  });
}

async function keepProof(tx: StoreWriter, item: KeyItem, proof: NonNullable<Key['proof']>): Promise<void> {
  const key = await tx.keys.get(item.id);
  if (key === null) throw new ConsoleError('not-found', { facts: { kind: 'key', id: item.id } });
  await tx.keys.put({ ...key, proof });
}
