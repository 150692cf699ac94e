// An HSM in memory for unit tests of what stands above it: it makes, finds and wraps AES and HMAC keys, and can be away. Real tokens are tested elsewhere.
import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import type {
  Hsm,
  HsmCapabilities,
  HsmKey,
  HsmReference,
  HsmState,
  TokenInfo,
  WrapRequest,
} from '../../electron/ports/hsm';
import { ConsoleError } from '../../shared/errors';
import { objectOf } from './test-hsm';

const token: TokenInfo = {
  slotId: '0',
  label: 'fake',
  serial: '0001',
  manufacturer: 'tests',
  model: 'memory',
  firmwareVersion: '1.0',
  initialized: true,
  pinState: 'ok',
  protectedAuthenticationPath: false,
  minPinLength: 4,
  maxPinLength: 255,
};

export const fakeCapabilities: HsmCapabilities = {
  aesKeyGen: true,
  ...{ hmac224: true, hmac256: true, hmac384: true, hmac512: true },
  wrapOaepSha256: true,
  wrapOaepSha1: true,
  sealAesGcm: true,
  sealRsaOaep: true,
  signEcdsaP256: true,
  signRsaPss: true,
  checkValue: null,
  localIsTruthful: true,
  repeatedIdIsSafe: true,
  probedAt: '2026-03-01T12:00:00.000Z',
};

export interface FakeHsm extends Pick<
  Hsm,
  | 'state'
  | 'onState'
  | 'generateAes256'
  | 'generateHmacKey'
  | 'findKeys'
  | 'listObjects'
  | 'destroyKey'
  | 'wrapForImport'
> {
  /** Material of every key it holds, by reference. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
  /** Calls so far, by method. */
  readonly calls: { generateAes256: number; destroyKey: number; wrapForImport: number };
  setState(state: HsmState['kind']): void;
  /** The next call of a method is rejected with this; `after` its effect, or before. */
  failNext(
    method: 'generateAes256' | 'destroyKey' | 'wrapForImport',
    error: ConsoleError,
    when: 'before' | 'after',
  ): void;
}

export function fakeHsm(): FakeHsm & Hsm {
  const keys = new Map<string, Uint8Array>();
  const calls = { generateAes256: 0, destroyKey: 0, wrapForImport: 0 };
  const hmacKeys = new Set<HsmReference>();
  const listeners = new Set<(state: HsmState) => void>();
  const failures = new Map<string, { error: ConsoleError; when: 'before' | 'after' }>();
  let state: HsmState = { kind: 'logged-in', token, moduleSha256: '0'.repeat(64) };
  const keyOf = (reference: HsmReference, label: string): HsmKey => ({
    type: hmacKeys.has(reference) ? 'HMAC' : 'AES',
    reference,
    label,
    lengthBits: (keys.get(reference)?.length ?? 32) * 8,
    checkValue: null,
    sensitive: true,
    alwaysSensitive: true,
    extractable: true,
    local: true,
  });
  async function call<T>(method: keyof typeof calls, work: () => T): Promise<T> {
    await Promise.resolve();
    if (state.kind !== 'logged-in') throw new ConsoleError('hsm.disconnected');
    calls[method] += 1;
    const failure = failures.get(method);
    failures.delete(method);
    if (failure?.when === 'before') throw failure.error;
    const answer = work();
    if (failure?.when === 'after') throw failure.error;
    return answer;
  }
  const fake: FakeHsm = {
    keys,
    calls,
    get state() {
      return state;
    },
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setState(kind) {
      state = kind === 'disconnected' ? { kind, reason: 'login-lost' } : { kind, token, moduleSha256: '0'.repeat(64) };
      for (const listener of listeners) listener(state);
    },
    failNext: (method, error, when) => void failures.set(method, { error, when }),
    generateAes256: (reference, label) =>
      call('generateAes256', () => {
        if (!keys.has(reference)) keys.set(reference, randomBytes(32));
        return keyOf(reference, label);
      }),
    async generateHmacKey(reference, label, bits) {
      await Promise.resolve();
      if (state.kind !== 'logged-in') throw new ConsoleError('hsm.disconnected');
      if (!keys.has(reference)) keys.set(reference, randomBytes(bits / 8));
      hmacKeys.add(reference);
      return keyOf(reference, label);
    },
    async findKeys(reference) {
      await Promise.resolve();
      if (state.kind !== 'logged-in') throw new ConsoleError('hsm.disconnected');
      return keys.has(reference) ? [keyOf(reference, '')] : [];
    },
    async destroyKey(reference) {
      await call('destroyKey', () => {
        if (!keys.delete(reference)) throw new ConsoleError('hsm.object-missing', { facts: { reference } });
      });
    },
    async listObjects() {
      await Promise.resolve();
      if (state.kind !== 'logged-in') throw new ConsoleError('hsm.disconnected');
      return [...keys.keys()].map((reference) => objectOf(keyOf(reference as HsmReference, 'KEY')));
    },
    wrapForImport: (request: WrapRequest) =>
      call('wrapForImport', () => {
        const material = keys.get(request.reference);
        if (material === undefined) throw new ConsoleError('hsm.object-missing');
        const key = createPublicKey({ key: Buffer.from(request.publicKeyDer), format: 'der', type: 'spki' });
        const oaepHash = request.algorithm === 'RSAES_OAEP_SHA_256' ? 'sha256' : 'sha1';
        return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, material);
      }),
  };
  return fake as FakeHsm & Hsm;
}
