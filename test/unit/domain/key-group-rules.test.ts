import { describe, expect, it } from 'vitest';
import type { Key, KeyGroup } from '../../../electron/domain/entities';
import {
  addPeriod,
  contradiction,
  keyGroupState,
  nextRotationAt,
  shownKeyState,
} from '../../../electron/domain/key-group-rules';
import type { KeyGroupInput } from '../../../shared/schemas/key-groups';
import { groupInput } from '../../support/group-input';

const input = (more: Partial<KeyGroupInput> = {}): KeyGroupInput => ({
  ...groupInput('Payments', 'c'.repeat(32)),
  ...more,
});
const group = (lastRotatedAt: string | null, more: Partial<KeyGroupInput> = {}) =>
  ({ template: input(more), lastRotatedAt }) as KeyGroup;
const key = (state: Key['state'], more: Partial<Key> = {}) =>
  ({ state, validUntil: null, materialExpiresAt: null, ...more }) as Key;
const days = (count: number) => ({ count, unit: 'days' as const });
const utc = (day: string): Date => new Date(`2026-${day}T00:00:00Z`);

describe('fields of a key group', () => {
  it('fit together', () => {
    expect(
      contradiction(input({ rotateKey: true, rotateEvery: days(90), keepKeyValidFor: { count: 1, unit: 'years' } })),
    ).toBeNull();
  });

  it.each([
    ['rotating without a time', { rotateKey: true, rotateEvery: null }, 'rotateEvery', 'needed'],
    [
      'a cryptoperiod that is not longer than the rotation',
      { rotateEvery: days(90), keepKeyValidFor: days(90) },
      'keepKeyValidFor',
      'longer-than-rotate-every',
    ],
    [
      'a tag twice',
      {
        tags: [
          { key: 'a', value: '' },
          { key: 'a', value: 'b' },
        ],
      },
      'tags',
      'repeated',
    ],
    ['a tag of the console’s own', { tags: [{ key: 'kmes:job', value: '' }] }, 'tags', 'reserved'],
  ] as const)('contradict each other: %s', (_what, more, field, rule) => {
    expect(contradiction(input(more as Partial<KeyGroupInput>))).toEqual({ field, rule });
  });
});

describe('periods', () => {
  it('of months end on the last day of a shorter month', () => {
    expect(addPeriod(new Date('2026-01-31T12:00:00Z'), { count: 1, unit: 'months' }).toISOString()).toBe(
      '2026-02-28T12:00:00.000Z',
    );
  });
});

describe('the state of a group', () => {
  const rotating = { rotateKey: true, rotateEvery: days(30) };
  it('follows from its key, its time and its job', () => {
    const last = '2026-01-01T00:00:00.000Z';
    const state = (now: Date, keys = [key('Active')], job: Parameters<typeof keyGroupState>[2] = null) =>
      keyGroupState(group(last, rotating), keys, job, now);
    expect(state(utc('01-30'))).toBe('Active');
    expect(state(utc('01-31'))).toBe('Rotation due');
    expect(state(utc('02-01'))).toBe('Rotation overdue');
    expect(state(utc('02-01'), [])).toBe('Ready');
    expect(state(utc('01-02'), [key('Disabled')])).toBe('Disabled');
    expect(state(utc('01-02'), [key('Active')], 'Needs attention')).toBe('Needs attention');
  });

  it('is never due without a key or without rotation', () => {
    expect(nextRotationAt(group(null, rotating))).toBeNull();
    expect(nextRotationAt(group('2026-01-01T00:00:00.000Z', { rotateEvery: days(30) }))).toBeNull();
  });
});

describe('the state shown of a key', () => {
  it('is Expired once its cryptoperiod or its material in AWS is over, while it lives', () => {
    const over = { validUntil: '2026-01-31T00:00:00.000Z' };
    expect(shownKeyState(key('Active', over), utc('01-30'))).toBe('Active');
    expect(shownKeyState(key('Active', over), utc('01-31'))).toBe('Expired');
    expect(shownKeyState(key('Superseded', { materialExpiresAt: over.validUntil }), utc('02-01'))).toBe('Expired');
    expect(shownKeyState(key('Destroyed', over), utc('02-01'))).toBe('Destroyed');
  });
});
