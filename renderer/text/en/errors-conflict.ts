// Texts of refusals because something else is so now: changed meanwhile, in use, taken. `facts.what` says which it is.
import type { ErrorFacts } from '../../../shared/errors';
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

const conflicts: Wording = {
  busy: busy,
  executing: busy,
  revision: changed,
  'key-group': changed,
  preview: [
    () => 'The key group or the AWS side has changed since this was shown.',
    () => 'Read it again, check what will happen now, and confirm that.',
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
