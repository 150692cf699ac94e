// The Add cloud credential form: which values are refused, and what main is asked.
import { describe, expect, it } from 'vitest';
import { credentialInput } from '../../../shared/schemas/credentials';
import {
  credentialInputOf,
  credentialProblems,
  newCredentialForm,
  type CredentialFormValues,
} from '../../../renderer/features/credentials/credential-form';

const csv = { handle: '0'.repeat(32), fileName: 'accessKeys.csv', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
const filled = (over: Partial<CredentialFormValues> = {}): CredentialFormValues => ({
  ...newCredentialForm(false),
  name: 'payments',
  csv,
  region: 'eu-central-1',
  ...over,
});

describe('the credential form', () => {
  it('starts at AWS, and at the simulator in an evaluation', () => {
    expect(newCredentialForm(false).endpoint).toBe('aws');
    expect(newCredentialForm(true).endpoint).toBe('simulator');
  });

  it('names every missing value at once', () => {
    expect(credentialProblems(newCredentialForm(false), [])).toEqual({
      name: 'needed',
      csv: 'csv-needed',
      region: 'region',
    });
  });

  it('asks for the typed values only when they are typed', () => {
    const problems = credentialProblems(
      filled({ source: 'typed', csv: null, accessKeyId: 'short', secret: 'with space in it 1' }),
      [],
    );
    expect(problems).toEqual({ accessKeyId: 'access-key-id', secret: 'secret' });
  });

  it('refuses a name that is taken in another case', () => {
    expect(credentialProblems(filled({ name: ' Payments ' }), ['payments'])).toEqual({ name: 'name-taken' });
  });

  it('takes https anywhere and http only on this computer', () => {
    const urls = {
      'https://vpce-1.kms.eu-central-1.vpce.amazonaws.com': true,
      'http://127.0.0.1:8080': true,
      'http://kms.example': false,
    };
    for (const [customUrl, good] of Object.entries(urls)) {
      const problems = credentialProblems(filled({ endpoint: 'custom', customUrl }), []);
      expect(problems, customUrl).toEqual(good ? {} : { customUrl: 'url' });
    }
  });

  it('asks main for what its schema takes', () => {
    const inputs = [
      filled(),
      filled({ endpoint: 'simulator' }),
      filled({
        source: 'typed',
        accessKeyId: ' AKIAIOSFODNN7EXAMPLE ',
        secret: ' 0123456789abcdef ',
        endpoint: 'custom',
        customUrl: 'https://kms.example',
      }),
    ].map(credentialInputOf);
    for (const input of inputs) expect(credentialInput.parse(input)).toEqual(input);
    expect(inputs[2]?.source).toEqual({
      kind: 'typed',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: '0123456789abcdef',
    });
  });
});
