// Opens the AWS adapter against a test's server, with a clock whose pauses take no time.
import { createAwsKmsFactory } from '../../../electron/adapters/aws-kms/aws-kms-factory';
import type { CloudKms } from '../../../electron/ports/cloud-kms';
import type { ConsoleError } from '../../../shared/errors';
import { hastyClock } from '../../support/manual-clock';

export const access = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMIexampleKEY',
  region: 'eu-central-1',
};

export function openAgainst(endpoint: string, timeouts = { connectionMs: 1000, requestMs: 2000 }): CloudKms {
  return createAwsKmsFactory({ clock: hastyClock(), timeouts }).open({ ...access, endpoint });
}

/** What a promise was rejected with; fails when it was not. */
export async function rejection(work: Promise<unknown>): Promise<ConsoleError> {
  try {
    await work;
  } catch (thrown) {
    return thrown as ConsoleError;
  }
  throw new Error('it was not rejected');
}
