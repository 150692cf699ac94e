// Opens clients of the AWS SDK. The one module that loads it: the SDK takes longer to load than the window takes to open.
import { KMSClient } from '@aws-sdk/client-kms';
import { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../../ports/clock';
import type { AwsAccess, CloudKms } from '../../ports/cloud-kms';
import { createAwsKms } from './aws-kms';
import { clientSettings, createAgents, type Timeouts } from './client-settings';
import { createPacing } from './pacing';

export type OpenAwsKms = (access: AwsAccess) => CloudKms;

/** Pacing and connections are shared by everything that the function opens. */
export function awsKmsOpener(clock: Clock, timeouts: Timeouts): OpenAwsKms {
  const pacing = createPacing(clock);
  const agents = createAgents();
  const clients = keptClients((access) => new KMSClient(clientSettings(access, 'kms', agents, timeouts)));
  return (access) => {
    const kms = clients.of(access);
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
  };
}

/** A client is kept so long after it was asked for: making one, and its first request, cost as much as several requests more. */
const keptMs = 30_000;

/** One client for each key pair, Region and endpoint; those not asked for any more are forgotten, with the secrets they hold. */
function keptClients(make: (access: AwsAccess) => KMSClient): { of(access: AwsAccess): KMSClient } {
  const kept = new Map<string, { readonly client: KMSClient; readonly forget: NodeJS.Timeout }>();
  return {
    of(access) {
      const name = JSON.stringify([access.accessKeyId, access.secretAccessKey, access.region, access.endpoint ?? null]);
      const known = kept.get(name);
      clearTimeout(known?.forget);
      const client = known?.client ?? make(access);
      kept.set(name, { client, forget: setTimeout(() => kept.delete(name), keptMs).unref() });
      return client;
    },
  };
}
