// The HSM as the services see it: a logged-in PKCS#11 token behind a process that may die at any moment.
// Key bytes never cross this port except wrapped under AWS's public key or sealed for the store.
import type { WrappingAlgorithm, WrappingKeySpec } from '../../shared/aws-terms';

/** Where the vendor's library is and what it needs. `path` is absolute. */
export interface HsmModule {
  readonly path: string;
  /** CK_C_INITIALIZE_ARGS.pReserved, as NSS needs it (`configdir='sql:DIR' …`). */
  readonly parameters?: string;
  /** Vendor environment variables (SOFTHSM2_CONF, CKNFAST_…) set for the hsm-host process only. */
  readonly environment: Readonly<Record<string, string>>;
  /** SHA-256 (64 hex) the officers approved; a file with another one is refused (`hsm.module-changed`). */
  readonly approvedSha256?: string;
}

/** A token is named by its label or its serial number; both when both are given. */
export interface TokenSelector {
  readonly label?: string;
  readonly serial?: string;
}

/** What CK_TOKEN_INFO's flags say of the user PIN. PKCS#11 has flags only, no count. */
export type PinState = 'ok' | 'count-low' | 'final-try' | 'locked';

export interface TokenInfo {
  readonly slotId: string;
  readonly label: string;
  readonly serial: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly firmwareVersion: string;
  readonly initialized: boolean;
  readonly pinState: PinState;
  /** CKF_PROTECTED_AUTHENTICATION_PATH: the PIN is typed at the device, C_Login gets none. */
  readonly protectedAuthenticationPath: boolean;
  readonly minPinLength: number;
  readonly maxPinLength: number;
}

export interface ModuleInfo {
  readonly path: string;
  readonly sha256: string;
  readonly description: string;
  readonly manufacturer: string;
  readonly libraryVersion: string;
  readonly cryptokiVersion: string;
  /** SoftHSM, NSS softokn and openCryptoki's soft token keep keys in files: EVALUATION only. */
  readonly software: boolean;
  readonly tokens: readonly TokenInfo[];
}

/** Named abilities, each found by trying it with throw-away keys, never by the mechanism list alone. */
export interface HsmCapabilities {
  readonly aesKeyGen: boolean;
  /** Makes generic secrets of so many bits that can be taken out wrapped, and that sign by the HMAC of that length. */
  readonly hmac224: boolean;
  readonly hmac256: boolean;
  readonly hmac384: boolean;
  readonly hmac512: boolean;
  readonly wrapOaepSha256: boolean;
  readonly wrapOaepSha1: boolean;
  readonly sealAesGcm: boolean;
  readonly sealRsaOaep: boolean;
  readonly signEcdsaP256: boolean;
  readonly signRsaPss: boolean;
  /** Method by which a check value can be made here; null when the token offers none. */
  readonly checkValue: CheckValueMethod | null;
  /** Does CKA_LOCAL tell the truth (NSS says false for generated keys)? */
  readonly localIsTruthful: boolean;
  /** Does a second key with the same CKA_ID leave the first alone (NSS destroys it)? */
  readonly repeatedIdIsSafe: boolean;
  readonly probedAt: string;
}

export type CheckValueMethod = 'AES_ECB_ZEROS' | 'AES_CMAC_ZEROS' | `${MacAlgorithm}_ZEROS` | 'SHA_1';
/** `value`: first three bytes as 6 hex. Three bytes collide: never an identifier, never a proof. */
export interface CheckValue {
  readonly method: CheckValueMethod;
  readonly value: string;
}

/** 32 lower-case hex characters (128 random bits); becomes CKA_ID (16 bytes) and part of CKA_LABEL. */
export type HsmReference = string & { readonly __brand: 'HsmReference' };

/** What a secret key that is made to be pushed is for. */
export type SecretType = 'AES' | 'HMAC';
/** AES keys have 256 bits, HMAC keys (CKK_GENERIC_SECRET) as many as their KMS key spec says. */
export interface SecretSpec {
  readonly type: SecretType;
  readonly bits: number;
}
export const aes256: SecretSpec = { type: 'AES', bits: 256 };

export const macAlgorithms = ['HMAC_SHA_224', 'HMAC_SHA_256', 'HMAC_SHA_384', 'HMAC_SHA_512'] as const;
/** As AWS KMS names them (GenerateMac: MacAlgorithm); each length of key has one of its own. */
export type MacAlgorithm = (typeof macAlgorithms)[number];

/** A key as read back from the token. */
export interface HsmKey {
  readonly type: SecretType;
  readonly reference: HsmReference;
  readonly label: string;
  readonly lengthBits: number;
  readonly checkValue: CheckValue | null;
  readonly sensitive: boolean;
  readonly alwaysSensitive: boolean;
  readonly extractable: boolean;
  readonly local: boolean;
}

/** Class of a key object on the token. */
export type TokenObjectClass = 'secret-key' | 'private-key' | 'public-key';

/** Any key object as it lies on the token, the console's own or not. Flags are null where the object does not have them. */
export interface TokenObject {
  readonly objectClass: TokenObjectClass;
  /** `AES`, `RSA`, `EC`, `GENERIC_SECRET` …; `0x` and the number of a type without a name here. */
  readonly keyType: string;
  /** CKA_ID in lower-case hex; empty where the object has none. */
  readonly id: string;
  readonly label: string;
  readonly lengthBits: number | null;
  /** Of AES keys that the console's naming marks; of others only what the token keeps as CKA_CHECK_VALUE. */
  readonly checkValue: CheckValue | null;
  readonly sensitive: boolean | null;
  readonly alwaysSensitive: boolean | null;
  readonly extractable: boolean | null;
  readonly local: boolean | null;
}

