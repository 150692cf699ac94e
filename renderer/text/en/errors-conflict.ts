// Texts of refusals because something else is so now: changed meanwhile, in use, taken. `facts.what` says which it is.
import type { ErrorFacts } from '../../../shared/errors';
import { operationNames } from '../../../shared/text/operation-names';
import { fact, named } from './error-words';
import type { ErrorWording } from './errors';

type Wording = Readonly<
  Record<string, readonly [happened: (facts: ErrorFacts) => string, todo: (facts: ErrorFacts) => string]>
>;

const fieldWords: Readonly<Record<string, string>> = {
  region: 'Region',
  alias: 'alias',
  activeKeyId: 'Active Key ID',
  credentialId: 'account of the credential',
};

const changed = [
  () => 'It was changed by somebody else meanwhile.',
  () => 'Close this, look at how it is now, and try again.',
] as const;
const busy = [
  () => 'Another operation of this kind is under way.',
  () => 'Wait until it is done and try again.',
] as const;

const operationOf = (facts: ErrorFacts): string => {
  const operation = fact(facts, 'operation', '');
  return (operationNames as Readonly<Record<string, string>>)[operation] ?? operation;
};
const quorum = [
  (facts: ErrorFacts) =>
    facts['why'] === 'no-login-may-request'
      ? `Afterwards nobody could ask for “${operationOf(facts)}” any more.`
      : `Afterwards “${operationOf(facts)}” could not gather its approvals: it needs ${fact(facts, 'need', 'more')}, and ${fact(facts, 'have', 'fewer')} other people could approve it.`,
  () => 'Add or enable people for it first, or change what the approval policy asks for.',
] as const;

/** Why an operation leaves a key out, and what to do. */
const keyRefusals: Readonly<Record<string, readonly [happened: (name: string) => string, todo: string]>> = {
  'not-in-aws': [
    (name) => `${name} was never pushed to AWS KMS, or is destroyed.`,
    'There is nothing in AWS to work on.',
  ],
  'no-material-id': [
    (name) => `AWS gave no key material ID for ${name}.`,
    'The console never deletes or imports without that ID: AWS would take the current material, whichever it is.',
  ],
  'material-not-held': [
    (name) => `The HSM does not hold the material of ${name}.`,
    'Only material that the HSM holds is deleted from AWS, synchronized or proven.',
  ],
  'other-material': [
    (name) => `AWS does not list the material of ${name} in its KMS key.`,
    'The key was changed in AWS. Look at it there.',
  ],
  'material-absent': [
    (name) => `The material of ${name} is not in AWS KMS now.`,
    'It expired or was deleted. Synchronize the key to bring it back.',
  ],
  'enabled-already': [(name) => `${name} is enabled already.`, 'Nothing is to be done.'],
  'disabled-already': [(name) => `${name} is disabled already.`, 'Nothing is to be done.'],
  'not-superseded': [
    (name) => `${name} is not superseded.`,
    'Only a generation that another one has taken the place of is destroyed in the HSM.',
  ],
  'still-attached': [
    (name) => `An AWS KMS key still lists the material of ${name}.`,
    'The HSM keeps it: without it, nothing could restore what that KMS key encrypted. It may be destroyed once AWS has deleted the KMS key.',
  ],
  'cannot-tell': [
    (name) => `AWS does not say whether a KMS key still lists the material of ${name}.`,
    'The HSM keeps it.',
  ],
  'no-kms-key': [
    (name) => `The console does not know of an AWS KMS key that had the material of ${name}.`,
    'Whether one has it cannot be asked, so the HSM keeps it.',
  ],
  'other-account': [
    (name) => `The credential is not known to belong to the account of the AWS KMS key of ${name}.`,
    'Another account would say of every key that it does not exist. Use a credential of that account.',
  ],
  'compromised-already': [(name) => `${name} is marked as compromised already.`, 'Nothing is to be done.'],
  'destroyed-already': [(name) => `${name} is destroyed already.`, 'Nothing is to be done.'],
  'needs-approval': [
    (name) => `Synchronizing ${name} needs an approval: it was deleted on purpose, or gets another expiry.`,
    'Open the dialog again: it asks for the approval.',
  ],
};

