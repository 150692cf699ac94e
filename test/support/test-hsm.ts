// An HSM in the test's own process, for what lies above the port: real cryptography, a PIN with flags, and a login that can be lost.
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  sign,
  type KeyObject,
  createHmac,
} from 'node:crypto';
import { ConsoleError } from '../../shared/errors';
import type {
  AnchorKey,
  Hsm,
  HsmCapabilities,
  HsmKey,
  HsmModule,
  HsmReference,
  HsmState,
  ModuleInfo,
  PinState,
  SealedBlob,
  TokenInfo,
  TokenObject,
} from '../../electron/ports/hsm';

export const testModuleSha256 = 'ab'.repeat(32);

export interface TestHsm extends Hsm {
  /** Calls by name, in order, with what tests want to count. */
  readonly calls: string[];
  pin: string;
  /** Wrong tries; at 2 the flag says final try, at 3 locked. */
  wrongTries: number;
  moduleSha256: string;
  software: boolean;
  /** The host process dies. */
  die(): void;
  readonly keys: Map<string, { readonly label: string; readonly value: Buffer; readonly hmac: boolean }>;
}

const capabilities: HsmCapabilities = {
  aesKeyGen: true,
  ...{ hmac224: true, hmac256: true, hmac384: true, hmac512: true },
  wrapOaepSha256: true,
  wrapOaepSha1: true,
  sealAesGcm: true,
  sealRsaOaep: true,
  signEcdsaP256: true,
  signRsaPss: true,
  checkValue: 'AES_ECB_ZEROS',
  localIsTruthful: true,
  repeatedIdIsSafe: true,
  probedAt: '2025-01-01T00:00:00.000Z',
};

