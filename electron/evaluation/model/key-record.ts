// What the simulator keeps of a KMS key, an alias and an access key. Plain JSON; every change makes a new record.
import type { KeySpec, KeyUsage } from './key-specs';

export type MaterialState = 'CURRENT' | 'NON_CURRENT' | 'PENDING_ROTATION' | 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION';

/** One key material of a KMS key, present or not. */
export interface Material {
  /** 64 lower-case hex characters; see `keyMaterialId`. */
  readonly id: string;
  readonly description: string | null;
  /** base64; null while it is deleted or expired and waits to be imported again. */
  readonly secret: string | null;
  readonly state: MaterialState;
  /** null: KEY_MATERIAL_DOES_NOT_EXPIRE. */
  readonly validToMs: number | null;
  /** Absent for the first material and for pending ones. */
  readonly rotation: { readonly atMs: number; readonly type: 'ON_DEMAND' | 'AUTOMATIC' } | null;
}

export interface Tag {
  readonly TagKey: string;
  readonly TagValue: string;
}

/** The last successful cryptographic use of a key. */
export interface LastUsage {
  readonly operation: string;
  readonly atMs: number;
  readonly eventId: string;
  readonly requestId: string;
}

export interface MultiRegion {
  readonly primaryRegion: string;
  /** Kept true in the primary's record; readers of a replica take it from there. */
  readonly replicaRegions: readonly string[];
}

export interface KeyRecord {
  readonly keyId: string;
  readonly region: string;
  readonly createdAtMs: number;
  readonly description: string;
  readonly keySpec: KeySpec;
  readonly keyUsage: KeyUsage;
  readonly origin: 'AWS_KMS' | 'EXTERNAL';
  readonly multiRegion: MultiRegion | null;
  /** JSON text exactly as it was put. */
  readonly policy: string;
  readonly tags: readonly Tag[];
  /** The switch of EnableKey and DisableKey; the key state also depends on materials and deletion. */
  readonly enabled: boolean;
  /** `dueAtMs` null: a primary key that waits for its last replica to be deleted; its window begins then. */
  readonly deletion: { readonly dueAtMs: number | null; readonly windowDays: number } | null;
  /** In the order they were first imported. */
  readonly materials: readonly Material[];
  /** Kept after the material is deleted (recorded from AWS). */
  readonly currentMaterialId: string | null;
  /** An on-demand rotation in progress. */
  readonly rotating: {
    readonly startedAtMs: number;
    readonly completesAtMs: number;
    readonly materialId: string;
  } | null;
  readonly onDemandRotations: number;
}

export interface AliasRecord {
  /** With the prefix `alias/`. */
  readonly aliasName: string;
  readonly targetKeyId: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface AccessKeyRecord {
  readonly secretAccessKey: string;
  readonly userName: string;
  readonly createdAtMs: number;
}

/** What belongs to the whole simulated account. */
export interface AccountRecord {
  /** 12 digits */
  readonly accountId: string;
  /** base64, 32 bytes: protects import tokens, so that they survive a restart without being stored. */
  readonly tokenSecret: string;
  readonly clockOffsetMs: number;
  /** The port of the last start, tried first at the next so that addresses stay valid. */
  readonly port: number | null;
}
