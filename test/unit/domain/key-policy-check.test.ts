import { describe, expect, it } from 'vitest';
import { checkKeyPolicy } from '../../../electron/domain/key-policy-check';

const account = '111122223333';
const root = {
  Sid: 'Owner',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: 'kms:*',
  Resource: '*',
};
const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const codes = (text: string, accountId: string | null = account): string[] =>
  checkKeyPolicy(text, accountId).map(({ code, severity }) => `${severity} ${code}`);

describe('a key policy', () => {
  it('that gives the account its key is fine', () => {
    expect(codes(policy(root))).toEqual([]);
  });

  it.each([
    ['that is no JSON', '{', ['error not-json']],
    ['that is a list', '[]', ['error not-an-object']],
    ['without statements', '{"Statement":[]}', ['error no-statement']],
    ['of more than 32 KiB', policy({ ...root, Sid: 'x'.repeat(33_000) }), ['error too-large']],
  ])('%s is refused', (_what, text, found) => {
    expect(codes(text)).toEqual(found);
  });

  it.each([
    ['lets anyone in', { ...root, Principal: '*' }, 'error wildcard-principal'],
    [
      'lets anyone in under a condition',
      { ...root, Principal: { AWS: '*' }, Condition: { StringEquals: { 'kms:CallerAccount': account } } },
      'warning wildcard-principal',
    ],
    [
      'lets another account in',
      { ...root, Principal: { AWS: 'arn:aws:iam::999999999999:root' } },
      'warning foreign-account',
    ],
    ['has a statement without action', { ...root, Action: undefined }, 'error statement-without-action'],
    ['has a statement without resource', { ...root, Resource: undefined }, 'error statement-without-resource'],
    ['has an effect nobody knows', { ...root, Effect: 'allow' }, 'error unknown-effect'],
  ])('that %s is told so, with the number of the statement', (_what, statement, finding) => {
    const found = checkKeyPolicy(policy(root, statement), account);
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toContain(finding);
    expect(found.find(({ code }) => finding.endsWith(code))?.statement).toBe(2);
  });

  it('that would lock everybody out is refused', () => {
    expect(codes(policy({ ...root, Action: ['kms:Encrypt', 'kms:Decrypt'] }))).toContain('error no-put-key-policy');
    expect(codes(policy({ ...root, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }))).toContain(
      'error no-put-key-policy',
    );
  });

  it('that only one user can change is warned about', () => {
    expect(codes(policy({ ...root, Principal: { AWS: `arn:aws:iam::${account}:user/ada` } }))).toEqual([
      'warning no-root-or-administrator',
    ]);
  });
});
