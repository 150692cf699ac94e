// The rows of the store, as the rules see them. What a window may see of them is in shared/schemas.
import type { WrappingAlgorithm, WrappingKeySpec } from '../../shared/aws-terms';
import type { ErrorShape } from '../../shared/errors';
import type { Permission } from '../../shared/permissions';
import type { SavedAuditChoice } from '../../shared/schemas/audit';
import type { ForwardingSettings } from '../../shared/schemas/forwarding';
import type { Drift, IgnoredDrift, KmsKeyFacts, UnreadPart } from '../../shared/schemas/reconcile';
import type { ReportDefinition, ReportSchedule } from '../../shared/schemas/reports';
import type { KeyGroupInput, KeyState } from '../../shared/schemas/key-groups';
import type { PolicyRow } from '../../shared/schemas/approvals';
import type { RotationSchedule, WaitingReason } from '../../shared/schemas/schedules';
import type { Period } from '../../shared/schemas/common';

export type RowId = string;

export interface Identity {
  readonly id: RowId;
  readonly name: string;
  readonly fullName: string;
  readonly roleIds: readonly RowId[];
  /** A deleted identity that acted stays in the record. */
  readonly status: 'enabled' | 'disabled' | 'deleted';
  readonly password: PasswordHash;
  /** Hashes of the last passwords, newest first, so that none is used again. */
  readonly passwordHistory: readonly PasswordHash[];
  /** Set for a first password given by others and after a reset: nothing but changing it is possible. */
  readonly mustChangePassword: boolean;
  readonly secondFactor: SecondFactor | null;
  readonly signingKey: SigningKey;
  /** Keys before a reset: they sign nothing any more and stay for verification. */
  readonly closedKeys: readonly SigningKey[];
  /** Who requested and approved the last reset: this identity never decides on their requests. */
  readonly resetBy: readonly RowId[];
  /** Identities made by a recovery may not approve before this (ISO 8601). */
  readonly mayDecideFrom: string | null;
  readonly revision: number;
  readonly createdAt: string;
}

/** Time-based one-time codes (RFC 6238: SHA-1, 6 digits, 30 s). The secret lies in the encrypted store only. */
export interface SecondFactor {
  /** base32 */
  readonly secret: string;
  readonly enrolledAt: string;
  /** SHA-256 (hex) of recovery codes not used yet; each is good once. */
  readonly recoveryCodes: readonly string[];
}

/** scrypt (RFC 7914) with its parameters beside it; salt and hash base64. */
export interface PasswordHash {
  readonly algorithm: 'scrypt';
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
  readonly hash: string;
}

/** The identity's own Ed25519 key: private half under a key derived from the password, enrolment signed by the HSM's anchor key. */
export interface SigningKey {
  readonly algorithm: 'Ed25519';
  readonly publicKeyDer: string;
  /** PKCS#8 DER under AES-256-GCM; key = scrypt(password, salt) apart from the password hash; all base64. */
  readonly sealedPrivateKey: {
    readonly salt: string;
    readonly iv: string;
    readonly tag: string;
    readonly ciphertext: string;
  };
  readonly enrolledAt: string;
  /** base64, by the anchor key over the canonical JSON of {identity, publicKey, enrolledAt, store}. */
  readonly enrolmentSignature: string;
}

export interface Role {
  readonly id: RowId;
  readonly name: string;
  readonly type: 'Administrative' | 'Operational' | 'Audit';
  readonly description: string;
  readonly loginsRequired: 1 | 2;
  readonly permissions: readonly Permission[];
  /** Roles an identity of this role may not hold as well; '*': no other role at all. */
  readonly excludes: readonly RowId[] | '*';
  readonly builtIn: boolean;
  readonly revision: number;
}

/** The approval policy: one row for each operation. */
export interface ApprovalPolicy {
  readonly id: RowId;
  readonly revision: number;
  readonly rows: readonly PolicyRow[];
}

/** Switches that hold for the whole console: one row. */
export interface Controls {
  readonly id: RowId;
  /** Set while no job may do anything. */
  readonly jobsStopped: { readonly at: string; readonly by: RowId; readonly justification: string } | null;
}

