import { describe, expect, it } from 'vitest';
import type { KeyGroup } from '../../../electron/domain/entities';
import {
  monthlyPriceChange,
  planDigest,
  planRotation,
  planWarnings,
  plannedCalls,
  type AwsSide,
} from '../../../electron/domain/rotation-plan';
import type { KeyGroupInput } from '../../../shared/schemas/key-groups';
import { groupInput } from '../../support/group-input';

const keyId = '11111111-2222-3333-4444-555555555555';
const group = (more: Partial<KeyGroup> = {}, template: Partial<KeyGroupInput> = {}): KeyGroup =>
  ({
    id: 'g',
    revision: 3,
    activeKeyId: null,
    ...more,
    template: { ...groupInput('Payments', 'c'), ...template },
  }) as KeyGroup;
const nothing: AwsSide = {
  accountId: '1',
  aliasTarget: null,
  activeKey: null,
  pendingMaterialId: null,
  rotationsUsed: null,
};
const withKey = (more: Partial<NonNullable<AwsSide['activeKey']>> = {}, side: Partial<AwsSide> = {}): AwsSide => ({
  ...nothing,
  aliasTarget: keyId,
  rotationsUsed: 0,
  ...side,
  activeKey: { keyId, state: 'Enabled', origin: 'EXTERNAL', hadMaterial: true, currentKeyMaterialId: 'm', ...more },
});
const plan = (of: KeyGroup, generations: number, aws: AwsSide) =>
  planRotation(of, { lastGeneration: generations, everActive: generations > 0 }, aws, 'RSAES_OAEP_SHA_256');
const owning = { activeKeyId: keyId };

describe('the method of a rotation', () => {
  it('makes the first key where none is given', () => {
    expect(plan(group(), 0, nothing)).toMatchObject({ method: 'first-key', generation: 1, keyId: null });
  });

  it('takes a key given that never had material', () => {
    expect(
      plan(
        group(owning),
        0,
        withKey({ state: 'PendingImport', hadMaterial: false, currentKeyMaterialId: null }, { aliasTarget: null }),
      ),
    ).toMatchObject({
      method: 'adopt-key',
      keyId,
    });
  });

  it.each([
    ['of another origin', { origin: 'AWS_KMS' }, 'kms.key-origin'],
    ['that had material before', { hadMaterial: true }, 'kms.key-has-material'],
    ['that is disabled', { hadMaterial: false, state: 'Disabled' }, 'kms.invalid-state'],
  ] as const)('refuses a first key %s', (_what, more, code) => {
    expect(() => plan(group(owning), 0, withKey(more))).toThrow(code);
  });

  it('makes a new key behind the alias, or rotates in place, as the group says', () => {
    expect(plan(group(owning), 1, withKey()).method).toBe('new-key');
    expect(plan(group(owning, { rotationMethod: 'same-key' }), 1, withKey({}, { rotationsUsed: 3 }))).toMatchObject({
      method: 'same-key',
      rotationsLeft: 22,
      generation: 2,
    });
  });

  it('refuses the twenty-sixth rotation in place, and does not guess where the count cannot be read', () => {
    const same = group(owning, { rotationMethod: 'same-key' });
    expect(() => plan(same, 26, withKey({}, { rotationsUsed: 25 }))).toThrow('kms.limit-exceeded');
    expect(plan(same, 26, withKey({}, { rotationsUsed: null })).rotationsLeft).toBeNull();
  });

  it('never moves an alias whose target is not the group’s key', () => {
    expect(() => plan(group(), 0, { ...nothing, aliasTarget: keyId })).toThrow('kms.alias-elsewhere');
    expect(() => plan(group(owning), 1, withKey({}, { aliasTarget: 'another' }))).toThrow('kms.alias-elsewhere');
  });

  it('refuses to rotate in place while other material waits in AWS', () => {
    expect(() =>
      plan(group(owning, { rotationMethod: 'same-key' }), 1, withKey({}, { pendingMaterialId: 'p' })),
    ).toThrow('kms.invalid-state');
  });

  it('counts generations that never became active, and still makes the first key', () => {
    const history = { lastGeneration: 2, everActive: false };
    expect(planRotation(group(), history, nothing, 'RSAES_OAEP_SHA_1')).toMatchObject({
      method: 'first-key',
      generation: 3,
    });
  });

  it('says that the group’s key is gone', () => {
    expect(() => plan(group(owning), 1, { ...nothing, aliasTarget: keyId })).toThrow('kms.not-found');
  });
});

describe('the preview of a rotation', () => {
  it('lists the calls in the order the job makes them, with the permissions they need', () => {
    const calls = plannedCalls(plan(group(), 0, nothing));
    expect(calls.map(({ iamAction, call }) => iamAction ?? call)).toEqual([
      'C_GenerateKey (CKM_AES_KEY_GEN, 256 bits)',
      'kms:ListKeys',
      'kms:CreateKey',
      'kms:GetParametersForImport',
      'C_WrapKey (RSAES_OAEP_SHA_256, RSA_2048)',
      'kms:ImportKeyMaterial',
      'kms:CreateAlias',
    ]);
    expect(plannedCalls(plan(group(owning), 1, withKey())).at(-1)?.iamAction).toBe('kms:UpdateAlias');
  });

  it('tells what it costs a month', () => {
    expect(monthlyPriceChange(plan(group(), 0, nothing), null)).toBe(1);
    const same = plan(group(owning, { rotationMethod: 'same-key' }), 1, withKey());
    expect([0, 1, 2, 24].map((used) => monthlyPriceChange(same, used))).toEqual([1, 1, 0, 0]);
  });

  it('warns of what it breaks and of the simulator', () => {
    expect(planWarnings(plan(group(owning), 1, withKey()), group(), true)).toEqual([
      'simulator',
      'alias-moves',
      'superseded-still-decrypts',
      'services-remember-key',
    ]);
    expect(planWarnings(plan(group(), 0, nothing), group({}, { materialExpiresInDays: 30 }), false)).toEqual([
      'policy-default',
      'material-expires',
    ]);
  });

  it('has a digest that changes with the group’s revision and with the AWS side', () => {
    const first = plan(group(), 0, nothing);
    const digest = planDigest(group(), first, nothing);
    expect(planDigest(group(), first, nothing)).toBe(digest);
    expect(planDigest(group({ revision: 4 }), first, nothing)).not.toBe(digest);
    expect(planDigest(group(), first, { ...nothing, accountId: '2' })).not.toBe(digest);
  });
});
