import { describe, expect, it } from 'vitest';
import { dueReimports, dueWarnings, reimportAt } from '../../../electron/domain/expiry-rules';
import type { Key } from '../../../electron/domain/entities';
import { groupRow, keyRow } from '../../support/builders/store-rows';
import { idOf } from '../../support/builders/views';

const now = new Date('2026-03-10T12:00:00.000Z');
const dayMs = 86_400_000;
const inDays = (days: number): string => new Date(now.getTime() + days * dayMs).toISOString();
const row = groupRow({});
const group = (reimportDaysBefore: number | null) => ({
  ...row,
  template: { ...row.template, materialExpiresInDays: 90, reimportDaysBefore },
});
const held: Partial<Key> = {
  ...{ state: 'Active', hsmReference: 'ab'.repeat(16), kmsKeyId: 'k', keyMaterialId: 'm' },
  ...{ importedAt: inDays(-60), supersededAt: null, validUntil: null, materialDeletedAt: null },
};
const key = (over: Partial<Key> = {}): Key => keyRow({ ...held, materialExpiresAt: inDays(10), ...over });

describe('material that expires', () => {
  it('is imported again so many days before, with every other version that falls due within a day of it', () => {
    const keys = [
      key({ id: idOf(1), materialExpiresAt: inDays(14.5) }),
      key({ id: idOf(2), state: 'Superseded', supersededAt: inDays(-5), materialExpiresAt: inDays(13) }),
      key({ id: idOf(3), materialExpiresAt: inDays(40) }),
    ];
    expect(dueReimports(group(14), keys, now).map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
    expect(dueReimports(group(12), keys, now)).toEqual([]);
  });

  it('is imported again even when it has expired while nobody looked', () => {
    expect(dueReimports(group(14), [key({ materialExpiresAt: inDays(-3) })], now)).toHaveLength(1);
  });

  it('is imported again where it has no id, as that of HMAC keys', () => {
    expect(dueReimports(group(14), [key({ keyMaterialId: null })], now)).toHaveLength(1);
    expect(dueWarnings(key({ keyMaterialId: null }), now)).toMatchObject([{ of: 'material', days: 30 }]);
  });

  it.each([
    ['30 days, in a group that was changed to 60 days ahead', 60, -14, 16, false],
    ['30 days, half of which are over', 60, -15, 15, true],
    ['10 days that a push had left of it', 14, 0, 10, false],
    ['10 days that a push had left of it, half of which are over', 14, -5, 5, true],
    ['1 day', 14, -0.5, 0.5, false],
    ['1 day that is over', 14, -1, 0, true],
  ])('is not imported again before half of its life is over: %s', (_what, ahead, imported, expires, due) => {
    const found = key({ importedAt: inDays(imported), materialExpiresAt: inDays(expires) });
    expect(dueReimports(group(ahead), [found], now)).toHaveLength(due ? 1 : 0);
  });

  it('is left to people where its last import gave it less than a day', () => {
    expect(reimportAt(group(14), key({ importedAt: inDays(0), materialExpiresAt: inDays(0.3) }))).toBeNull();
  });

  it.each([
    ['was deleted on purpose', { materialDeletedAt: inDays(-1), state: 'Material deleted' }],
    ['was deleted on purpose, whatever the state says', { materialDeletedAt: inDays(-1) }],
    ['is not held', { hsmReference: null, state: 'Material not held' }],
    ['belongs to a key that AWS will delete', { state: 'Pending deletion' }],
    ['does not expire', { materialExpiresAt: null }],
    ['never came to AWS', { kmsKeyId: null, state: 'Generated' }],
    ['was never imported', { importedAt: null }],
  ] as const)('is never imported again where it %s', (_why, over) => {
    expect(reimportAt(group(14), key(over))).toBeNull();
  });

  it('is left to people where the group says so', () => {
    expect(reimportAt(group(null), key())).toBeNull();
  });
});

describe('warnings of an end', () => {
  it.each([
    [31, []],
    [30, [30]],
    [10, [30]],
    [7, [7]],
    [1, [1]],
    [0.5, [1]],
    [0, [0]],
    [-400, [0]],
  ])('%d days ahead are %j', (days, expected) => {
    const found = dueWarnings(key({ materialExpiresAt: inDays(days) }), now);
    expect(found.map((warning) => warning.days)).toEqual(expected);
  });

  it('are given once for each step, and anew once the material was imported again', () => {
    const at = inDays(6);
    const warned = (days: number, of = at) => key({ materialExpiresAt: at, warned: { material: { of, days } } });
    expect(dueWarnings(warned(30), now)).toMatchObject([{ of: 'material', days: 7 }]);
    expect(dueWarnings(warned(7), now)).toEqual([]);
    expect(dueWarnings(warned(1, inDays(-80)), now)).toMatchObject([{ days: 7 }]);
  });

  it('of validity are given for the active key, not for a superseded one', () => {
    const over = { materialExpiresAt: null, validUntil: inDays(5) };
    expect(dueWarnings(key(over), now)).toMatchObject([{ of: 'validity', days: 7 }]);
    expect(dueWarnings(key({ ...over, state: 'Superseded', supersededAt: inDays(-1) }), now)).toEqual([]);
  });
});
