// What of facts and errors reaches the diagnostic log.
import { describe, expect, it } from 'vitest';
import { describeError, isSecretName, redacted, redactedText } from '../../../electron/adapters/system/redact';
import { ConsoleError } from '../../../shared/errors';

describe('a name', () => {
  it.each([
    'pin',
    'PIN',
    'soPin',
    'userPin',
    'pinParts',
    'password',
    'newPassword',
    'secretAccessKey',
    'secret_access_key',
    'AWS-Secret',
    'importToken',
    'sessionToken',
    'plaintext',
    'keyMaterial',
    'encryptedKeyMaterial',
    'privateKey',
    'storeKey',
    'keyBytes',
    'otp',
    'Authorization',
    'csv',
  ])('%s is a secret’s', (name) => expect(isSecretName(name)).toBe(true));
  it.each([
    'pinState',
    'keyMaterialId',
    'accessKeyId',
    'code',
    'event',
    'tokens',
    'path',
    'sha256',
    'spinner',
    'opinion',
    'passwordAlgorithm',
    'token',
    'keyId',
    'shipping',
  ])('%s is not', (name) => expect(isSecretName(name)).toBe(false));
});

describe('facts', () => {
  it('lose what stands under a secret’s name, at any depth, and keep a yes or no', () => {
    expect(
      redacted({
        pin: '1234',
        pinChanged: true,
        pinNumber: 1234,
        nested: [{ secretAccessKey: 'wJalr', region: 'eu-central-1' }],
        absent: { password: null },
      }),
    ).toEqual({
      pin: redactedText,
      pinChanged: true,
      pinNumber: redactedText,
      nested: [{ secretAccessKey: redactedText, region: 'eu-central-1' }],
      absent: { password: null },
    });
  });

  it('show of bytes only how many, and of a private key nothing', () => {
    expect(
      redacted({ der: new Uint8Array(5), buffer: Buffer.from('secret'), pem: 'x\n-----BEGIN PRIVATE KEY-----\nMIG' }),
    ).toEqual({
      der: '[5 bytes]',
      buffer: '[6 bytes]',
      pem: redactedText,
    });
  });

  it('stay small and finite', () => {
    const circle: Record<string, unknown> = {
      text: 'x'.repeat(5_000),
      many: Array.from({ length: 500 }, () => 1),
      when: new Date(0),
      big: 10n,
    };
    circle['self'] = circle;
    const text = JSON.stringify(redacted(circle));
    expect(text.length).toBeLessThan(20_000);
    expect(text).toContain('1970-01-01T00:00:00.000Z');
  });
});

describe('an error', () => {
  it('of ours shows code, facts and causes, no message', () => {
    const cause = Object.assign(new TypeError('PIN 4711 was wrong'), { code: 'ERR_PIN' });
    const described = describeError(
      new ConsoleError('hsm.pin-incorrect', { ref: 'abcd', facts: { pin: '4711', slot: 3 }, cause }),
    );
    expect(described).toMatchObject({
      code: 'hsm.pin-incorrect',
      retry: 'after-user',
      certainty: 'not-done',
      ref: 'abcd',
      facts: { pin: redactedText, slot: 3 },
      cause: { kind: 'TypeError', code: 'ERR_PIN' },
    });
    expect(JSON.stringify(described)).not.toContain('4711');
  });

  it('shows where it arose and nothing of its message, whatever the message holds', () => {
    const error = new Error('first line\n    at secret-4711 (file:1:2)\nsecret-4711');
    const described = describeError(error);
    expect(described['at']).toContainEqual(expect.stringMatching(/redact\.test\.ts:\d+:\d+/));
    expect(JSON.stringify(described)).not.toContain('4711');
    expect(describeError('secret-4711')).toEqual({ kind: 'string' });
    expect(
      JSON.stringify(describeError(Object.assign(new Error('x'), { name: 'secret 4711', code: 'secret 4711' }))),
    ).not.toContain('4711');
  });
});
