// The key inventory: one row joins the HSM's key, its check value, the KMS key and material, who asked for it, who approved it, and AWS's request ID.
import type { ApprovalRequest } from '../../domain/approval-request';
import type { Credential, Key, KeyGroup } from '../../domain/entities';
import { inHsmBackupOf } from '../../domain/hsm-backup-rules';
import { shownKeyState } from '../../domain/key-group-rules';
import type { StoreReader } from '../../ports/store';
import { readNames } from '../audit-view';
import { field, type Column, type ReportSource } from './report-kind';
import { allRequests } from './request-pages';
import { rowsReport } from './rows-report';

/** Times are ISO 8601 in UTC; identities are login names. */
export interface InventoryRow {
  readonly keyId: string;
  readonly keyName: string;
  readonly generation: number;
  readonly state: string;
  readonly groupId: string;
  readonly group: string;
  readonly owner: string;
  /** The group's description: what the key is for. */
  readonly purpose: string;
  readonly hsmToken: string | null;
  readonly hsmReference: string | null;
  readonly checkValue: string | null;
  readonly checkValueMethod: string | null;
  /** Time of the newest confirmed backup of the HSM that holds the key. */
  readonly hsmBackupAt: string | null;
  readonly kmsKeyId: string | null;
  readonly kmsKeyArn: string | null;
  readonly keyMaterialId: string | null;
  readonly alias: string;
  readonly region: string;
  readonly accountId: string | null;
  readonly credential: string;
  readonly wrappingAlgorithm: string | null;
  readonly wrappingKeySpec: string | null;
  readonly createdAt: string;
  readonly importedAt: string | null;
  readonly activatedAt: string | null;
  readonly supersededAt: string | null;
  readonly validUntil: string | null;
  readonly materialExpiresAt: string | null;
  readonly jobId: string | null;
  readonly awsRequestId: string | null;
  readonly requestId: string | null;
  readonly requestedBy: string | null;
  readonly justification: string | null;
  readonly approvedBy: readonly string[];
}

const plain = field<InventoryRow>();

const columns: readonly Column<InventoryRow>[] = [
  plain('group', 'Key group'),
  plain('keyName', 'Key'),
  plain('generation', 'Generation'),
  plain('state', 'State'),
  plain('owner', 'Owner'),
  plain('purpose', 'Purpose'),
  plain('hsmToken', 'HSM token'),
  plain('hsmReference', 'HSM reference (CKA_ID)'),
  plain('checkValue', 'Check value'),
  plain('checkValueMethod', 'Check value method'),
  plain('hsmBackupAt', 'In confirmed HSM backup of (UTC)'),
  plain('kmsKeyId', 'AWS KMS key ID'),
  plain('kmsKeyArn', 'AWS KMS key ARN'),
  plain('keyMaterialId', 'Key material ID'),
  plain('alias', 'Alias'),
  plain('region', 'Region'),
  plain('accountId', 'AWS account'),
  plain('credential', 'Cloud credential'),
  plain('wrappingAlgorithm', 'Wrapping algorithm'),
  plain('wrappingKeySpec', 'Wrapping key'),
  plain('createdAt', 'Generated (UTC)'),
  plain('importedAt', 'Imported (UTC)'),
  plain('activatedAt', 'Active from (UTC)'),
  plain('supersededAt', 'Superseded (UTC)'),
  plain('validUntil', 'Valid until (UTC)'),
  plain('materialExpiresAt', 'Material expires in AWS (UTC)'),
  plain('requestedBy', 'Requested by'),
  plain('justification', 'Justification'),
  plain('approvedBy', 'Approved by'),
  plain('requestId', 'Approval request'),
  plain('jobId', 'Job ID'),
  plain('awsRequestId', 'AWS request ID'),
  plain('keyId', 'Key row ID'),
  plain('groupId', 'Key group ID'),
];

export const keyInventory = rowsReport<InventoryRow>({
  kind: 'key-inventory',
  title: 'Key inventory',
  description:
    'Every generation of every key group: where its material is, what AWS calls it, who asked for and approved it.',
  permissions: ['Keys:View'],
  filters: ['groupIds', 'keyStates'],
  columns,
  count: async (source) => (await selectedKeys(source)).length,
  async *rows(source) {
    const { tx, installation } = source;
    const nameOf = await readNames(tx);
    const credentials = new Map((await tx.credentials.list()).map((credential) => [credential.id, credential]));
    const requests = await requestsByJob(tx);
    const backups = await tx.hsmBackups.list();
    const hsmToken = installation.token.serial ?? installation.token.label ?? null;
    for (const { key, group } of await selectedKeys(source)) {
      const request = key.jobId === null ? undefined : requests.get(key.jobId);
      const credential = credentials.get(group.template.credentialId);
      const hsmBackupAt = inHsmBackupOf(key, backups);
      const fields = keyFields(key, group, credential, source.now);
      yield { ...fields, hsmToken, hsmBackupAt, ...approvalFields(request, nameOf) };
    }
  },
});

export interface GroupKey {
  readonly group: KeyGroup;
  readonly key: Key;
}

/** Keys that the filter lets through, by group as groups are listed, newest generation last. */
export async function selectedKeys({ tx, filter, now }: ReportSource): Promise<readonly GroupKey[]> {
  const groups = (await tx.groups.list()).filter(({ id }) => filter.groupIds?.includes(id) ?? true);
  const found: GroupKey[] = [];
  for (const group of groups) {
    const keys = [...(await tx.keys.ofGroup(group.id))].sort((a, b) => a.generation - b.generation);
    for (const key of keys) {
      if (filter.keyStates?.includes(shownKeyState(key, now)) ?? true) found.push({ group, key });
    }
  }
  return found;
}

async function requestsByJob(tx: StoreReader): Promise<ReadonlyMap<string, ApprovalRequest>> {
  const found = new Map<string, ApprovalRequest>();
  for await (const request of allRequests(tx)) if (request.jobId !== null) found.set(request.jobId, request);
  return found;
}

function keyFields(key: Key, { id, template }: KeyGroup, credential: Credential | undefined, now: Date) {
  return {
    keyId: key.id,
    keyName: key.name,
    generation: key.generation,
    state: shownKeyState(key, now),
    groupId: id,
    group: template.name,
    owner: template.owner,
    purpose: template.description,
    hsmReference: key.hsmReference,
    checkValue: key.checkValue?.value ?? null,
    checkValueMethod: key.checkValue?.method ?? null,
    kmsKeyId: key.kmsKeyId,
    kmsKeyArn: key.kmsKeyArn,
    keyMaterialId: key.keyMaterialId,
    alias: template.alias,
    region: template.region,
    accountId: credential?.accountId ?? null,
    credential: credential?.name ?? template.credentialId,
    wrappingAlgorithm: key.wrappingAlgorithm,
    wrappingKeySpec: key.wrappingKeySpec,
    createdAt: key.createdAt,
    importedAt: key.importedAt,
    activatedAt: key.activatedAt,
    supersededAt: key.supersededAt,
    validUntil: key.validUntil,
    materialExpiresAt: key.materialExpiresAt,
    jobId: key.jobId,
    awsRequestId: key.awsRequestId,
  };
}

function approvalFields(request: ApprovalRequest | undefined, nameOf: (id: string) => string) {
  return {
    requestId: request?.id ?? null,
    requestedBy: request === undefined ? null : nameOf(request.requesterId),
    justification: request?.justification ?? null,
    approvedBy: (request?.decisions ?? [])
      .filter(({ verdict }) => verdict === 'approve')
      .map(({ identityId }) => nameOf(identityId)),
  };
}
