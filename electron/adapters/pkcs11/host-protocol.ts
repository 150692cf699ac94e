// What the main process and the hsm-host say to each other, so that both sides compile against one table.
import type {
  AnchorKey,
  HsmCapabilities,
  HsmKey,
  HsmModule,
  HsmReference,
  ModuleInfo,
  SealedBlob,
  SignatureAlgorithm,
  TokenInfo,
  TokenObject,
  TokenSelector,
  WrapRequest,
} from '../../ports/hsm';
import type { ErrorShape } from '../../../shared/errors';

export interface ConnectOptions {
  /** Sessions open at once beside the login's. */
  readonly maxSessions: number;
  /** How often the login is looked after while nothing else shows its loss. */
  readonly loginCheckMs: number;
}

/** Every call the host answers. PINs travel as bytes so that both sides can wipe their copy. */
export interface HostMethods {
  /** Hashes, compares, loads and initialises the library, then lists its tokens. Once in a host's life. */
  load(module: HsmModule): Promise<ModuleInfo>;
  initializeToken(label: string, pin: Uint8Array, soPin: Uint8Array): Promise<TokenInfo>;
  connect(token: TokenSelector, options: ConnectOptions): Promise<TokenInfo>;
  login(pin: Uint8Array | null, acceptFinalTry: boolean): Promise<TokenInfo>;
  logout(): Promise<TokenInfo>;
  probe(): Promise<HsmCapabilities>;
  generateAes256(reference: HsmReference, label: string): Promise<HsmKey>;
  generateHmacKey(reference: HsmReference, label: string, bits: number): Promise<HsmKey>;
  mac(reference: HsmReference, message: Uint8Array): Promise<Uint8Array>;
  findKeys(reference: HsmReference): Promise<readonly HsmKey[]>;
  listObjects(): Promise<readonly TokenObject[]>;
  wrapForImport(request: WrapRequest): Promise<Uint8Array>;
  destroyKey(reference: HsmReference): Promise<void>;
  ensureAnchorKey(reference: HsmReference): Promise<AnchorKey>;
  sign(key: { reference: HsmReference; algorithm: SignatureAlgorithm }, data: Uint8Array): Promise<Uint8Array>;
  seal(reference: HsmReference, anchor: AnchorKey, context: Uint8Array, plaintext: Uint8Array): Promise<SealedBlob>;
  unseal(blob: SealedBlob, anchor: AnchorKey, context: Uint8Array): Promise<Uint8Array>;
  /** Logs out, finalises the library and exits. */
  shutdown(): Promise<void>;
}

export type HostMethod = keyof HostMethods;

export interface HostRequest {
  readonly id: number;
  readonly method: HostMethod;
  readonly args: readonly unknown[];
}

export type HostReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: ErrorShape };

/** Told without being asked: the login or the token went away, or the token's flags (PIN state) were read again. */
export type HostEvent =
  { readonly event: 'login-lost' | 'token-removed' } | { readonly event: 'token'; readonly token: TokenInfo };
