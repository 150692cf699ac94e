// The credentials report: whose access keys the console uses, how old they are and when a job last used them. Never a secret.
import type { StoreReader } from '../../ports/store';
import { credentialView } from '../credentials/credential-view';
import { field } from './report-kind';
import { rowsReport } from './rows-report';

export interface CredentialRow {
  readonly credentialId: string;
  readonly name: string;
  readonly service: string;
  readonly accessKeyId: string;
  readonly accountId: string | null;
  readonly callerArn: string | null;
  readonly region: string;
  /** `AWS`, `KMS simulator`, or the address given. */
  readonly endpoint: string;
  readonly createdAt: string;
  readonly createdBy: string;
  /** Whole days since it was added. */
  readonly ageDays: number;
  /** When the newest job of its key groups was started; null when none ever was. */
  readonly lastUsedAt: string | null;
  readonly groups: readonly string[];
}

const dayMs = 86_400_000;
const plain = field<CredentialRow>();

export const credentialsReport = rowsReport<CredentialRow>({
  kind: 'credentials',
  title: 'Credentials',
  description: 'Cloud credentials with account, age and last use; no secrets.',
  permissions: ['Credentials:View'],
  filters: [],
  columns: [
    plain('name', 'Cloud credential'),
    plain('service', 'Service'),
    plain('accessKeyId', 'Access key ID'),
    plain('accountId', 'AWS account'),
    plain('callerArn', 'Caller ARN'),
    plain('region', 'Region'),
    plain('endpoint', 'Endpoint'),
    plain('createdAt', 'Added (UTC)'),
    plain('createdBy', 'Added by'),
    plain('ageDays', 'Age in days'),
    plain('lastUsedAt', 'Last job that used it (UTC)'),
    plain('groups', 'Key groups'),
    plain('credentialId', 'Credential ID'),
  ],
  count: async ({ tx }) => (await tx.credentials.list()).length,
  async *rows({ tx, now }) {
    const groups = await tx.groups.list();
    for (const credential of await tx.credentials.list()) {
      const view = await credentialView(tx, credential);
      const using = groups.filter(({ template }) => template.credentialId === credential.id);
      yield {
        credentialId: view.id,
        name: view.name,
        service: view.service,
        accessKeyId: view.accessKeyId,
        accountId: view.accountId,
        callerArn: view.callerArn,
        region: view.region,
        endpoint: view.endpoint ?? (view.simulator ? 'KMS simulator' : 'AWS'),
        createdAt: view.createdAt,
        createdBy: view.createdBy,
        ageDays: Math.floor((now.getTime() - Date.parse(view.createdAt)) / dayMs),
        lastUsedAt: await lastJobAt(
          tx,
          using.map(({ id }) => id),
        ),
        groups: using.map(({ template }) => template.name),
      };
    }
  },
});

async function lastJobAt(tx: StoreReader, groupIds: readonly string[]): Promise<string | null> {
  let latest: string | null = null;
  for (const groupId of groupIds) {
    const started = (await tx.jobs.list({ groupId, limit: 1 })).jobs[0]?.startedAt ?? null;
    if (started !== null && (latest === null || started > latest)) latest = started;
  }
  return latest;
}
