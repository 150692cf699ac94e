// AWS KMS as the services see it: one credential, one Region, one attempt per state-changing call.
// Every method rejects with a ConsoleError `kms.*` whose facts carry the AWS error name, request id and HTTP status.
import type { ImportType, KmsKeyState, WrappingAlgorithm, WrappingKeySpec, KeySpec } from '../../shared/aws-terms';

/** The static access key and where it may be used. Region and endpoint come from here only, never from the environment. */
export interface AwsAccess {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  /** Absent: AWS's own endpoint of the Region. */
  readonly endpoint?: string;
}

/** Each answer carries AWS's request id (x-amzn-requestid) where the server sent one. */
export interface Answered {
  readonly awsRequestId: string | null;
}

export interface KmsKeyDescription extends Answered {
  readonly keyId: string;
  readonly arn: string;
  readonly state: KmsKeyState;
  readonly origin: string;
  readonly keySpec: string;
  readonly keyUsage: string;
  readonly enabled: boolean;
  readonly multiRegion: boolean;
  readonly description: string;
  /** ISO 8601 */
  readonly createdAt: string;
  readonly currentKeyMaterialId: string | null;
  readonly expirationModel: string | null;
  readonly validTo: string | null;
  /** When AWS deletes the key; null unless it is pending deletion. */
  readonly deletionDate: string | null;
}

/** Last successful cryptographic use that AWS has recorded since `trackedSince` (AWS KMS: GetKeyLastUsage). */
export interface KmsLastUse {
  readonly operation: string | null;
  readonly at: string | null;
  readonly trackedSince: string | null;
}

export interface KmsGrant {
  readonly grantee: string;
  readonly operations: readonly string[];
}

export interface KmsRotation {
  readonly keyMaterialId: string | null;
  readonly keyMaterialDescription: string | null;
  readonly importState: string | null;
  readonly keyMaterialState: string | null;
  readonly expirationModel: string | null;
  readonly validTo: string | null;
  readonly rotationDate: string | null;
  readonly rotationType: string | null;
}

export interface KmsAlias {
  readonly aliasName: string;
  readonly targetKeyId: string | null;
}

export interface CreateKeyInput {
  /** Default SYMMETRIC_DEFAULT. */
  readonly keySpec?: KeySpec;
  readonly description: string;
  readonly policy?: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

export interface ImportParameters extends Answered {
  readonly publicKeyDer: Uint8Array;
  readonly importToken: Uint8Array;
  readonly validTo: string;
}

export interface ImportInput {
  readonly keyId: string;
  readonly importToken: Uint8Array;
  readonly encryptedKeyMaterial: Uint8Array;
  readonly importType?: ImportType;
  readonly keyMaterialId?: string;
  readonly keyMaterialDescription?: string;
  /** Absent: KEY_MATERIAL_DOES_NOT_EXPIRE. Whole seconds, at most 365 days ahead. */
  readonly validTo?: Date;
}

export interface CallerIdentity extends Answered {
  readonly accountId: string;
  readonly arn: string;
}

export interface CloudKms {
  readonly region: string;
  /** CreateKey with Origin EXTERNAL. No client token exists: one attempt, then look up. */
  createExternalKey(input: CreateKeyInput): Promise<KmsKeyDescription>;
  /** By key id, key ARN, alias name or alias ARN. */
  describeKey(keyId: string): Promise<KmsKeyDescription>;
  /** All key ids of the account and Region, page after page. */
  listKeyIds(): Promise<readonly string[]>;
  /** Null where the server does not know the operation. */
  listResourceTags(keyId: string): Promise<readonly { readonly key: string; readonly value: string }[] | null>;
  getKeyPolicy(keyId: string): Promise<string>;
  getParametersForImport(
    keyId: string,
    algorithm: WrappingAlgorithm,
    keySpec: WrappingKeySpec,
  ): Promise<ImportParameters>;
  importKeyMaterial(input: ImportInput): Promise<Answered & { readonly keyMaterialId: string | null }>;
  /** KeyMaterialId is always sent: leaving it out would delete the current material (AWS KMS: DeleteImportedKeyMaterial). */
  deleteImportedKeyMaterial(keyId: string, keyMaterialId: string | null): Promise<Answered>;
  createAlias(aliasName: string, targetKeyId: string): Promise<Answered>;
  updateAlias(aliasName: string, targetKeyId: string): Promise<Answered>;
  updateKeyDescription(keyId: string, description: string): Promise<Answered>;
  /** The policy named `default`; AWS's lockout check is never bypassed. */
  putKeyPolicy(keyId: string, policy: string): Promise<Answered>;
  tagResource(keyId: string, tag: { readonly key: string; readonly value: string }): Promise<Answered>;
  untagResource(keyId: string, tagKey: string): Promise<Answered>;
  /** Every alias of the account and Region, page after page. */
  listAliases(): Promise<readonly KmsAlias[]>;
  /** The alias, or null when the account and Region have none of that name. */
  findAlias(aliasName: string): Promise<KmsAlias | null>;
  /** With IncludeKeyMaterial ALL_KEY_MATERIAL; null where the server does not know the operation. */
  listKeyRotations(keyId: string): Promise<readonly KmsRotation[] | null>;
  rotateKeyOnDemand(keyId: string): Promise<Answered>;
  enableKey(keyId: string): Promise<Answered>;
  disableKey(keyId: string): Promise<Answered>;
  /** @param windowDays 7 to 30 */
  scheduleKeyDeletion(keyId: string, windowDays: number): Promise<Answered & { readonly deletionDate: string | null }>;
  /** The key ends Disabled, or pending import when material is missing. */
  cancelKeyDeletion(keyId: string): Promise<Answered>;
  /** Null where the server does not know the operation. */
  getKeyLastUsage(keyId: string): Promise<KmsLastUse | null>;
  /** Null where the server does not know the operation. */
  listGrants(keyId: string): Promise<readonly KmsGrant[] | null>;
  encrypt(keyId: string, plaintext: Uint8Array): Promise<Uint8Array>;
  /** GenerateMac with the algorithm of the key's spec. */
  generateMac(keyId: string, algorithm: string, message: Uint8Array): Promise<Answered & { readonly mac: Uint8Array }>;
  decrypt(keyId: string, ciphertext: Uint8Array): Promise<Uint8Array>;
  /** STS GetCallerIdentity; null where the endpoint does not know it. */
  callerIdentity(): Promise<CallerIdentity | null>;
  close(): void;
}

/** Opens clients. Pacing under AWS's quotas is shared by all clients of one account key and Region. */
export interface CloudKmsFactory {
  open(access: AwsAccess): CloudKms;
}