const conflicts: Wording = {
  quorum,
  exclusion: [
    (facts) =>
      `${fact(facts, 'name', 'An identity')} would hold ${fact(facts, 'role', 'a role')} together with ${fact(facts, 'other', 'another')}, which exclude each other.`,
    () => 'Take one of the two roles away from this identity first.',
  ],
  closed: [
    (facts) => `The request is ${fact(facts, 'status', 'closed').toLowerCase()} already.`,
    () => 'Look at it under Decided. Ask anew if the operation is still wanted.',
  ],
  expired: [() => 'The time of the request is over.', () => 'Ask for the operation anew.'],
  stale: [
    () => 'What the request would change is no longer as it was when it was asked for.',
    () => 'Ask for the operation anew: approvers then see how it is now.',
  ],
  requester: [
    () => 'Whoever asked may not ask for this any more.',
    () => 'Let somebody whose role permits it ask for the operation anew.',
  ],
  'clock-moved-back': [
    () => 'The clock of this computer stands before the newest entry of the audit log.',
    () => 'Set the clock right, and try again.',
  ],
  'identity-changed': [
    () => 'The identity was changed by somebody else meanwhile.',
    () => 'Close this, look at how it is now, and try again.',
  ],
  'prompt-open': [() => 'The small window of the console is open already.', () => 'Finish or close it first.'],
  'jobs-stopped': [() => 'All jobs are stopped.', () => 'Resume the jobs first. That needs two people.'],
  'no-backup-folder': [() => 'No folder for backups is chosen.', () => 'Choose one under Backup, and try again.'],
  'no-report-folder': [() => 'No report folder is chosen.', () => 'Choose one under Reports, and try again.'],
  'jobs-not-stopped': [() => 'The jobs are not stopped.', () => 'There is nothing to resume.'],
  busy: busy,
  executing: busy,
  revision: changed,
  'key-group': changed,
  preview: [
    () => 'The key group or the AWS side has changed since this was shown.',
    () => 'Read it again, check what will happen now, and confirm that.',
  ],
  'key-operation': [
    (facts) =>
      keyRefusals[fact(facts, 'reason', '')]?.[0](fact(facts, 'name', 'The key')) ?? 'The key does not allow this.',
    (facts) => keyRefusals[fact(facts, 'reason', '')]?.[1] ?? 'Look at the key as it is now.',
  ],
  drift: [
    (facts) =>
      facts['now'] === undefined
        ? 'The difference is no longer as it was shown: AWS or the console has changed since.'
        : `AWS has changed since this was approved. It now says: ${fact(facts, 'now', 'nothing')}.`,
    () => 'Reconcile again, look at what differs now, and answer that.',
  ],
  'open-job': [
    (facts) => `A job of this key group has not ended (${fact(facts, 'status', 'open')}).`,
    () => 'Wait until it ends. If it needs attention, retry or cancel it under Jobs.',
  ],
  'credential-in-use': [
    (facts) => `Key groups use this credential: ${fact(facts, 'groups', fact(facts, 'count', 'at least one'))}.`,
    () => 'Give them another credential, or delete them, first.',
  ],
  'group-has-keys': [
    (facts) => `The ${fieldWords[fact(facts, 'field', '')] ?? 'field'} cannot change any more: the key group has keys.`,
    () => 'Put back the former value, or add another key group.',
  ],
  job: [
    (facts) => `The job is ${fact(facts, 'status', 'elsewhere')} by now, so this cannot be done.`,
    () => 'Look at its lines; it may have gone on by itself.',
  ],
};

const conflictOf = (facts: ErrorFacts) =>
  conflicts[fact(facts, 'what', '')] ?? conflicts[fact(facts, 'reason', '')] ?? changed;

export const conflictText: ErrorWording = {
  happened: (facts) => conflictOf(facts)[0](facts),
  todo: (facts) => conflictOf(facts)[1](facts),
};

const takenWords: Readonly<Record<string, string>> = { name: 'name', alias: 'alias', activeKeyId: 'Active Key ID' };

export const nameTakenText: ErrorWording = {
  happened: (facts) => {
    const group =
      facts['group'] === undefined || facts['group'] === null ? '' : ` by the key group ${String(facts['group'])}`;
    return `The ${takenWords[fact(facts, 'what', 'name')] ?? 'name'}${named(facts, 'value') || named(facts, 'name')} is in use already${group}.`;
  },
  todo: (facts) =>
    facts['what'] === 'activeKeyId'
      ? 'A KMS key belongs to one key group: give another, or leave it empty.'
      : 'Choose another.',
};
