// RSA wrapping key pairs for GetParametersForImport: made off the main thread, a few ahead of time, each used once.
import { generateKeyPair } from 'node:crypto';

export const wrappingKeyBits = { RSA_2048: 2048, RSA_3072: 3072, RSA_4096: 4096 } as const;
export type WrappingKeySpec = keyof typeof wrappingKeyBits;

export interface WrappingKeyPair {
  /** DER SubjectPublicKeyInfo */
  readonly publicKey: Buffer;
  /** DER PKCS#8 */
  readonly privateKey: Buffer;
}

function newPair(spec: WrappingKeySpec): Promise<WrappingKeyPair> {
  return new Promise((done, reject) => {
    generateKeyPair(
      'rsa',
      {
        modulusLength: wrappingKeyBits[spec],
        publicExponent: 0x10001,
        publicKeyEncoding: { type: 'spki', format: 'der' },
        privateKeyEncoding: { type: 'pkcs8', format: 'der' },
      },
      (error, publicKey, privateKey) => {
        if (error === null) done({ publicKey, privateKey });
        else reject(error);
      },
    );
  });
}

export class WrappingKeyPool {
  readonly #ready = new Map<WrappingKeySpec, Promise<WrappingKeyPair>[]>();

  /** `ahead`: pairs kept ready per spec, once that spec was asked for (or warmed). */
  constructor(private readonly ahead: number) {}

  /** Begins making pairs of this spec. */
  warm(spec: WrappingKeySpec): void {
    const waiting = this.#ready.get(spec) ?? [];
    this.#ready.set(spec, waiting);
    while (waiting.length < this.ahead) {
      const pair = newPair(spec);
      // Its failure is told to whoever takes it.
      pair.catch(() => undefined);
      waiting.push(pair);
    }
  }

  /** A pair that nobody had before. */
  take(spec: WrappingKeySpec): Promise<WrappingKeyPair> {
    const pair = this.#ready.get(spec)?.shift() ?? newPair(spec);
    // One at a time: the next is begun only when this one is there, so that the asker is not kept waiting by it.
    void pair.then(
      () => this.warm(spec),
      () => undefined,
    );
    return pair;
  }
}
