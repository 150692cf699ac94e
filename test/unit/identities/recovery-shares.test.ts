// The recovery secret: any two of three shares make it again, one says nothing, and a slip of the pen is noticed.
import { describe, expect, it } from 'vitest';
import { joinShares, makeShares, readShare } from '../../../electron/services/recovery/shares';

const read = (share: string) => {
  const found = readShare(share);
  if (found === null) throw new Error('unreadable share');
  return found;
};

describe('recovery shares', () => {
  it('are three, and any two of them make the secret, in either order', async () => {
    const { secret, shares } = await makeShares();
    expect(Buffer.from(secret, 'base64')).toHaveLength(20);
    expect(shares).toHaveLength(3);
    for (const first of shares) {
      for (const second of shares) {
        const joined = await joinShares(read(first), read(second));
        expect(joined).toBe(first === second ? null : secret);
      }
    }
  });

  it('are fresh each time, and two of different sets make nothing', async () => {
    const [one, other] = [await makeShares(), await makeShares()];
    expect(one.secret).not.toBe(other.secret);
    expect(await joinShares(read(one.shares[0] ?? ''), read(other.shares[1] ?? ''))).toBeNull();
  });

  it('are read in any case, with spaces, dashes or nothing between the groups', async () => {
    const { shares } = await makeShares();
    const [share = ''] = shares;
    expect(share).toMatch(/^([A-Z2-7]{4}-){11}[A-Z2-7]{4}$/);
    for (const typed of [share.toLowerCase(), share.replaceAll('-', ' '), share.replaceAll('-', ''), ` ${share} `]) {
      expect(readShare(typed)).toEqual(read(share));
    }
  });

  it('with any one character wrong, two swapped, or one missing are noticed', async () => {
    const { shares } = await makeShares();
    const plain = (shares[0] ?? '').replaceAll('-', '');
    for (let place = 0; place < plain.length; place += 1) {
      const wrong = plain[place] === 'A' ? 'B' : 'A';
      expect(readShare(plain.slice(0, place) + wrong + plain.slice(place + 1))).toBeNull();
      const swapped = plain.slice(0, place) + (plain[place + 1] ?? '') + (plain[place] ?? '') + plain.slice(place + 2);
      if (swapped !== plain) expect(readShare(swapped)).toBeNull();
    }
    for (const typed of ['', plain.slice(1), `${plain}A`, '0'.repeat(48), 'x'.repeat(100_000)]) {
      expect(readShare(typed)).toBeNull();
    }
  });
});
