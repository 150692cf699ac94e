// Says on the command line why the demo ended: what happened, and what to change.
import type { ConsoleError, ErrorCode } from '../../shared/errors';

const hints: Partial<Record<ErrorCode, string>> = {
  'input.invalid': 'An option is wrong or missing.',
  'state.wrong-phase': 'The data folder already holds an installation. Give an empty one with --data-dir.',
  'hsm.module-missing': 'The PKCS#11 module is not there. Install softhsm2, or give another with --module.',
  'hsm.module-invalid': 'The file is not a PKCS#11 module, or it did not start: check --module and --module-params.',
  'hsm.token-missing': 'No initialised token of that label: check --token and the settings of the library.',
  'hsm.token-ambiguous': 'Several tokens fit: name one with --token.',
  'hsm.pin-incorrect': 'The token refused the PIN: check --pin-file. It was tried once.',
  'hsm.pin-final-try': 'The token has one try left; it was not used. Log in with the vendor’s tool first.',
  'hsm.pin-locked': 'The PIN is locked.',
  'hsm.mechanism-unsupported': 'The token lacks a mechanism that is needed.',
  'kms.unreachable': 'The endpoint cannot be reached: check --endpoint.',
  'kms.credential-invalid': 'The server refused the access key: check --credentials-csv.',
  'kms.access-denied': 'The access key may not do that.',
  'kms.unsupported-operation': 'The server does not know an operation that the job needs.',
  'input.csv-header': 'The CSV needs the header “Access key ID,Secret access key” or “AccessID,AccessKey”.',
  'input.csv-empty': 'The CSV holds no access key.',
  'input.csv-rows': 'The CSV holds more than one access key.',
  'file.read-failed': 'A file cannot be read.',
  'store.disk-full': 'The disk is full.',
};

export function demoMessage(error: ConsoleError): string {
  const facts = Object.entries(error.facts)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${String(value)}`);
  const changed = {
    'not-done': 'Nothing more was changed.',
    done: 'It took effect.',
    unknown: 'It is not known whether it took effect.',
  };
  return [
    `Failed: ${hints[error.code] ?? error.code}`,
    changed[error.certainty],
    `Code ${error.code}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}, reference ${error.ref}`,
  ].join('\n');
}
