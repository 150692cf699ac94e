// AWS KMS over the AWS SDK: one client for each credential and Region, pacing and connections shared by all of them.
import { KMSClient } from '@aws-sdk/client-kms';
import { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../../ports/clock';
import type { CloudKms, CloudKmsFactory } from '../../ports/cloud-kms';
import { createAwsKms } from './aws-kms';
import { clientSettings, createAgents, defaultTimeouts, type Timeouts } from './client-settings';
import { createPacing } from './pacing';

export interface AwsKmsFactoryParts {
  readonly clock: Clock;
  readonly timeouts?: Timeouts;
}

export function createAwsKmsFactory({ clock, timeouts = defaultTimeouts }: AwsKmsFactoryParts): CloudKmsFactory {
  const pacing = createPacing(clock);
  const agents = createAgents();
  return {
    open(access): CloudKms {
      const kms = new KMSClient(clientSettings(access, 'kms', agents, timeouts));
      // Made when first asked for: a job never needs it.
      let sts: STSClient | undefined;
      return createAwsKms({
        kms,
        sts: () => (sts ??= new STSClient(clientSettings(access, 'sts', agents, timeouts))),
        clock,
        region: access.region,
        pace: (operation, perSecond, work) =>
          pacing.run(`${access.accessKeyId}|${access.region}|${operation}`, perSecond, work),
      });
    },
  };
}
