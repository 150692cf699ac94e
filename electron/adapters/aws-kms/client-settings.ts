// Everything the SDK would otherwise look up in environment variables, profiles or instance metadata, said explicitly.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AwsAccess } from '../../ports/cloud-kms';
import type { AwsOperationFacts } from './operations';

export interface HttpAgents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

export interface Timeouts {
  readonly connectionMs: number;
  readonly requestMs: number;
}
export const defaultTimeouts: Timeouts = { connectionMs: 5_000, requestMs: 20_000 };

/**
 * Connections are kept for three seconds only: one that the server is just closing (Node servers do after five) would lose a request
 * whose effect is then unknown. TLS verification is on whatever NODE_TLS_REJECT_UNAUTHORIZED says.
 */
export function createAgents(): HttpAgents {
  const options = { keepAlive: true, maxSockets: 16, timeout: 3_000 };
  return {
    http: new HttpAgent(options),
    https: new HttpsAgent({ ...options, minVersion: 'TLSv1.2', rejectUnauthorized: true }),
  };
}

/** AWS's own endpoint of a service in a Region (AWS General Reference: service endpoints). */
export function regionalEndpoint(service: AwsOperationFacts['service'], region: string): string {
  return `https://${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

/** Settings of an SDK client. One attempt: only the job runner repeats a change, after a look-up. */
export function clientSettings(
  access: AwsAccess,
  service: AwsOperationFacts['service'],
  agents: HttpAgents,
  timeouts: Timeouts,
) {
  return {
    region: access.region,
    endpoint: access.endpoint ?? regionalEndpoint(service, access.region),
    credentials: { accessKeyId: access.accessKeyId, secretAccessKey: access.secretAccessKey },
    maxAttempts: 1,
    retryMode: 'standard',
    defaultsMode: 'standard' as const,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    userAgentAppId: 'kmes-console',
    authSchemePreference: ['aws.auth#sigv4'],
    // A wrong clock is told to a person, not silently corrected: audit times and expiry dates hang on it.
    disableClockSkewCorrection: true,
    requestHandler: {
      httpAgent: agents.http,
      httpsAgent: agents.https,
      connectionTimeout: timeouts.connectionMs,
      requestTimeout: timeouts.requestMs,
      socketTimeout: timeouts.requestMs,
      throwOnRequestTimeout: true,
    },
  };
}
