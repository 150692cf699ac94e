// Errors of input, of the program itself, and of logging in.
import type { ErrorCode, ErrorFacts } from '../../../shared/errors';
import { fact, kindWord, named, say, timeOf } from './error-words';
import { conflictText, nameTakenText } from './errors-conflict';
import type { ErrorWording } from './errors';

type Codes = Extract<
  ErrorCode,
  `input.${string}` | `auth.${string}` | `state.${string}` | 'not-found' | 'internal' | 'environment.production-refused'
>;

const passwordRules: Readonly<Record<string, string>> = {
  'too-short': 'It is too short: use 12 characters or more.',
  'too-long': 'It is too long: use 128 characters or fewer.',
  'too-few-different-characters': 'It repeats too few characters: use at least 5 different ones.',
  'contains-name': 'It contains a name of its owner: leave names out.',
  'used-before': 'It is one of the last passwords: choose a new one.',
  'same-for-two': 'Two identities would have the same one: give each its own.',
};
const unmetConditions: Readonly<Record<string, string>> = {
  'software-token': 'the token is a software token',
  'simulator-endpoint': 'the KMS endpoint is the simulator',
  'runtime-not-pinned': 'the desktop runtime is not the pinned one',
  'not-packaged': 'this build is not the packaged one',
};
const unmet = (facts: ErrorFacts): string =>
  fact(facts, 'unmet', '')
    .split(', ')
    .filter((reason) => reason !== '')
    .map((reason) => unmetConditions[reason] ?? reason)
    .join('; ');

/** Why an identity may not sign this request or decision. */
const notPermittedTodo: Readonly<Record<string, string>> = {
  'own-request': 'Nobody decides their own request. Another identity must.',
  'decided-before': 'This identity has decided on it already. Another identity must.',
  'role-not-held': 'The approval policy names other roles for it. An identity of one of these must decide.',
  'role-not-logged-in': 'The role of this identity is not fully logged in here. Its other login must join first.',
  'not-ready': 'This identity must change its password first.',
  'too-new': 'This identity was made by a recovery and may not approve for its first 24 hours.',
  'took-part-in-reset': 'The requester took part in resetting this identity. Another identity must decide.',
  'not-requester': 'Only the identity that asked for it may take it back.',
  'signer-changed': 'The identity was changed meanwhile. Log in again and repeat it.',
  disabled: 'This identity is disabled. Another identity must decide.',
};

function invalidTodo(facts: ErrorFacts): string {
  switch (facts['rule']) {
    case 'quorum':
      return `The role ${fact(facts, 'role', '')} needs ${fact(facts, 'need', '2')} logins, but ${fact(facts, 'have', '1')} identity holds it. Give it to another identity as well, or to none.`;
    case 'exclusion':
      return `${fact(facts, 'name', 'One identity')} cannot hold ${fact(facts, 'role', 'this role')} together with ${fact(facts, 'other', 'another')}. Take one of them away.`;
    case 'no-administrators':
      return 'Somebody must be able to manage identities. Give the role Administrator to two identities.';
    case 'too-few-administrators':
      return `${fact(facts, 'need', '3')} identities must hold the role Administrator: who asks for a change does not approve it.`;
    case 'unknown-role':
      return `There is no role${named(facts, 'role')}. Choose from the list.`;
    case 'built-in-field':
      return 'A default role keeps its name, its type and its exclusions. Add a role of your own instead.';
    case 'built-in-permission':
      return 'A default role gains no permission beyond its own. Add a role of your own instead.';
    case 'built-in-logins':
      return 'A default role needs no fewer logins than its own. Add a role of your own instead.';
    case 'audit-permission':
      return 'A role of the type Audit only views, exports and verifies. Choose another type, or take the other permissions away.';
    case 'nothing-changed':
      return 'It is as it was. Change something first.';
    case 'floor':
      return 'The environment does not let this operation run with so few approvals. Require more.';
    case 'no-approvers':
      return 'Somebody must be able to approve. Choose at least one role, or require no approval.';
    case 'role-cannot-decide':
      return 'A role that may approve needs the permission Approvals:Decide. Choose another role.';
    case 'refused-variable':
      return `The variable${named(facts, 'variable')} could redirect or preload code and is refused. Remove it.`;
    case 'no-backup':
      return 'The folder holds no backup. Choose the backup’s own folder: its name begins with kmes-backup.';
    case 'not-a-manifest':
      return 'The folder’s backup.json is not one that a console wrote. Choose another backup.';
    case 'signature':
      return 'The backup’s signature is not of this installation’s HSM, or the backup was changed. Choose another backup.';
    case 'another-store':
      return 'The backup is of another installation. Choose one of this store, or set up a new data folder from it.';
    case 'future':
      return 'The time has not come yet. Enter when the backup was made.';
    case 'before-key':
      return 'A named key was made after this time, so it cannot be in the backup.';
    case 'first-part-missing':
      return 'Type the first part of the PIN as well.';
    default:
      return facts['field'] === undefined
        ? 'Check what was entered and try again.'
        : `Check the field “${fact(facts, 'field', '')}” and try again.`;
  }
}

