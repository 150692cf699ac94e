// CreateKey: with material of the simulator's own (AWS_KMS) or without any (EXTERNAL).
import { getCurves, randomBytes, randomUUID } from 'node:crypto';
import { unsupported, validation } from '../aws-error';
import { generateMaterial } from '../crypto/private-key';
import { keyMetadata } from '../model/key-metadata';
import { attachOwnMaterial } from '../model/key-material';
import type { KeyRecord } from '../model/key-record';
import { allowedUsages, curves, keySpecs, keyUsages, type KeySpec, type KeyUsage } from '../model/key-specs';
import { defaultPolicy, readPolicy } from '../model/policy';
import { readTags } from '../model/tags';
import type { RequestInput } from '../protocol/request-input';
import type { Operation, OperationFamily } from './operation';

const createKey: Operation = async (input, context) => {
  const keySpec = input.optionalOneOf('KeySpec', keySpecs) ?? input.optionalOneOf('CustomerMasterKeySpec', keySpecs);
  const spec = keySpec ?? 'SYMMETRIC_DEFAULT';
  const origin = input.optionalOneOf('Origin', ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE']);
  if (origin === 'AWS_CLOUDHSM' || origin === 'EXTERNAL_KEY_STORE') {
    throw unsupported(`Origin ${origin} is not supported.`);
  }
  requireCurve(spec);
  const multiRegion = input.boolean('MultiRegion');
  const empty: KeyRecord = {
    keyId: multiRegion ? `mrk-${randomBytes(16).toString('hex')}` : randomUUID(),
    region: context.region,
    createdAtMs: context.nowMs,
    description: input.optionalText('Description', { max: 8192 }) ?? '',
    keySpec: spec,
    keyUsage: usageOf(input, spec),
    origin: origin ?? 'AWS_KMS',
    multiRegion: multiRegion ? { primaryRegion: context.region, replicaRegions: [] } : null,
    policy: input.has('Policy') ? readPolicy(input) : defaultPolicy(context.accountId),
    tags: readTags(input),
    enabled: true,
    deletion: null,
    materials: [],
    currentMaterialId: null,
    rotating: null,
    onDemandRotations: 0,
  };
  const key = empty.origin === 'EXTERNAL' ? empty : attachOwnMaterial(empty, await generateMaterial(spec));
  context.records.putKey(key);
  return { KeyMetadata: keyMetadata(key, context.accountId) };
};

/** Electron's cipher library lacks secp256k1: said at creation rather than when material comes. */
function requireCurve(spec: KeySpec): void {
  const curve = curves[spec];
  if (curve === undefined || getCurves().includes(curve)) return;
  throw unsupported(`This runtime of the simulator has no curve for KeySpec ${spec}.`);
}

/** KeyUsage may be left out only where the spec leaves no choice (AWS KMS API: CreateKey). */
function usageOf(input: RequestInput, spec: KeySpec): KeyUsage {
  const usage = input.optionalOneOf('KeyUsage', keyUsages) ?? (spec === 'SYMMETRIC_DEFAULT' ? 'ENCRYPT_DECRYPT' : null);
  if (usage === null) {
    throw validation('You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.');
  }
  if (!allowedUsages(spec).includes(usage)) {
    throw validation(`KeyUsage ${usage} is not compatible with KeySpec ${spec}`);
  }
  return usage;
}

export const createKeyOperations: OperationFamily = { CreateKey: createKey };
