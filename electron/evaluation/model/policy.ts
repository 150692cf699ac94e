// Key policies: the default one, and what AWS refuses in a given one.
import { AwsError } from '../aws-error';
import type { RequestInput } from '../protocol/request-input';

/** At most 32 KiB (AWS KMS quotas: key policy document size). */
const MAX_POLICY_BYTES = 32_768;

/** The policy of a key that was created without one: the account decides by IAM. */
export function defaultPolicy(accountId: string): string {
  const statement = {
    Sid: 'Enable IAM User Permissions',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  return JSON.stringify({ Version: '2012-10-17', Id: 'key-default-1', Statement: [statement] }, null, 2);
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocumentException', message);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The Policy member, checked as far as AWS checks syntax: JSON, a Statement, each with Effect and Principal. */
export function readPolicy(input: RequestInput): string {
  const text = input.text('Policy', { min: 1, max: 131_072 });
  if (Buffer.byteLength(text) > MAX_POLICY_BYTES) {
    throw new AwsError('LimitExceededException', 'The key policy document is larger than 32 KB.');
  }
  const document = parse(text);
  const statements = Array.isArray(document['Statement']) ? document['Statement'] : [document['Statement']];
  if (statements.length === 0) throw malformed('Syntax errors in policy.');
  for (const statement of statements) {
    if (!isObject(statement)) throw malformed('Syntax errors in policy.');
    if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') throw malformed('Syntax errors in policy.');
    if (statement['Principal'] === undefined && statement['NotPrincipal'] === undefined) {
      throw malformed('Policy statement must contain principals.');
    }
  }
  return text;
}

function parse(text: string): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(text);
    if (isObject(document)) return document;
  } catch {
    // Said below, as for any other text that is no policy.
  }
  throw malformed('This policy contains invalid Json');
}
