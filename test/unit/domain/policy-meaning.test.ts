// AWS stores a key policy in its own spelling: the same meaning must compare as the same, another meaning never.
import { describe, expect, it } from 'vitest';
import { samePolicyMeaning } from '../../../electron/domain/policy-meaning';

const policy = (statement: object | readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statement });
const allow = (over: object = {}): object => ({
  Sid: 'Administration',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'kms:*',
  Resource: '*',
  ...over,
});

describe('two key policies', () => {
  it.each([
    ['one statement alone or in a list', policy(allow()), policy([allow()])],
    ['an account id and its root', policy(allow({ Principal: { AWS: '111122223333' } })), policy(allow())],
    ['one action alone or in a list', policy(allow({ Action: ['kms:*'] })), policy(allow())],
    [
      'actions in another order and case',
      policy(allow({ Action: ['kms:Encrypt', 'kms:Decrypt'] })),
      policy(allow({ Action: ['KMS:decrypt', 'kms:encrypt'] })),
    ],
    [
      'members in another order, other white space',
      policy(allow()),
      JSON.stringify({ Statement: [allow()], Version: '2012-10-17' }, null, 4),
    ],
    ['statements in another order', policy([allow(), allow({ Sid: 'b' })]), policy([allow({ Sid: 'b' }), allow()])],
  ])('are the same: %s', (_what, a, b) => {
    expect(samePolicyMeaning(a, b)).toBe(true);
    expect(samePolicyMeaning(b, a)).toBe(true);
  });

  it.each([
    ['another principal', policy(allow()), policy(allow({ Principal: { AWS: '444455556666' } }))],
    ['everyone instead of an account', policy(allow()), policy(allow({ Principal: '*' }))],
    [
      'one action more',
      policy(allow({ Action: ['kms:Encrypt'] })),
      policy(allow({ Action: ['kms:Encrypt', 'kms:Decrypt'] })),
    ],
    ['deny instead of allow', policy(allow()), policy(allow({ Effect: 'Deny' }))],
    ['a condition', policy(allow()), policy(allow({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }))],
    [
      'a condition’s value in another case',
      policy(allow({ Condition: { StringEquals: { 'aws:PrincipalTag/a': 'X' } } })),
      policy(allow({ Condition: { StringEquals: { 'aws:PrincipalTag/a': 'x' } } })),
    ],
    ['a statement more', policy([allow()]), policy([allow(), allow({ Sid: 'b' })])],
    ['what is no JSON', policy(allow()), '{'],
  ])('differ: %s', (_what, a, b) => {
    expect(samePolicyMeaning(a, b)).toBe(false);
    expect(samePolicyMeaning(b, a)).toBe(false);
  });
});
