// Imports the material that a KMS key already knows, once more: checked in the HSM, wrapped there, EXISTING_KEY_MATERIAL.
import { sha256Hex } from '../../domain/digest';
import { ConsoleError } from '../../../shared/errors';
import { isHmac, secretOf } from '../../../shared/key-spec';
import type { StepContext } from '../jobs/job-definition';
import { acceptWrappingKey, assertWrappingKey } from '../rotation/import-step';
import { assertHeld } from './assert-held';
import type { KeyItem, KeyOperationJobInput } from './key-operation-input';

export interface ImportedAgain {
  readonly awsRequestId: string | null;
  readonly wrappingKeySha256: string;
}

/**
 * KeyMaterialId is always sent where there is one: AWS recomputes it and refuses other material (kms.incorrect-key-material). An HMAC key
 * has none and refuses other material by itself.
 * @param validTo ISO 8601 in whole seconds; null: does not expire
 */
export async function importAgain(
  input: Pick<KeyOperationJobInput, 'keySpec' | 'wrappingAlgorithm' | 'wrappingKeySpec'>,
  item: Pick<KeyItem, 'name' | 'kmsKeyId' | 'keyMaterialId' | 'hsmReference' | 'checkValue'>,
  context: StepContext,
  validTo: string | null,
): Promise<ImportedAgain> {
  const { wrappingAlgorithm, wrappingKeySpec } = input;
  const { kmsKeyId: keyId, keyMaterialId } = item;
  const hmac = isHmac(input.keySpec);
  if (wrappingAlgorithm === null || wrappingKeySpec === null || (keyMaterialId === null && !hmac))
    throw new ConsoleError('internal', { facts: { what: 'import without wrapping or material id' } });
  const reference = await assertHeld(context.hsm, item);
  const parameters = await context.kms.getParametersForImport(keyId, wrappingAlgorithm, wrappingKeySpec);
  const sha256 = sha256Hex(parameters.publicKeyDer);
  assertWrappingKey(parameters.publicKeyDer, wrappingKeySpec, sha256);
  const chain = await acceptWrappingKey(context, keyId, sha256, parameters.awsRequestId);
  const encryptedKeyMaterial = await context.hsm.wrapForImport({
    reference,
    publicKeyDer: parameters.publicKeyDer,
    algorithm: wrappingAlgorithm,
    keySpec: wrappingKeySpec,
    secret: secretOf(input.keySpec),
  });
  const answer = await context.kms.importKeyMaterial({
    keyId,
    importToken: parameters.importToken,
    encryptedKeyMaterial,
    ...(keyMaterialId !== null && {
      importType: 'EXISTING_KEY_MATERIAL',
      keyMaterialId,
      keyMaterialDescription: `kmes ref:${context.reference} job:${context.job.id} chain:${chain.sequence}:${chain.hash}`,
    }),
    ...(validTo === null ? {} : { validTo: new Date(validTo) }),
  });
  return { awsRequestId: answer.awsRequestId, wrappingKeySha256: sha256 };
}

/** Did an import with this step's reference take effect? A second one of the same material changes nothing, so "no" is safe to say. */
export async function importedByUs(
  context: StepContext,
  item: Pick<KeyItem, 'kmsKeyId' | 'keyMaterialId'>,
): Promise<boolean> {
  if (item.keyMaterialId === null) return false;
  const materials = await context.kms.listKeyRotations(item.kmsKeyId);
  return (materials ?? []).some(
    (material) =>
      material.keyMaterialId === item.keyMaterialId &&
      material.importState === 'IMPORTED' &&
      material.keyMaterialDescription?.includes(context.reference) === true,
  );
}