export const peopleErrorTexts: Readonly<Record<Codes, ErrorWording>> = {
  'input.invalid': { happened: () => 'Something that was entered cannot be used.', todo: invalidTodo },
  'input.too-large': say('What was entered or chosen is too large.', 'Use a shorter text or a smaller file.'),
  'input.csv-header': {
    happened: () => 'The file has a header that is not known.',
    todo: () =>
      'Choose the CSV as AWS IAM gives it (Access key ID,Secret access key) or in the form of the KMES (AccessID,AccessKey).',
  },
  'input.csv-empty': say(
    'The file holds no access key.',
    'Choose the CSV that AWS IAM offered when the access key was made.',
  ),
  'input.csv-rows': say(
    'The file holds more than one access key.',
    'Leave one row below the header, so that it is clear which one is meant.',
  ),
  'input.csv-binary': say(
    'The file is not a text file.',
    'Choose the CSV that AWS IAM offered when the access key was made.',
  ),
  'input.policy-malformed': say(
    'The key policy cannot be used.',
    'Correct the JSON: a key policy has a Version and a list of Statements with Effect, Principal, Action and Resource.',
  ),
  'input.policy-dangerous': say(
    'The key policy would take control of the key away, or give it to anybody.',
    'Read the findings beside the policy and correct it.',
  ),
  'input.name-taken': nameTakenText,
  'input.cancelled': say('It was ended before it was done.', 'Start it again when you are ready.'),
  'input.handle-expired': say(
    'The chosen file is no longer at hand.',
    'Choose it again: a chosen file is kept for ten minutes only.',
  ),
  'not-found': {
    happened: (facts) => `This ${kindWord(facts)} no longer exists.`,
    todo: () => 'Close this and look at the list: somebody may have removed it.',
  },
  'state.conflict': conflictText,
  'state.wrong-phase': say('This cannot be done at this moment.', 'Log in to the HSM and to the console first.'),
  internal: say(
    'Something went wrong inside the console.',
    'Look at the audit log and at the jobs before you go on. Copy the details for whoever looks after the console.',
  ),
  'auth.sender-refused': say(
    'The request did not come from the window of the console.',
    'Close the console and start it again.',
  ),
  'auth.not-logged-in': say('Nobody is logged in.', 'Log in and try again.'),
  'auth.not-permitted': {
    happened: (facts) =>
      `This login may not do this${facts['permission'] === undefined ? '' : ` (${fact(facts, 'permission', '')})`}.`,
    todo: (facts) =>
      notPermittedTodo[fact(facts, 'reason', '')] ??
      'Ask an identity whose role permits it. Roles that need two logins grant nothing until both are made.',
  },
  'auth.login-refused': say(
    'The name, the password or the code is not right.',
    'Check them and try again. After 10 wrong tries the identity is locked for 30 minutes.',
  ),
  'auth.login-incomplete': say(
    'The login is not complete: a second identity is needed.',
    'Let another identity of the same role log in.',
  ),
  'auth.locked-out': {
    happened: () => 'This identity is locked after too many wrong passwords.',
    todo: (facts) =>
      `Wait until ${timeOf(facts, 'until') ?? 'the lock ends (30 minutes)'}, or let another identity log in.`,
  },
  'auth.password-policy': {
    happened: (facts) =>
      `The password${facts['name'] === undefined ? '' : ` of ${fact(facts, 'name', '')}`} cannot be used.`,
    todo: (facts) => passwordRules[fact(facts, 'rule', '')] ?? 'Use 12 characters or more, without names.',
  },
  'auth.code-required': say(
    'This identity has a second factor.',
    'Type the one-time code of the authenticator app, or a recovery code.',
  ),
  'auth.password-change-required': say(
    'The password was given by others and must be changed first.',
    'Choose a password of your own.',
  ),
  'auth.enrolment-required': say(
    'Everyone needs a second factor here before logging in.',
    'Have an authenticator app at hand and enrol it.',
  ),
  'auth.session-locked': say(
    'The view is locked for the people of another login.',
    'Let them log in again, or log them out first.',
  ),
  'auth.recovery-refused': say(
    'The recovery was refused five times and ended.',
    'Check the shares and the PIN, and begin again.',
  ),
  'auth.already-logged-in': say(
    'This identity is logged in already.',
    'The second login must be made by a different identity.',
  ),
  'auth.approval-required': {
    happened: () => 'This operation needs an approval.',
    todo: (facts) =>
      fact(facts, 'approvalsRequired', '1') === '1'
        ? 'Ask for it: one other identity must approve it.'
        : `Ask for it: ${fact(facts, 'approvalsRequired', 'several')} other identities must approve it.`,
  },
  'auth.grant-refused': say('The permission of this job is no longer valid.', 'Ask for the operation anew.'),
  'environment.production-refused': {
    happened: () => 'This installation cannot be PRODUCTION.',
    todo: (facts) => {
      const reasons = unmet(facts);
      return `${reasons === '' ? 'Its conditions are not met' : `Because ${reasons}`}. Choose EVALUATION, or meet the conditions and start again.`;
    },
  },
};
