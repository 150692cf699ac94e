// The AWS operations the console calls: which change something, and how many a second AWS allows.

export interface AwsOperationFacts {
  readonly service: 'kms' | 'sts';
  /** Requests a second for an account and Region (AWS KMS quotas: requests-per-second, adjustable). */
  readonly perSecond: number;
  /** Does it change something, so that a lost answer leaves its effect unknown? */
  readonly changes: boolean;
}

const read = (perSecond: number): AwsOperationFacts => ({ service: 'kms', perSecond, changes: false });
const change = (perSecond: number): AwsOperationFacts => ({ service: 'kms', perSecond, changes: true });

export const awsOperations = {
  CreateKey: change(5),
  DescribeKey: read(2000),
  ListKeys: read(500),
  ListResourceTags: read(2000),
  GetKeyPolicy: read(1000),
  // Makes a new pair each time and leaves the key as it was: calling it again is always safe.
  GetParametersForImport: read(1),
  ImportKeyMaterial: change(15),
  DeleteImportedKeyMaterial: change(15),
  CreateAlias: change(5),
  UpdateAlias: change(5),
  ListAliases: read(500),
  ListKeyRotations: read(100),
  RotateKeyOnDemand: change(5),
  EnableKey: change(5),
  DisableKey: change(5),
  ScheduleKeyDeletion: change(15),
  CancelKeyDeletion: change(5),
  UpdateKeyDescription: change(5),
  PutKeyPolicy: change(15),
  TagResource: change(10),
  UntagResource: change(5),
  GetKeyLastUsage: read(5),
  ListGrants: read(100),
  Encrypt: read(1000),
  GenerateMac: read(1000),
  Decrypt: read(1000),
  GetCallerIdentity: { service: 'sts', perSecond: 100, changes: false },
} as const satisfies Record<string, AwsOperationFacts>;

export type AwsOperation = keyof typeof awsOperations;