export interface WrapRequest {
  readonly reference: HsmReference;
  /** AWS's wrapping key, DER SubjectPublicKeyInfo; checked: RSA, the size asked for, e = 65537. */
  readonly publicKeyDer: Uint8Array;
  readonly algorithm: WrappingAlgorithm;
  readonly keySpec: WrappingKeySpec;
  /** What the key must be; default AES-256. */
  readonly secret?: SecretSpec;
}

export type SignatureAlgorithm = 'ECDSA_SHA_256' | 'RSASSA_PSS_SHA_256';
/** The anchor key's public half. Signatures: ECDSA as DER SEQUENCE(r, s); PSS with MGF1-SHA-256 and salt length 32. */
export interface AnchorKey {
  readonly reference: HsmReference;
  readonly algorithm: SignatureAlgorithm;
  readonly publicKeyDer: Uint8Array;
}

/** Sealed bytes: AES-GCM under a non-extractable token key (context is AAD), or RSA-OAEP plus the anchor's signature over context and ciphertext. */
export interface SealedBlob {
  readonly version: 1;
  readonly method: 'AES_256_GCM' | 'RSA_OAEP_SIGNED';
  readonly keyReference: HsmReference;
  /** base64 */
  readonly iv?: string;
  /** Hash of RSA-OAEP and its MGF1. */
  readonly oaepHash?: 'SHA-256' | 'SHA-1';
  readonly ciphertext: string;
  readonly signature?: string;
}

export type HsmState =
  | {
      readonly kind: 'disconnected';
      readonly reason: 'never-connected' | 'logged-out' | 'login-lost' | 'host-died' | 'token-removed';
    }
  | { readonly kind: 'connected'; readonly token: TokenInfo; readonly moduleSha256: string }
  | { readonly kind: 'logged-in'; readonly token: TokenInfo; readonly moduleSha256: string };

/**
 * The HSM. Every method rejects with a ConsoleError `hsm.*`; after the host's death every pending call rejects with
 * `hsm.host-died` and certainty unknown, and the state is `disconnected` until a person logs in again.
 */
export interface Hsm {
  readonly state: HsmState;
  /** Calls back at each change of state; returns the unsubscribe function. */
  onState(listener: (state: HsmState) => void): () => void;
  /** Loads a module in a fresh host and lists its tokens, without login. Ends any current login of another module. */
  inspect(module: HsmModule): Promise<ModuleInfo>;
  /** C_InitToken, C_InitPIN on an uninitialised slot: for evaluation tokens made with one click. */
  initializeToken(module: HsmModule, options: { label: string; pin: string; soPin: string }): Promise<TokenInfo>;
  /** Loads the module if needed and finds the one token; no login. */
  connect(module: HsmModule, token: TokenSelector): Promise<TokenInfo>;
  /**
   * C_Login as user, once, never retried. `pin` null uses the protected authentication path.
   * With the flag "final try" set, refuses (`hsm.pin-final-try`) unless `acceptFinalTry`.
   */
  login(pin: string | null, options?: { acceptFinalTry?: boolean }): Promise<void>;
  /** Logs out and leaves the token connected. */
  logout(): Promise<void>;
  /** Tries each ability with throw-away session keys (token objects only where the token demands, always destroyed). */
  probe(): Promise<HsmCapabilities>;
  /**
   * The look-up before generation, C_GenerateKey with the template of an importable key, read-back and verification.
   * 0 found → generate, 1 → verify and return it, 2 or more → `hsm.object-ambiguous`. A mismatch is `hsm.object-refused`.
   */
  generateAes256(reference: HsmReference, label: string): Promise<HsmKey>;
  /** The same for a generic secret of 224, 256, 384 or 512 bits that may do nothing but sign by HMAC. */
  generateHmacKey(reference: HsmReference, label: string, bits: number): Promise<HsmKey>;
  /** HMAC of the message under the key with the reference, by the algorithm of its length, to compare with what AWS KMS makes of it. */
  mac(reference: HsmReference, message: Uint8Array): Promise<Uint8Array>;
  /** Secret keys (AES and HMAC) that carry the reference as CKA_ID. */
  findKeys(reference: HsmReference): Promise<readonly HsmKey[]>;
  /** Every key object of the token; changes nothing, and uses no key but the console's own for their check values. */
  listObjects(): Promise<readonly TokenObject[]>;
  /** Verifies the stored key (class, type, length, SENSITIVE, ALWAYS_SENSITIVE, LOCAL where truthful), then wraps it. */
  wrapForImport(request: WrapRequest): Promise<Uint8Array>;
  /** Destroys the one secret key with the reference; absent is `hsm.object-missing`. */
  destroyKey(reference: HsmReference): Promise<void>;
  /** Finds or makes the anchor key (non-extractable, sign only); algorithm chosen from what the token can do. */
  ensureAnchorKey(reference: HsmReference): Promise<AnchorKey>;
  sign(key: { reference: HsmReference; algorithm: SignatureAlgorithm }, data: Uint8Array): Promise<Uint8Array>;
  /** Finds or makes the sealing key (non-extractable) under `reference`, seals, unseals and compares before returning. */
  seal(reference: HsmReference, anchor: AnchorKey, context: Uint8Array, plaintext: Uint8Array): Promise<SealedBlob>;
  unseal(blob: SealedBlob, anchor: AnchorKey, context: Uint8Array): Promise<Uint8Array>;
  /** Ends the host process. */
  close(): Promise<void>;
}
