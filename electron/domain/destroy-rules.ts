// When a key may be destroyed in the HSM: superseded, and no AWS KMS key lists its material any more. Pure.
import { ConsoleError } from '../../shared/errors';
import type { Key } from './entities';

/** AWS's answer of one KMS key that ever had the material. */
export interface DetachmentAnswer {
  readonly kmsKeyArn: string;
  /** DescribeKey: its state, or `NotFound` once AWS has deleted it. */
  readonly awsState: string;
  /** ListKeyRotations: does it list the material, imported or missing? null where the server does not know the operation. */
  readonly lists: boolean | null;
  readonly awsRequestId: string | null;
}

/** AWS has deleted the KMS key for good: nothing can be decrypted with it again, whoever holds its material. */
export const deletedState = 'NotFound';

export interface KmsArn {
  readonly region: string;
  readonly accountId: string;
}

/** Region and account of a key ARN (`arn:aws:kms:REGION:ACCOUNT:key/ID`); null when it is none. */
export function parseKmsArn(arn: string): KmsArn | null {
  const [prefix, , service, region = '', accountId = '', resource = ''] = arn.split(':');
  if (prefix !== 'arn' || service !== 'kms' || region === '' || accountId === '' || !resource.startsWith('key/'))
    return null;
  return { region, accountId };
}

/** KMS keys that ever had the material of this HSM key, by the console's record. */
export function everHad(key: Key, all: readonly Key[]): readonly string[] {
  const arns = all
    .filter((row) => row.id === key.id || (row.hsmReference !== null && row.hsmReference === key.hsmReference))
    .flatMap((row) => row.kmsKeyArn ?? []);
  return [...new Set(arns)];
}

const refused = (key: Key, reason: string, more: Readonly<Record<string, string | null>> = {}): ConsoleError =>
  new ConsoleError('state.conflict', {
    facts: { what: 'key-operation', reason, name: key.name, state: key.state, ...more },
  });

/** What the console's own record forbids, before AWS is asked. */
export function destroyRefusal(key: Key, arns: readonly string[], accountId: string | null): ConsoleError | null {
  if (key.state === 'Destroyed') return refused(key, 'destroyed-already');
  if (key.hsmReference === null || key.state === 'Material not held') return refused(key, 'material-not-held');
  if (key.supersededAt === null) return refused(key, 'not-superseded');
  if (arns.length === 0) return refused(key, 'no-kms-key');
  // "Not found" counts only from the account that has the key: another one would say so of every key.
  const elsewhere = arns.find((arn) => accountId === null || parseKmsArn(arn)?.accountId !== accountId);
  return elsewhere === undefined ? null : refused(key, 'other-account', { kmsKeyArn: elsewhere, accountId });
}

/** The first KMS key that still lists the material, or cannot say that it does not. */
export function attachedRefusal(key: Pick<Key, 'name'>, answers: readonly DetachmentAnswer[]): ConsoleError | null {
  const attached = answers.find(({ awsState, lists }) => awsState !== deletedState && lists !== false);
  if (attached === undefined) return null;
  return new ConsoleError('state.conflict', {
    facts: {
      ...{ what: 'key-operation', name: key.name },
      reason: attached.lists === null ? 'cannot-tell' : 'still-attached',
      ...{ kmsKeyArn: attached.kmsKeyArn, state: attached.awsState },
    },
  });
}
