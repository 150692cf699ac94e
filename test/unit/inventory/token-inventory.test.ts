// The rule that says what each object of the token is to the console.
import { describe, expect, it } from 'vitest';
import { classifyObjects, isNamedByConsole, type KnownReferences } from '../../../electron/domain/token-inventory';
import { keyRow } from '../../support/builders/store-rows';

const reference = (digit: string): string => digit.repeat(32);
const secret = (digit: string, change: { label?: string; value?: string } = {}) => ({
  objectClass: 'secret-key' as const,
  id: reference(digit),
  label: change.label ?? `KEY ${reference(digit)}`,
  checkValue: { method: 'AES_ECB_ZEROS', value: change.value ?? 'A1B2C3' },
});
const key = (digit: string, change: Parameters<typeof keyRow>[0] = {}) =>
  keyRow({
    ...{ id: reference(digit), name: `key ${digit}`, hsmReference: reference(digit) },
    checkValue: { method: 'AES_ECB_ZEROS', value: 'A1B2C3' },
    ...change,
  });
const known = (change: Partial<KnownReferences> = {}): KnownReferences => ({
  ...{ keys: [], openJobs: new Set<string>(), anchor: reference('e'), sealing: reference('f') },
  ...change,
});
const kinds = (...given: Parameters<typeof classifyObjects>) =>
  classifyObjects(...given).map(({ kind, problems }) => [kind, ...problems]);

describe('an object of the token', () => {
  it('is a key of the console when a row names its reference', () => {
    const [item] = classifyObjects([secret('1')], known({ keys: [key('1')] }));
    expect(item).toMatchObject({ kind: 'key', problems: [], key: { name: 'key 1' } });
  });

  it('is one of the console’s own keys, both halves and the sealing key', () => {
    const pair = (['private-key', 'public-key'] as const).map((objectClass) => ({
      ...secret('e'),
      objectClass,
      checkValue: null,
    }));
    expect(kinds([...pair, secret('f')], known())).toEqual([['console'], ['console'], ['console']]);
  });

  it('is an orphan when it is named as the console names keys, and a job’s while the job is open', () => {
    expect(kinds([secret('1')], known())).toEqual([['orphan']]);
    expect(kinds([secret('1')], known({ openJobs: new Set([reference('1')]) }))).toEqual([['job']]);
  });

  it('is foreign otherwise, also without an id', () => {
    const objects = [secret('1', { label: 'backup' }), { ...secret('2'), id: '', label: '' }];
    expect(kinds(objects, known())).toEqual([['foreign'], ['foreign']]);
    expect(isNamedByConsole({ id: 'ab', label: 'x ab' })).toBe(false);
  });

  it('is a problem when it is there twice, is another key by its check value, or should be destroyed', () => {
    expect(kinds([secret('1'), secret('1')], known({ keys: [key('1')] }))).toEqual([
      ['key', 'duplicate'],
      ['key', 'duplicate'],
    ]);
    expect(kinds([secret('1', { value: '000000' })], known({ keys: [key('1')] }))).toEqual([['key', 'check-value']]);
    expect(kinds([secret('1')], known({ keys: [key('1', { state: 'Destroyed' })] }))).toEqual([['key', 'destroyed']]);
  });

  it('is not compared with a check value of another method', () => {
    const other = key('1', { checkValue: { method: 'AES_CMAC_ZEROS', value: '000000' } });
    expect(kinds([secret('1')], known({ keys: [other] }))).toEqual([['key']]);
  });
});

describe('a key whose object is not there', () => {
  it('is missing, and comes first; one that was destroyed or never held is not', () => {
    const keys = [key('1'), key('2', { state: 'Destroyed' }), key('3', { hsmReference: null })];
    expect(kinds([secret('4')], known({ keys }))).toEqual([['missing', 'missing'], ['orphan']]);
  });

  it('is not found in a private key that bears its reference', () => {
    const planted = { ...secret('1'), objectClass: 'private-key' as const };
    expect(kinds([planted], known({ keys: [key('1')] }))[0]).toEqual(['missing', 'missing']);
  });
});
