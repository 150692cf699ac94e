// RFC 5649 unwrapping: the RFC's own examples, agreement with OpenSSL at every length, and refusal of any change.
import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unwrapKeyWithPadding } from '../../../electron/evaluation/crypto/aes-key-unwrap';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

function wrapWithOpenSsl(key: Buffer, plaintext: Buffer): Buffer {
  const cipher = createCipheriv('id-aes256-wrap-pad', key, hex('A65959A6'));
  return Buffer.concat([cipher.update(plaintext), cipher.final()]);
}

describe('unwrapKeyWithPadding', () => {
  // RFC 5649, section 6.
  const key = hex('5840df6e29b02af1 ab493b705bf16ea1 ae8338f4dcc176a8');

  it('opens the example of 20 bytes', () => {
    const wrapped = hex('138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a');
    expect(unwrapKeyWithPadding(key, wrapped)).toEqual(hex('c37b7e6492584340bed12207808941155068f738'));
  });

  it('opens the example of 7 bytes', () => {
    expect(unwrapKeyWithPadding(key, hex('afbeb0f07dfbf5419200f2ccb50bb24f'))).toEqual(hex('466f7250617369'));
  });

  it('agrees with OpenSSL at every length up to 64 bytes, and at the size of a private key', () => {
    const fresh = randomBytes(32);
    for (const length of [...Array.from({ length: 64 }, (_, index) => index + 1), 2374]) {
      const plaintext = randomBytes(length);
      expect(unwrapKeyWithPadding(fresh, wrapWithOpenSsl(fresh, plaintext))).toEqual(plaintext);
    }
  });

  it('refuses every changed byte, another key and lengths that cannot be', () => {
    const fresh = randomBytes(32);
    const wrapped = wrapWithOpenSsl(fresh, randomBytes(20));
    for (let index = 0; index < wrapped.length; index += 1) {
      const changed = Buffer.from(wrapped);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(unwrapKeyWithPadding(fresh, changed)).toBeNull();
    }
    expect(unwrapKeyWithPadding(randomBytes(32), wrapped)).toBeNull();
    expect(unwrapKeyWithPadding(fresh, wrapped.subarray(0, 12))).toBeNull();
    expect(unwrapKeyWithPadding(randomBytes(5), wrapped)).toBeNull();
  });
});
