// ECDSA signatures and points of a token, in the form the rest of the world reads.
import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareP256Point, ecdsaDer } from '../../../electron/adapters/pkcs11/host/public-keys';

describe('an ECDSA signature', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  it('verifies as DER, whatever its numbers begin with', () => {
    for (let n = 0; n < 300; n += 1) {
      const data = createHash('sha256').update(String(n)).digest();
      const raw = sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      expect(verify('sha256', data, { key: publicKey, dsaEncoding: 'der' }, ecdsaDer(raw))).toBe(true);
    }
  });

  it('is minimal DER for any r and s', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (raw) => {
        const der = ecdsaDer(raw);
        expect(der[0]).toBe(0x30);
        expect(der[1]).toBe(der.length - 2);
        const [r, rest] = readInteger(der.subarray(2));
        const [s, none] = readInteger(rest);
        expect(none).toHaveLength(0);
        expect([r, s]).toEqual([numberOf(raw.subarray(0, 32)), numberOf(raw.subarray(32))]);
      }),
    );
  });

  it('of another length is none', () => {
    expect(() => ecdsaDer(new Uint8Array(63))).toThrow(expect.objectContaining({ code: 'hsm.failed' }) as Error);
  });
});

describe('a CKA_EC_POINT', () => {
  const point = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]);

  it('is read bare and inside its OCTET STRING', () => {
    expect(bareP256Point(point)).toEqual(point);
    expect(bareP256Point(Buffer.concat([Buffer.from([0x04, 65]), point]))).toEqual(point);
  });

  it('that is compressed, short or not there is refused', () => {
    for (const value of [null, Buffer.alloc(0), Buffer.alloc(33, 2), Buffer.alloc(65, 7)]) {
      expect(() => bareP256Point(value)).toThrow(expect.objectContaining({ code: 'hsm.failed' }) as Error);
    }
  });
});

/** Reads one DER INTEGER and checks that it is positive and has no needless leading zero. */
function readInteger(der: Uint8Array): [bigint, Uint8Array] {
  expect(der[0]).toBe(0x02);
  const length = der[1]!;
  const value = der.subarray(2, 2 + length);
  expect(value[0]! & 0x80).toBe(0);
  if (length > 1 && value[0] === 0) expect(value[1]! & 0x80).toBe(0x80);
  return [numberOf(value), der.subarray(2 + length)];
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
}
