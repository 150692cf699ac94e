// Opens the AWS adapter against a test's server, with a clock whose pauses take no time.
import { createAwsKmsFactory } from '../../../electron/adapters/aws-kms/aws-kms-factory';
import type { CloudKms } from '../../../electron/ports/cloud-kms';
import type { Clock } from '../../../electron/ports/clock';
import type { ConsoleError } from '../../../shared/errors';

export const access = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMIexampleKEY',
  region: 'eu-central-1',
};

/** Sleeps are over at once, in its own time: for tests that are not about waiting. */
export function hastyClock(): Clock {
  let passedMs = 0;
  return {
    now: () => new Date(Date.now() + passedMs),
    monotonicMs: () => passedMs,
    sleep: (ms) => {
      passedMs += ms;
      return Promise.resolve();
    },
  };
}

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
