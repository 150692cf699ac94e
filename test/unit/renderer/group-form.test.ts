// The key group editor: what it refuses, where, and that what it sends is what main takes.
import { describe, expect, it } from 'vitest';
import { keyGroupInput } from '../../../shared/schemas/key-groups';
import {
  groupFormOf,
  groupInputOf,
  newGroupForm,
  suggestedAlias,
  type GroupFormValues,
} from '../../../renderer/features/keys/group-form';
import { fieldsWithProblems, groupProblems, groupTabOf } from '../../../renderer/features/keys/group-problems';
import { aKeyGroup } from '../../support/builders/views';

const daily = { startsOn: '2026-03-01', timeOfDay: '02:00', timeZone: 'Europe/Berlin' };
const alone = { takenNames: [], findings: [] };
const filled = (over: Partial<GroupFormValues> = {}): GroupFormValues => ({
  ...newGroupForm,
  name: 'payments-eu',
  credentialId: '1'.repeat(32),
  alias: 'alias/payments-eu',
  region: 'eu-central-1',
  rotationMethod: 'same-key',
  ...over,
});

describe('the key group form', () => {
  it('has no preset for the rotation method', () => {
    expect(newGroupForm.rotationMethod).toBeNull();
    expect(groupProblems(filled({ rotationMethod: null }), alone)).toEqual({ rotationMethod: 'choose' });
  });

  it('lists problems in the order of the fields, each with its tab', () => {
    const fields = fieldsWithProblems(groupProblems({ ...newGroupForm, owner: 'x'.repeat(129) }, alone));
    expect(fields).toEqual(['name', 'credentialId', 'owner', 'alias', 'region', 'rotationMethod']);
    expect(fields.map(groupTabOf)).toEqual(['group', 'group', 'info', 'aws', 'aws', 'aws']);
  });

  it('wants Keep key valid for longer than Rotate Every, across units', () => {
    const periods = (every: [string, 'weeks' | 'months'], keep: [string, 'days' | 'years']) =>
      groupProblems(
        filled({
          rotateEvery: { count: every[0], unit: every[1] },
          keepKeyValidFor: { count: keep[0], unit: keep[1] },
        }),
        alone,
      );
    expect(periods(['52', 'weeks'], ['364', 'days'])).toEqual({ 'keepKeyValidFor.count': 'longer-than-rotate-every' });
    expect(periods(['52', 'weeks'], ['365', 'days'])).toEqual({});
    expect(periods(['12', 'months'], ['1', 'years'])).toEqual({ 'keepKeyValidFor.count': 'longer-than-rotate-every' });
  });

  it('does not compare with a schedule that is off', () => {
    const values = filled({
      rotateKey: false,
      rotateEvery: { count: '9', unit: 'years' },
      keepKeyValidFor: { count: '1', unit: 'days' },
    });
    expect(groupProblems(values, alone)).toEqual({});
    expect(groupInputOf(values)?.rotateEvery).toBeNull();
  });

  it.each(['', '0', '-1', '1.5', '3651', '1e3'])('refuses %j as a number of periods', (count) => {
    expect(groupProblems(filled({ rotateEvery: { count, unit: 'days' } }), alone)).toEqual({
      'rotateEvery.count': 'period',
    });
  });

  it('refuses a policy with an error and takes one with warnings', () => {
    const policy = { text: '{}', fileName: 'policy.json' };
    const finding = { code: 'wildcard-principal', statement: 1, detail: '' } as const;
    expect(
      groupProblems(filled({ policy }), { takenNames: [], findings: [{ ...finding, severity: 'error' }] }),
    ).toEqual({ policy: 'policy' });
    expect(
      groupProblems(filled({ policy }), { takenNames: [], findings: [{ ...finding, severity: 'warning' }] }),
    ).toEqual({});
  });

  it('refuses reserved and repeated tags beside the field they are in', () => {
    const tags = [
      { key: 'team', value: 'a' },
      { key: 'team', value: 'b' },
      { key: 'kmes:group', value: '' },
      { key: 'aws:x', value: '#' },
    ];
    expect(groupProblems(filled({ tags }), alone)).toEqual({
      'tags.1.key': 'tag-repeated',
      'tags.2.key': 'tag-key',
      'tags.3.key': 'tag-key',
      'tags.3.value': 'tag-value',
    });
  });

  it.each([
    ['alias', 'payments', 'alias'],
    ['alias', 'alias/aws/kms', 'alias'],
    ['region', 'Frankfurt', 'region'],
    ['activeKeyId', 'arn:aws:kms:eu-central-1:111122223333:key/1', 'key-id'],
  ] as const)('refuses %s %s', (field, value, problem) => {
    expect(groupProblems(filled({ [field]: value }), alone)).toEqual({ [field]: problem });
  });

  it('refuses a schedule without a day, and a time zone that does not exist, only where there is a schedule', () => {
    const schedule = { ...newGroupForm.schedule, startsOn: '', timeZone: 'Mars/Olympus' };
    expect(groupProblems(filled({ scheduled: true, schedule }), alone)).toEqual({
      'schedule.startsOn': 'date',
      'schedule.timeZone': 'time-zone',
    });
    expect(groupProblems(filled({ scheduled: false, schedule }), alone)).toEqual({});
    expect(groupProblems(filled({ scheduled: true, rotateKey: false, schedule }), alone)).toEqual({});
  });

  it('sends what the schema of main takes, and a stored group comes back as it was', () => {
    const input = groupInputOf(filled({ materialExpires: true, tags: [{ key: ' team ', value: 'payments' }] }));
    expect(keyGroupInput.parse(input)).toEqual(input);
    const group = aKeyGroup({ keepKeyValidFor: null, policy: '{}', materialExpiresInDays: 30 });
    expect(groupInputOf(groupFormOf(group))).toEqual({
      ...keyGroupInput.parse(group),
      schedule: null,
      reimportDaysBefore: null,
    });
    const schedule = { ...daily, onlyWithinDaysOfExpiry: 14 };
    const scheduled = aKeyGroup({ keepKeyValidFor: null, schedule, materialExpiresInDays: 30, reimportDaysBefore: 7 });
    expect(groupInputOf(groupFormOf(scheduled))).toEqual(keyGroupInput.parse(scheduled));
  });
});

describe('the suggested alias', () => {
  it.each([
    ['Payments EU', 'alias/payments-eu'],
    ['  Zürich / prod  ', 'alias/zurich-/-prod'],
    ['مفاتيح', 'alias/'],
  ])('of %j is %s', (name, alias) => {
    expect(suggestedAlias(name)).toBe(alias);
  });
});