/** A report that was saved to be run again, by hand or by its schedule. */
export interface SavedReport {
  readonly id: RowId;
  readonly revision: number;
  readonly name: string;
  readonly definition: ReportDefinition;
  readonly schedule: ReportSchedule | null;
  readonly savedAt: string;
  readonly savedBy: RowId;
  /** When the schedule runs it next (ISO 8601); null without a schedule. */
  readonly nextRunAt: string | null;
  /** The last scheduled run. */
  readonly lastRun: {
    readonly at: string;
    readonly directory: string | null;
    readonly error: ErrorShape | null;
  } | null;
}

/** A filter of Audit Logs kept under a name. */
export interface SavedAuditFilter {
  readonly id: RowId;
  readonly revision: number;
  readonly name: string;
  /** Names are unique for everybody's and for each person's own. */
  readonly shared: boolean;
  readonly choice: SavedAuditChoice;
  readonly savedBy: RowId;
}

/** What the last comparison of a key group with AWS found: one row for a group, under the group's id. */
export interface Reconciliation {
  readonly id: RowId;
  readonly checkedAt: string;
  /** Empty where the schedule compared. */
  readonly checkedBy: readonly RowId[];
  readonly drifts: readonly Drift[];
  /** Differences that people decided to leave, as long as neither side changes. */
  readonly ignored: readonly (Omit<IgnoredDrift, 'by'> & { readonly by: readonly RowId[] })[];
  /** AWS may still be catching up with a change of the console. */
  readonly settling: readonly Drift[];
  readonly unread: readonly UnreadPart[];
  readonly keys: readonly KmsKeyFacts[];
  /** Why AWS could not be read; everything else is then of an earlier time. */
  readonly error: ErrorShape | null;
}

/** Where the audit log is forwarded to: one row. */
export interface Forwarding {
  readonly id: RowId;
  readonly revision: number;
  readonly settings: ForwardingSettings | null;
}

/** Break-glass: one row. The secret itself is nowhere: 2 of 3 shares make it again. */
export interface Recovery {
  readonly id: RowId;
  readonly revision: number;
  /** Shares in force, by a hash of the secret; null before any were made, and after they were used. */
  readonly secret: { readonly verifier: PasswordHash; readonly madeAt: string } | null;
  /** Begun with two shares and the PIN; administrators can be made from `opensAt` until `lapsesAt`. */
  readonly attempt: { readonly startedAt: string; readonly opensAt: string; readonly lapsesAt: string } | null;
  readonly completed: { readonly at: string; readonly administratorIds: readonly RowId[] } | null;
}

export interface Credential {
  readonly id: RowId;
  readonly name: string;
  readonly service: 'Amazon Web Services';
  readonly accessKeyId: string;
  /** Kept only inside the encrypted store. */
  readonly secretAccessKey: string;
  readonly region: string;
  readonly endpoint:
    { readonly kind: 'aws' } | { readonly kind: 'simulator' } | { readonly kind: 'custom'; readonly url: string };
  readonly accountId: string | null;
  readonly callerArn: string | null;
  readonly createdAt: string;
  readonly createdBy: RowId;
}

export interface KeyGroup {
  readonly id: RowId;
  readonly revision: number;
  /** The template: what the officer filled in. activeKeyId here is what was given, see `activeKeyId`. */
  readonly template: KeyGroupInput;
  /** The AWS KMS key that the group pushes to now. */
  readonly activeKeyId: string | null;
  readonly activeKeyArn: string | null;
  readonly createdAt: string;
  readonly createdBy: RowId;
  readonly changedAt: string;
  readonly changedBy: RowId;
  readonly lastRotatedAt: string | null;
}

/** What became of a group's schedule: one row a group that has one, under the group's id. Gone with the group. */
export interface GroupSchedule {
  readonly id: RowId;
  /** The rule that the rest is about: another one begins anew. */
  readonly rule: { readonly every: Period; readonly schedule: RotationSchedule };
  /** Runs up to here have been started, found not needed, or missed while paused (ISO 8601). */
  readonly handledUntil: string;
  readonly paused: { readonly at: string; readonly by: RowId } | null;
  readonly approval: GroupStandingApproval | null;
  /** The run that is due and has not started; written when its reason changes. */
  readonly waiting: {
    readonly dueAt: string;
    readonly since: string;
    readonly reason: WaitingReason;
    readonly error: ErrorShape | null;
  } | null;
  readonly lastRun: {
    readonly dueAt: string;
    readonly at: string;
    readonly outcome: 'started' | 'not-needed' | 'rotated-by-hand';
    readonly jobId: RowId | null;
  } | null;
}

