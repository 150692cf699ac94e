// The Add cloud credential form apart from its drawing: values, defaults, and what is wrong with them.
import {
  accessKeyId,
  endpoint,
  region,
  secretAccessKey,
  type CredentialInput,
  type PickedCsv,
} from '../../../shared/schemas/credentials';
import type { credentialsText } from '../../text/en/credentials';

export interface CredentialFormValues {
  readonly name: string;
  readonly source: 'csv' | 'typed';
  readonly csv: PickedCsv | null;
  readonly accessKeyId: string;
  readonly secret: string;
  readonly region: string;
  readonly endpoint: 'aws' | 'simulator' | 'custom';
  readonly customUrl: string;
}
export type CredentialField = 'name' | 'csv' | 'accessKeyId' | 'secret' | 'region' | 'customUrl';
export type CredentialProblem = keyof (typeof credentialsText)['problems'];
export type CredentialProblems = Partial<Record<CredentialField, CredentialProblem>>;

/** Fields in the order of the dialog: the first with a problem gets the focus. */
export const credentialFields: readonly CredentialField[] = [
  'name',
  'csv',
  'accessKeyId',
  'secret',
  'region',
  'customUrl',
];

/** An empty form. An evaluation begins with the simulator, everything else with AWS. */
export function newCredentialForm(evaluation: boolean): CredentialFormValues {
  return {
    name: '',
    source: 'csv',
    csv: null,
    accessKeyId: '',
    secret: '',
    region: evaluation ? 'eu-central-1' : '',
    endpoint: evaluation ? 'simulator' : 'aws',
    customUrl: '',
  };
}

/** Everything that is wrong; empty when the form can be sent. `takenNames` are compared without case. */
export function credentialProblems(values: CredentialFormValues, takenNames: readonly string[]): CredentialProblems {
  const problems: CredentialProblems = {};
  const name = values.name.trim();
  if (name === '') problems.name = 'needed';
  else if (name.length > 128) problems.name = 'name-long';
  else if (takenNames.some((taken) => taken.toLowerCase() === name.toLowerCase())) problems.name = 'name-taken';
  if (values.source === 'csv') {
    if (values.csv === null) problems.csv = 'csv-needed';
  } else {
    if (values.accessKeyId.trim() === '') problems.accessKeyId = 'needed';
    else if (!accessKeyId.safeParse(values.accessKeyId).success) problems.accessKeyId = 'access-key-id';
    if (values.secret.trim() === '') problems.secret = 'needed';
    else if (!secretAccessKey.safeParse(values.secret).success) problems.secret = 'secret';
  }
  if (!region.safeParse(values.region).success) problems.region = 'region';
  if (values.endpoint === 'custom' && !endpoint.safeParse(values.customUrl.trim()).success) problems.customUrl = 'url';
  return problems;
}

/** What main is asked to add, of a form without problems. */
export function credentialInputOf(values: CredentialFormValues): CredentialInput {
  const typed = {
    kind: 'typed',
    accessKeyId: values.accessKeyId.trim(),
    secretAccessKey: values.secret.trim(),
  } as const;
  return {
    name: values.name.trim(),
    source: values.source === 'csv' && values.csv !== null ? { kind: 'csv', handle: values.csv.handle } : typed,
    region: values.region.trim(),
    endpoint:
      values.endpoint === 'custom' ? { kind: 'custom', url: values.customUrl.trim() } : { kind: values.endpoint },
  };
}
