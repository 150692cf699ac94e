// One call to AWS: paced, answered or mapped to a typed error; reads are tried again a little, changes never.
import type { Clock } from '../../ports/clock';
import type { ConsoleError } from '../../../shared/errors';
import { mapAwsError } from './map-aws-error';
import { awsOperations, type AwsOperation } from './operations';

export type Pace = <T>(operation: AwsOperation, perSecond: number, work: () => Promise<T>) => Promise<T>;
export type AwsCall = <T>(operation: AwsOperation, send: () => Promise<T>) => Promise<T>;

/** Tries of a read, and the pause before the second and the third. */
const readPausesMs = [200, 800] as const;

/** AWS answered and asks for patience; an endpoint that does not answer at all is told at once. */
const isPassing = (error: ConsoleError): boolean => error.code === 'kms.throttled' || error.code === 'kms.server-error';

export function createAwsCall(clock: Clock, region: string, pace: Pace): AwsCall {
  return async (operation, send) => {
    const { changes, perSecond } = awsOperations[operation];
    for (let tries = 0; ; tries += 1) {
      try {
        return await pace(operation, perSecond, send);
      } catch (thrown) {
        const error = mapAwsError(thrown, operation, region, new Date());
        const pauseMs = readPausesMs[tries];
        if (changes || pauseMs === undefined || !isPassing(error)) throw error;
        await clock.sleep(pauseMs);
      }
    }
  };
}
