// AWS KMS's own terms that the console offers, as constants and types: one place for every list of them.

/** CreateKey KeySpec of the keys that the console makes. */
export const keySpecs = ['SYMMETRIC_DEFAULT', 'HMAC_224', 'HMAC_256', 'HMAC_384', 'HMAC_512'] as const;
export type KeySpec = (typeof keySpecs)[number];

/** GetParametersForImport WrappingAlgorithm legal for SYMMETRIC_DEFAULT and HMAC material (AWS KMS Developer Guide: wrapping algorithms). */
export const wrappingAlgorithms = ['RSAES_OAEP_SHA_256', 'RSAES_OAEP_SHA_1'] as const;
export type WrappingAlgorithm = (typeof wrappingAlgorithms)[number];

/** GetParametersForImport WrappingKeySpec; RSA_4096 preferred. */
export const wrappingKeySpecs = ['RSA_4096', 'RSA_3072', 'RSA_2048'] as const;
export type WrappingKeySpec = (typeof wrappingKeySpecs)[number];

/** DescribeKey KeyState. */
export const kmsKeyStates = [
  'Creating',
  'Enabled',
  'Disabled',
  'PendingImport',
  'PendingDeletion',
  'PendingReplicaDeletion',
  'Unavailable',
  'Updating',
] as const;
export type KmsKeyState = (typeof kmsKeyStates)[number];

/** ImportKeyMaterial ImportType; symmetric keys only. */
export type ImportType = 'NEW_KEY_MATERIAL' | 'EXISTING_KEY_MATERIAL';

/** On-demand rotations in a KMS key's life (AWS KMS: RotateKeyOnDemand); older pages say 10, so it is a setting. */
export const onDemandRotationLimit = 25;

/** AWS Regions of the aws partition with KMS, as offered in lists; any well-formed Region may be typed. */
export const awsRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'af-south-1',
  'ap-east-1',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'sa-east-1',
] as const;
/** A Region name as AWS writes it. */
export const awsRegionPattern = /^[a-z]{2}(-[a-z]+)+-\d$/;
