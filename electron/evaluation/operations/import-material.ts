// GetParametersForImport, ImportKeyMaterial and DeleteImportedKeyMaterial.
import { AwsError, unsupported, validation } from '../aws-error';
import { openImportToken, sealImportToken, type ImportTokenContent } from '../crypto/import-token';
import { unwrapMaterial, wrappingAlgorithms, type SimulatedWrappingAlgorithm } from '../crypto/unwrap-material';
import type { WrappingKeySpec } from '../crypto/wrapping-key-pool';
import { checkMaterial } from '../model/check-material';
import { timestamp } from '../model/key-metadata';
import { deleteMaterial, importMaterial, keyMaterialId, type ImportedMaterial } from '../model/key-material';
import type { KeyRecord } from '../model/key-record';
import { isPrimary } from '../model/multi-region';
import { requireState } from '../model/key-state';
import { requireWrapping } from '../model/wrapping-rules';
import type { RequestInput } from '../protocol/request-input';
import { alignRelated } from './multi-region';
import type { Operation, OperationContext, OperationFamily } from './operation';

const DAY_MS = 86_400_000;
/** AWS KMS API: ParametersValidTo is 24 hours ahead. */
const PARAMETERS_VALID_MS = DAY_MS;
/** AWS KMS API: ValidTo is at most 365 days from the request. */
const MAX_VALID_MS = 365 * DAY_MS;
const MAX_BLOB = 6144;
/** RSAES_PKCS1_V1_5 is still in AWS's list, and refused since October 2023. */
const offeredAlgorithms = [...wrappingAlgorithms, 'RSAES_PKCS1_V1_5', 'SM2PKE'] as const;
const offeredSpecs = ['RSA_2048', 'RSA_3072', 'RSA_4096', 'SM2'] as const;

function externalKey(input: RequestInput, context: OperationContext): KeyRecord {
  const key = context.records.resolveForChange(input.keyId());
  if (key.origin !== 'EXTERNAL') {
    throw unsupported(
      `${context.records.arn(key.keyId)} origin is ${key.origin} which is not valid for this operation.`,
    );
  }
  return key;
}

const getParametersForImport: Operation = async (input, context) => {
  const algorithm = input.oneOf('WrappingAlgorithm', offeredAlgorithms);
  const spec = input.oneOf('WrappingKeySpec', offeredSpecs);
  const key = externalKey(input, context);
  const arn = context.records.arn(key.keyId);
  requireState(key, arn, ['Enabled', 'Disabled', 'PendingImport']);
  requireWrapping(key.keySpec, algorithm, spec);
  const pair = await context.wrappingKeys.take(spec as WrappingKeySpec);
  const validToMs = context.nowMs + PARAMETERS_VALID_MS;
  const content: ImportTokenContent = {
    keyId: key.keyId,
    region: context.region,
    wrappingAlgorithm: algorithm,
    validToMs,
    privateKey: pair.privateKey.toString('base64'),
  };
  return {
    KeyId: arn,
    ImportToken: sealImportToken(content, context.tokenSecret).toString('base64'),
    PublicKey: pair.publicKey.toString('base64'),
    ParametersValidTo: timestamp(validToMs),
  };
};

