// Errors of the HSM, of its module and of its token.
import type { ErrorCode } from '../../../shared/errors';
import { fact, named, say } from './error-words';
import type { ErrorWording } from './errors';

type Codes = Extract<ErrorCode, `hsm.${string}`>;

export const hsmErrorTexts: Readonly<Record<Codes, ErrorWording>> = {
  'hsm.module-missing': {
    happened: (facts) =>
      `The HSM module${facts['path'] === undefined ? named(facts, 'name') : named(facts, 'path')} is not there.`,
    todo: () => 'Install the software of your HSM, or choose the file where it is now.',
  },
  'hsm.module-invalid': {
    happened: (facts) => `The file${named(facts, 'path')} is not a PKCS#11 module that can be used here.`,
    todo: () =>
      'Choose the PKCS#11 library of your HSM, built for this computer (a .so, .dylib or .dll file). Some need parameters or variables first.',
  },
  'hsm.module-changed': say(
    'The HSM module is not the file that was approved: its SHA-256 differs.',
    'Do not type a PIN. Find out whether the HSM software was updated on purpose before you go on.',
  ),
  'hsm.token-missing': {
    happened: (facts) => `The token${named(facts, 'label')} is not there.`,
    todo: () => 'Connect the HSM or insert the token, check its label and serial number, and try again.',
  },
  'hsm.token-ambiguous': say('Several tokens have this label.', 'Choose the token by its serial number.'),
  'hsm.token-uninitialized': say(
    'The token is not initialised.',
    'Initialise it with the tools of its maker, give it a PIN, and try again.',
  ),
  'hsm.not-logged-in': say('The console is not logged in to the HSM.', 'Log in to the HSM with its PIN and try again.'),
  'hsm.disconnected': say(
    'The connection to the HSM is lost.',
    'Check the HSM, then log in to it again. Jobs go on by themselves after that.',
  ),
  'hsm.pin-incorrect': say(
    'The HSM refuses the PIN: it is not right.',
    'Type it again with care. Each wrong PIN uses up a try, and the token locks itself when none is left.',
  ),
  'hsm.pin-final-try': say(
    'The token warns that one try is left: another wrong PIN locks it.',
    'Make sure of the PIN before you go on, and confirm that you want to use the last try.',
  ),
  'hsm.pin-locked': say(
    'The token has locked its PIN after too many wrong tries.',
    'Only the security officer of the token (SO PIN) can set a new PIN, with the tools of its maker.',
  ),
  'hsm.pin-invalid': say(
    'The PIN has a length or characters that the token does not take.',
    'Check the rules of the token and type it again.',
  ),
  'hsm.mechanism-unsupported': {
    happened: (facts) =>
      `The token cannot do what is needed${facts['mechanism'] === undefined ? '' : ` (${fact(facts, 'mechanism', '')})`}.`,
    todo: () => 'Choose another wrapping algorithm for the key group, or a token that can do it.',
  },
  'hsm.no-space': say(
    'The token has no space left.',
    'Remove objects that are no longer needed with the tools of its maker, then try again.',
  ),
  'hsm.object-refused': {
    happened: (facts) =>
      `The key in the HSM is not as it must be${facts['mismatch'] === undefined ? '' : ` (${fact(facts, 'mismatch', '')})`}, so it is not used.`,
    todo: () => 'Look at who can write to this token: the object may have been planted. Rotate to make a new key.',
  },
  'hsm.object-missing': {
    happened: () => 'The key is no longer in the HSM.',
    todo: () =>
      'Check that this is the right token. If the key is lost, restore it from the HSM’s own backup or rotate to a new key.',
  },
  'hsm.object-ambiguous': say(
    'The HSM holds more than one object with the same reference.',
    'The console does not guess. Look at the token with the tools of its maker.',
  ),
  'hsm.wrapping-key-refused': say(
    'The wrapping key that AWS sent is not one that can be trusted, so no key was wrapped.',
    'Find out why: check the endpoint of the credential. A wrong wrapping key can mean that somebody is in between.',
  ),
  'hsm.seal-refused': say(
    'The key of the store cannot be opened by this HSM.',
    'Check that this is the token with which the console was set up.',
  ),
  'hsm.device-error': {
    happened: (facts) => `The HSM reports a fault${facts['ckr'] === undefined ? '' : ` (${fact(facts, 'ckr', '')})`}.`,
    todo: () => 'Check the HSM. It may pass: try again in a moment.',
  },
  'hsm.host-died': say(
    'The process that talks to the HSM has ended.',
    'Log in to the HSM again. Jobs look up what was done before they go on.',
  ),
  'hsm.failed': {
    happened: (facts) =>
      `The HSM refuses the operation${facts['ckr'] === undefined ? '' : ` (${fact(facts, 'ckr', '')})`}.`,
    todo: () => 'Copy the details and look them up in the manual of the HSM.',
  },
};
