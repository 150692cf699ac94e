// Errors of the encrypted store and of files.
import type { ErrorCode } from '../../../shared/errors';
import { kindWord, named, say } from './error-words';
import type { ErrorWording } from './errors';

type Codes = Extract<ErrorCode, `store.${string}` | `file.${string}` | `forwarding.${string}`>;

export const storeErrorTexts: Readonly<Record<Codes, ErrorWording>> = {
  'store.damaged': say(
    'The store of the console is damaged: it does not verify.',
    'Do not go on with it. Keep the data folder as it is and restore a backup.',
  ),
  'store.locked': say('The store of the console is locked.', 'Log in to the HSM: it holds the key of the store.'),
  'store.in-use': say(
    'Another console uses this data folder.',
    'Close the other one first. One console at a time writes to a store.',
  ),
  'store.disk-full': say('The disk is full.', 'Make space on the disk of the data folder, then try again.'),
  'store.audit-missing': say(
    'The audit entry could not be written, so the change was not made.',
    'Without a record there is no action. Check the disk and the store.',
  ),
  'store.row-tampered': {
    happened: (facts) =>
      `A stored ${kindWord(facts)} does not agree with the audit log: it was changed outside the console.`,
    todo: () => 'Stop, and find out who had access to the data folder. Restore a backup.',
  },
  'store.read-only': say('The console is read-only.', 'See the notice at the top of the window for the reason.'),
  'store.too-new': say(
    'The store was written by a newer version of the console.',
    'Install that version, or a later one.',
  ),
  'store.older-than-anchor': say(
    'The store is older than what is known of it outside, or another one in its place: entries that were seen are not there.',
    'It is only shown and never written. Look into who put it here. To go on from an old state on purpose, put the newest store back and use Backup, Restore: that is approved and recorded.',
  ),
  'store.failed': say(
    'The store of the console reports a fault.',
    'Check the disk of the data folder, and start the console again.',
  ),
  'forwarding.failed': {
    happened: () => 'The collector of audit entries could not be reached.',
    todo: () =>
      'Check its address, its certificate and the network. Entries wait in the log and are sent when it is there again.',
  },
  'file.write-failed': {
    happened: (facts) =>
      facts['reason'] === 'ENOSPC'
        ? `The disk is full: the file${named(facts, 'file')} could not be written. Nothing is left of it.`
        : `The file${named(facts, 'fileName')}${named(facts, 'file')} could not be written.`,
    todo: () => 'Check the folder and the free space, or choose another place.',
  },
  'file.read-failed': {
    happened: (facts) => `The file${named(facts, 'fileName')}${named(facts, 'file')} could not be read.`,
    todo: () => 'Check that it is there and that you may read it, then choose it again.',
  },
};
