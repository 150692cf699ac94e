// Messages own their bytes: nothing of a shared pool goes along, and nothing is left once they are wiped.
import { describe, expect, it } from 'vitest';
import { plainBytes, wipeBytes } from '../../../electron/adapters/pkcs11/plain-bytes';

describe('a message', () => {
  it('has byte arrays that own exactly their bytes', () => {
    const pooled = Buffer.from('abc');
    expect(pooled.buffer.byteLength).toBeGreaterThan(3);
    const message = plainBytes({
      args: [pooled, { deep: pooled.subarray(1) }],
      text: 'x',
      none: null,
      list: [1, true],
    }) as {
      args: [Uint8Array, { deep: Uint8Array }];
    };
    expect(message.args[0].buffer.byteLength).toBe(3);
    expect(message.args[1].deep).toEqual(Uint8Array.from([98, 99]));
    expect(message.args[1].deep.buffer.byteLength).toBe(2);
    expect(message).toMatchObject({ text: 'x', none: null, list: [1, true] });
  });

  it('is wiped wherever its bytes are', () => {
    const message = plainBytes({ args: [Buffer.from('pin'), { deep: Buffer.from('key') }] }) as {
      args: [Uint8Array, { deep: Uint8Array }];
    };
    wipeBytes(message);
    expect([...message.args[0], ...message.args[1].deep]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