/** One initialised token "Fake token"; `initializeToken` adds nothing but records the call. */
export function testHsm(options: { pin?: string; software?: boolean } = {}): TestHsm {
  const listeners = new Set<(state: HsmState) => void>();
  const keys: TestHsm['keys'] = new Map();
  const sealing = new Map<string, Buffer>();
  const anchors = new Map<string, { readonly privateKey: KeyObject; readonly anchor: AnchorKey }>();
  let current: HsmState = { kind: 'disconnected', reason: 'never-connected' };

  const pinState = (): PinState =>
    hsm.wrongTries >= 3 ? 'locked' : hsm.wrongTries === 2 ? 'final-try' : hsm.wrongTries === 1 ? 'count-low' : 'ok';
  const token = (): TokenInfo => ({
    slotId: '1',
    label: 'Fake token',
    serial: 'F00000001',
    manufacturer: 'Fake',
    model: 'F1',
    firmwareVersion: '1.0',
    initialized: true,
    pinState: pinState(),
    protectedAuthenticationPath: false,
    minPinLength: 4,
    maxPinLength: 255,
  });
  const become = (next: HsmState): void => {
    current = next;
    for (const listener of listeners) listener(next);
  };
  const connected = (kind: 'connected' | 'logged-in'): void =>
    become({ kind, token: token(), moduleSha256: hsm.moduleSha256 });
  const ready = (name: string): void => {
    hsm.calls.push(name);
    if (current.kind === 'disconnected')
      throw new ConsoleError('hsm.disconnected', { facts: { reason: current.reason } });
    if (current.kind !== 'logged-in') throw new ConsoleError('hsm.not-logged-in');
  };
  const load = (module: HsmModule): ModuleInfo => {
    if (module.approvedSha256 !== undefined && module.approvedSha256 !== hsm.moduleSha256) {
      throw new ConsoleError('hsm.module-changed', {
        facts: { sha256: hsm.moduleSha256, approvedSha256: module.approvedSha256 },
      });
    }
    return {
      path: module.path,
      sha256: hsm.moduleSha256,
      description: 'Fake module',
      manufacturer: 'Fake',
      libraryVersion: '1.0',
      cryptokiVersion: '2.40',
      software: hsm.software,
      tokens: [token()],
    };
  };
  const keyOf = (reference: string): HsmKey[] => {
    const found = keys.get(reference);
    if (found === undefined) return [];
    return [
      {
        type: found.hmac ? 'HMAC' : 'AES',
        reference: reference as HsmReference,
        label: found.label,
        lengthBits: found.value.length * 8,
        checkValue: found.hmac
          ? {
              method: `HMAC_SHA_${String(found.value.length * 8) as '256'}_ZEROS`,
              value: hmac(found.value, Buffer.alloc(16)).toString('hex').slice(0, 6),
            }
          : checkValueOf(found.value),
        sensitive: true,
        alwaysSensitive: true,
        extractable: true,
        local: true,
      },
    ];
  };

  const hsm: TestHsm = {
    calls: [],
    keys,
    pin: options.pin ?? '4711-test-pin',
    wrongTries: 0,
    moduleSha256: testModuleSha256,
    software: options.software ?? true,
    die: () => become({ kind: 'disconnected', reason: 'host-died' }),
    get state() {
      return current;
    },
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async inspect(module) {
      hsm.calls.push('inspect');
      return load(module);
    },
    async initializeToken(_module, { pin }) {
      hsm.calls.push('initializeToken');
      hsm.pin = pin;
      return token();
    },
    async connect(module, selector) {
      hsm.calls.push('connect');
      load(module);
      if (selector.label !== undefined && selector.label !== 'Fake token') throw new ConsoleError('hsm.token-missing');
      connected('connected');
      return token();
    },
    async login(pin, more = {}) {
      hsm.calls.push('login');
      if (current.kind === 'disconnected') throw new ConsoleError('hsm.disconnected');
      if (pinState() === 'locked') throw new ConsoleError('hsm.pin-locked');
      if (pinState() === 'final-try' && more.acceptFinalTry !== true) throw new ConsoleError('hsm.pin-final-try');
      if (pin !== hsm.pin) {
        hsm.wrongTries += 1;
        connected('connected');
        throw new ConsoleError('hsm.pin-incorrect', { facts: { pinState: pinState() } });
      }
      hsm.wrongTries = 0;
      connected('logged-in');
    },
    async logout() {
      hsm.calls.push('logout');
      if (current.kind === 'logged-in') connected('connected');
    },
    async probe() {
      ready('probe');
      return capabilities;
    },
    async generateHmacKey(reference, label, bits) {
      ready('generateHmacKey');
      if (!keys.has(reference)) keys.set(reference, { label, value: randomBytes(bits / 8), hmac: true });
      return keyOf(reference)[0] as HsmKey;
    },
    async mac(reference, message) {
      ready('mac');
      const found = keys.get(reference);
      if (found === undefined) throw new ConsoleError('hsm.object-missing');
      return hmac(found.value, message);
    },
    async generateAes256(reference, label) {
      ready('generateAes256');
      if (!keys.has(reference)) keys.set(reference, { label, value: randomBytes(32), hmac: false });
      return keyOf(reference)[0] as HsmKey;
    },
    async findKeys(reference) {
      ready('findKeys');
      return keyOf(reference);
    },
    async listObjects() {
      ready('listObjects');
      return [...keys.keys()].flatMap((reference) => keyOf(reference)).map(objectOf);
    },
    async wrapForImport(request) {
      ready('wrapForImport');
      const found = keys.get(request.reference);
      if (found === undefined) throw new ConsoleError('hsm.object-missing');
      const key = createPublicKey({ key: Buffer.from(request.publicKeyDer), format: 'der', type: 'spki' });
      const oaepHash = request.algorithm === 'RSAES_OAEP_SHA_256' ? 'sha256' : 'sha1';
      return new Uint8Array(publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, found.value));
    },
    async destroyKey(reference) {
      ready('destroyKey');
      if (!keys.delete(reference)) throw new ConsoleError('hsm.object-missing');
    },
    async ensureAnchorKey(reference) {
      ready('ensureAnchorKey');
      const known = anchors.get(reference);
      if (known !== undefined) return known.anchor;
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const anchor: AnchorKey = {
        reference,
        algorithm: 'ECDSA_SHA_256',
        publicKeyDer: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })),
      };
      anchors.set(reference, { privateKey, anchor });
      return anchor;
    },
    async sign(key, data) {
      ready('sign');
      const known = anchors.get(key.reference);
      if (known === undefined) throw new ConsoleError('hsm.object-missing');
      return new Uint8Array(sign('sha256', data, { key: known.privateKey, dsaEncoding: 'der' }));
    },
    async seal(reference, _anchor, context, plaintext) {
      ready('seal');
      const key = sealing.get(reference) ?? randomBytes(32);
      sealing.set(reference, key);
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(context);
      const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
      return {
        version: 1,
        method: 'AES_256_GCM',
        keyReference: reference,
        iv: iv.toString('base64'),
        ciphertext: ciphertext.toString('base64'),
      };
    },
    async unseal(blob: SealedBlob, _anchor, context) {
      ready('unseal');
      const key = sealing.get(blob.keyReference);
      if (key === undefined) throw new ConsoleError('hsm.object-missing');
      const bytes = Buffer.from(blob.ciphertext, 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(blob.iv ?? '', 'base64')).setAAD(context);
        decipher.setAuthTag(bytes.subarray(-16));
        return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]));
      } catch (cause) {
        throw new ConsoleError('hsm.seal-refused', { cause });
      }
    },
    async close() {
      hsm.calls.push('close');
      if (current.kind !== 'disconnected') become({ kind: 'disconnected', reason: 'logged-out' });
    },
  };
  return hsm;
}

/** A key as the list of the token shows it. */
export function objectOf({ reference, label, ...key }: HsmKey): TokenObject {
  return { objectClass: 'secret-key', keyType: 'AES', id: reference, label: `${label} ${reference}`, ...key };
}

function checkValueOf(value: Buffer): NonNullable<HsmKey['checkValue']> {
  const cipher = createCipheriv('aes-256-ecb', value, null).setAutoPadding(false);
  return {
    method: 'AES_ECB_ZEROS',
    value: cipher.update(Buffer.alloc(16)).subarray(0, 3).toString('hex').toUpperCase(),
  };
}

/** By the hash of the key's own length. */
function hmac(key: Buffer, message: Uint8Array): Buffer {
  return createHmac(`sha${String(key.length * 8)}`, key)
    .update(message)
    .digest();
}