/** People approved that exactly this group runs by its schedule until a day. */
export interface GroupStandingApproval {
  readonly id: RowId;
  /** SHA-256 (hex) of what was approved: the group's revision, its schedule, account and endpoint. */
  readonly scopeDigest: string;
  /** The signed request; null where the policy asked for no approval. */
  readonly requestId: RowId | null;
  readonly approvedAt: string;
  readonly validUntil: string;
  /** Set once what was approved is no longer so: it never comes back. */
  readonly voidedAt: string | null;
}

export interface Key {
  readonly id: RowId;
  readonly groupId: RowId;
  readonly name: string;
  readonly generation: number;
  readonly state: KeyState;
  readonly hsmReference: string | null;
  readonly checkValue: { readonly method: string; readonly value: string } | null;
  readonly kmsKeyId: string | null;
  readonly kmsKeyArn: string | null;
  readonly keyMaterialId: string | null;
  readonly wrappingAlgorithm: WrappingAlgorithm | null;
  readonly wrappingKeySpec: WrappingKeySpec | null;
  readonly createdAt: string;
  readonly importedAt: string | null;
  readonly activatedAt: string | null;
  readonly supersededAt: string | null;
  readonly validUntil: string | null;
  readonly materialExpiresAt: string | null;
  readonly jobId: RowId | null;
  readonly awsRequestId: string | null;
  /** Set while the material is away from AWS because people deleted it on purpose; never re-imported without them. */
  readonly materialDeletedAt?: string | null;
  /** When AWS deletes the KMS key, while that is scheduled. */
  readonly deletionDate?: string | null;
  /** The last warning given of an end: the end it was about, and the days ahead it was for (0: on the end). */
  readonly warned?: {
    readonly material?: { readonly of: string; readonly days: number };
    readonly validity?: { readonly of: string; readonly days: number };
  };
  /** AWS's last answer to the question whether the HSM key is its material. */
  readonly proof?: { readonly at: string; readonly matches: boolean; readonly awsRequestId: string | null } | null;
  /** Set once people say that others may know the material; never taken back. */
  readonly compromised?: { readonly at: string; readonly by: readonly string[]; readonly justification: string } | null;
  /** Record of the destruction in the HSM; reference and check value stay in the row. */
  readonly destruction?: {
    readonly at: string;
    readonly jobId: RowId;
    /** The approval request; null where none was needed. */
    readonly requestId: RowId | null;
    /** Login names as they were then. */
    readonly requestedBy: readonly string[];
    readonly approvedBy: readonly string[];
    /** What AWS said of every KMS key that ever had the material. */
    readonly answers: readonly {
      readonly kmsKeyArn: string;
      readonly awsState: string;
      readonly lists: boolean | null;
      readonly awsRequestId: string | null;
    }[];
  } | null;
}

/** Counters that change at each login; kept apart from the identity so that its revision stands still. */
export interface LoginState {
  readonly identityId: RowId;
  readonly failedTries: number;
  readonly lockedUntil: string | null;
  readonly lastLoginAt: string | null;
  /** Time step of the last one-time code taken (RFC 6238 section 5.2: each is good once). */
  readonly lastCodeStep?: number;
  /** When the identity was last enabled: counts as used for the rule that disables unused ones. */
  readonly enabledAt?: string;
}

/** A signature of the HSM's anchor key over the chain's head. */
export interface Anchor {
  readonly sequence: number;
  readonly hash: string;
  readonly at: string;
  readonly algorithm: 'ECDSA_SHA_256' | 'RSASSA_PSS_SHA_256';
  readonly keyFingerprint: string;
  /** base64 over the canonical JSON of {store, sequence, hash, at, keyFingerprint} */
  readonly signature: string;
}