const importKeyMaterial: Operation = (input, context) => {
  const tokenBytes = input.bytes('ImportToken', 1, MAX_BLOB);
  const wrapped = input.bytes('EncryptedKeyMaterial', 1, MAX_BLOB);
  const validToMs = readExpiry(input, context.nowMs);
  const symmetricOnly = readSymmetricMembers(input);
  const key = externalKey(input, context);
  const arn = context.records.arn(key.keyId);
  if (key.keySpec !== 'SYMMETRIC_DEFAULT' && Object.values(symmetricOnly).some((value) => value !== null)) {
    throw validation(
      'ImportType, KeyMaterialDescription and KeyMaterialId are valid only for symmetric encryption keys.',
    );
  }
  requireState(key, arn, ['Enabled', 'Disabled', 'PendingImport']);
  const token = checkedToken(tokenBytes, key, context);
  const algorithm = token.wrappingAlgorithm as SimulatedWrappingAlgorithm;
  const material = unwrapMaterial(wrapped, Buffer.from(token.privateKey, 'base64'), algorithm);
  // AWS answers this one without a text (recorded).
  if (material === null) throw new AwsError('InvalidCiphertextException', '');
  checkMaterial(key.keySpec, material);
  context.records.putKey(importMaterial(key, arn, { material, validToMs, ...symmetricOnly }));
  alignRelated(key.keyId, context);
  return {
    KeyId: arn,
    ...(key.keySpec === 'SYMMETRIC_DEFAULT' ? { KeyMaterialId: keyMaterialId(key.keyId, material) } : {}),
  };
};

/** ExpirationModel and ValidTo together; null when the material does not expire. */
function readExpiry(input: RequestInput, nowMs: number): number | null {
  const models = ['KEY_MATERIAL_EXPIRES', 'KEY_MATERIAL_DOES_NOT_EXPIRE'] as const;
  const expires = (input.optionalOneOf('ExpirationModel', models) ?? 'KEY_MATERIAL_EXPIRES') === 'KEY_MATERIAL_EXPIRES';
  const validToMs = input.optionalTimestampMs('ValidTo');
  if (!expires) {
    if (validToMs === null) return null;
    throw validation('A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE');
  }
  if (validToMs === null) throw validation('A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES');
  if (validToMs <= nowMs) throw validation('The validTo date must be in the future');
  if (validToMs > nowMs + MAX_VALID_MS) throw validation('The validTo date must be within 365 days');
  return validToMs;
}

function readSymmetricMembers(
  input: RequestInput,
): Pick<ImportedMaterial, 'importType' | 'description' | 'expectedId'> {
  const importType = input.optionalOneOf('ImportType', ['NEW_KEY_MATERIAL', 'EXISTING_KEY_MATERIAL']);
  const expectedId = input.optionalText('KeyMaterialId', { min: 64, max: 64, pattern: /^[a-f0-9]+$/ });
  if (importType === 'NEW_KEY_MATERIAL' && expectedId !== null) {
    throw validation('KeyMaterialId must not be specified when the ImportType is NEW_KEY_MATERIAL');
  }
  const description = input.optionalText('KeyMaterialDescription', { max: 256, pattern: /^[a-zA-Z0-9:/_\s.-]*$/ });
  return { importType, description, expectedId };
}

function checkedToken(bytes: Buffer, key: KeyRecord, context: OperationContext): ImportTokenContent {
  const token = openImportToken(bytes, context.tokenSecret);
  if (token === null || token.keyId !== key.keyId || token.region !== context.region) {
    throw new AwsError('InvalidImportTokenException', '');
  }
  if (token.validToMs <= context.nowMs) throw new AwsError('ExpiredImportTokenException', '');
  return token;
}

const deleteImportedKeyMaterial: Operation = (input, context) => {
  const materialId = input.optionalText('KeyMaterialId', { min: 64, max: 64, pattern: /^[a-f0-9]+$/ });
  const key = externalKey(input, context);
  const changed = deleteMaterial(key, materialId);
  if (changed !== key) {
    context.records.putKey(changed);
    // What a replica loses is its own matter; what the primary gives up is given up everywhere.
    if (isPrimary(key)) alignRelated(key.keyId, context);
  }
  const deletedId = key.keySpec === 'SYMMETRIC_DEFAULT' ? (materialId ?? key.currentMaterialId) : null;
  return {
    KeyId: context.records.arn(key.keyId),
    ...(deletedId === null ? {} : { KeyMaterialId: deletedId }),
  };
};

export const importOperations: OperationFamily = {
  GetParametersForImport: getParametersForImport,
  ImportKeyMaterial: importKeyMaterial,
  DeleteImportedKeyMaterial: deleteImportedKeyMaterial,
};
