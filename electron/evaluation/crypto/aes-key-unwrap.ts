// AES Key Wrap with Padding (RFC 5649), unwrapping. By hand over AES-ECB: the cipher library of Electron has no
// `id-aes256-wrap-pad`, and the simulator runs there as well as under plain Node.
import { createDecipheriv } from 'node:crypto';

const SEMIBLOCK = 8;
/** RFC 5649 section 3: the high half of the alternative initial value; the low half is the length of the plaintext. */
const ALTERNATIVE_IV = 0xa65959a6;

/** `key`: 16, 24 or 32 bytes. The plaintext, or null when `wrapped` was not made with this key or was changed. */
export function unwrapKeyWithPadding(key: Buffer, wrapped: Buffer): Buffer | null {
  if (![16, 24, 32].includes(key.length) || wrapped.length < 2 * SEMIBLOCK || wrapped.length % SEMIBLOCK !== 0) {
    return null;
  }
  const { initial, blocks } = wrapped.length === 2 * SEMIBLOCK ? unwrapOne(key, wrapped) : unwrapMany(key, wrapped);
  const length = initial.readUInt32BE(4);
  const padding = blocks.length - length;
  const sound = initial.readUInt32BE(0) === ALTERNATIVE_IV && padding >= 0 && padding < SEMIBLOCK;
  if (!sound || blocks.subarray(length).some((byte) => byte !== 0)) return null;
  return blocks.subarray(0, length);
}

interface Unwrapped {
  /** 8 bytes: the initial value as it comes out. */
  readonly initial: Buffer;
  readonly blocks: Buffer;
}

/** RFC 5649 section 4.2: up to 8 bytes of plaintext are one AES block. */
function unwrapOne(key: Buffer, wrapped: Buffer): Unwrapped {
  const block = decryptBlock(key, wrapped);
  return { initial: block.subarray(0, SEMIBLOCK), blocks: block.subarray(SEMIBLOCK) };
}

/** RFC 3394 section 2.2.2, the index based unwrapping. */
function unwrapMany(key: Buffer, wrapped: Buffer): Unwrapped {
  const blocks = Buffer.from(wrapped.subarray(SEMIBLOCK));
  const count = blocks.length / SEMIBLOCK;
  let initial = wrapped.readBigUInt64BE(0);
  for (let step = 6 * count; step >= 1; step -= 1) {
    const at = ((step - 1) % count) * SEMIBLOCK;
    const block = Buffer.alloc(2 * SEMIBLOCK);
    block.writeBigUInt64BE(initial ^ BigInt(step), 0);
    blocks.copy(block, SEMIBLOCK, at, at + SEMIBLOCK);
    const opened = decryptBlock(key, block);
    initial = opened.readBigUInt64BE(0);
    opened.copy(blocks, at, SEMIBLOCK);
  }
  const value = Buffer.alloc(SEMIBLOCK);
  value.writeBigUInt64BE(initial);
  return { initial: value, blocks };
}

function decryptBlock(key: Buffer, block: Buffer): Buffer {
  const decipher = createDecipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  return Buffer.concat([decipher.update(block), decipher.final()]);
}
