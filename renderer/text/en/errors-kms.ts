// Errors of AWS KMS, and of the simulator that stands in for it.
import type { ErrorCode, ErrorFacts } from '../../../shared/errors';
import { fact, named, say } from './error-words';
import type { ErrorWording } from './errors';

type Codes = Extract<ErrorCode, `kms.${string}` | `simulator.${string}`>;
const inBrackets = (facts: ErrorFacts, name: string): string =>
  facts[name] == null ? '' : ` (${fact(facts, name, '')})`;

export const kmsErrorTexts: Readonly<Record<Codes, ErrorWording>> = {
  'kms.unreachable': {
    happened: (facts) =>
      `AWS KMS cannot be reached${facts['endpoint'] == null ? '' : ` at ${fact(facts, 'endpoint', '')}`}.`,
    todo: () =>
      'Check the network: outbound port 443 to the KMS endpoint must be allowed. Jobs try again by themselves.',
  },
  'kms.timeout': say('AWS KMS did not answer in time.', 'Jobs look up what was done and try again by themselves.'),
  'kms.throttled': say(
    'AWS KMS asks to slow down: too many requests in this account and Region.',
    'Nothing to do: it is tried again after a pause.',
  ),
  'kms.server-error': say(
    'AWS KMS has a fault of its own.',
    'It is tried again after a pause. If it lasts, look at the AWS Health Dashboard.',
  ),
  'kms.credential-invalid': say(
    'AWS does not accept the access key of this credential.',
    'Check the access key in AWS IAM: it may be wrong, inactive or deleted. Add a new credential.',
  ),
  'kms.credential-expired': say(
    'The access key of this credential has expired.',
    'Make a new access key in AWS IAM and add it as a credential.',
  ),
  'kms.clock-skew': say(
    'The clock of this computer differs too much from the clock of AWS.',
    'Set the clock of this computer right and try again.',
  ),
  'kms.access-denied': {
    happened: (facts) =>
      `AWS does not permit this${facts['action'] == null ? '' : `: the action ${fact(facts, 'action', '')} is missing`}.`,
    todo: (facts) =>
      `Let an administrator of the AWS account allow ${fact(facts, 'action', 'the action')} in the IAM policy of this access key, or in the key policy.`,
  },
  'kms.not-found': {
    happened: (facts) =>
      `AWS KMS does not know the key${named(facts, 'keyId')}${facts['region'] == null ? '' : ` in ${fact(facts, 'region', '')}`}.`,
    todo: () => 'Check the key ID, the Region and the account of the credential.',
  },
  'kms.already-exists': {
    happened: (facts) =>
      `AWS KMS already has${facts['alias'] == null ? ' something of this name' : ` the alias ${fact(facts, 'alias', '')}`}.`,
    todo: () => 'Choose another alias, or remove the old one in AWS.',
  },
  'kms.invalid-state': {
    happened: (facts) => `The KMS key is in a state that does not allow this${inBrackets(facts, 'state')}.`,
    todo: () => 'Look at the key in AWS: it may be pending import, disabled or pending deletion.',
  },
  'kms.disabled': say('The KMS key is disabled.', 'Enable it in AWS, then try again.'),
  'kms.invalid-request': {
    happened: (facts) => `AWS KMS refuses the request${inBrackets(facts, 'awsError')}.`,
    todo: () => 'Copy the details and look them up in the documentation of AWS KMS.',
  },
  'kms.unsupported-operation': say(
    'AWS KMS does not allow this for a key of this kind.',
    'Choose another rotation method or another key.',
  ),
  'kms.operation-missing': {
    happened: (facts) => `The endpoint does not know the operation${named(facts, 'operation')}.`,
    todo: () => 'Check the endpoint of the credential: it may not be AWS KMS.',
  },
  'kms.limit-exceeded': say(
    'A quota of the AWS account is used up.',
    'Ask AWS for a higher quota, or remove what is no longer needed.',
  ),
  'kms.conflict': say('AWS KMS is busy with another change of this key.', 'It is tried again after a pause.'),
  'kms.malformed-policy': say(
    'AWS KMS refuses the key policy.',
    'Correct the policy of the key group: its principals must exist, and its JSON must be a key policy.',
  ),
  'kms.import-token-expired': say(
    'The import token of AWS has expired (they last 24 hours).',
    'It is tried again with a fresh import token.',
  ),
  'kms.import-token-invalid': say(
    'AWS does not accept the import token.',
    'It is tried again with a fresh import token.',
  ),
  'kms.ciphertext-invalid': {
    happened: () => 'AWS refused the key material.',
    todo: (facts) =>
      `The wrapping used${named(facts, 'wrappingAlgorithm')} with${named(facts, 'wrappingKeySpec')}. Try again takes a fresh import token.`,
  },
  'kms.incorrect-key-material': say(
    'AWS holds other key material than this: the two do not match.',
    'This proves a difference between the HSM and AWS. Do not delete anything; look at the history of the key.',
  ),
  'kms.key-origin': say(
    'This KMS key was not made for imported material: its origin is not EXTERNAL.',
    'Enter the ID of a customer managed key of origin EXTERNAL, or leave the field empty and let the console make one.',
  ),
  'kms.key-has-material': say(
    'This KMS key has or had key material already.',
    'A key that had material takes only that material. Use a key that never had any, or leave the field empty.',
  ),
  'kms.alias-elsewhere': {
    happened: (facts) =>
      `The alias${named(facts, 'alias')} points to a key that is not expected${facts['target'] == null ? '' : ` (${fact(facts, 'target', '')})`}.`,
    todo: () => 'Find out who moved it. The console does not move an alias whose target it does not know.',
  },
  'kms.ambiguous': say(
    'The console cannot tell whether AWS did what was asked.',
    'Look at the key in AWS and at the lines of the job. Then decide whether to try again or to cancel.',
  ),
  'kms.endpoint-refused': say(
    'This endpoint is not allowed.',
    'Use https, or the simulator in an EVALUATION installation.',
  ),
  'kms.failed': {
    happened: (facts) => `AWS KMS reports an error${inBrackets(facts, 'awsError')}.`,
    todo: () => 'Copy the details and look them up in the documentation of AWS KMS.',
  },
  'simulator.unavailable': say(
    'The KMS simulator does not run.',
    'It is started again by itself. Try again in a moment.',
  ),
};
