// The kinds of rows that decide security. Another kind is one more entry here and its place in the ports: no table, no migration.
import type { ApprovalRequest } from '../../domain/approval-request';
import type {
  ApprovalPolicy,
  Controls,
  Credential,
  Forwarding,
  GroupSchedule,
  Identity,
  Key,
  KeyGroup,
  Reconciliation,
  Recovery,
  Role,
  RowId,
  SavedAuditFilter,
  SavedReport,
} from '../../domain/entities';
import type { AuditSegment, BackupPlan, HsmBackup } from '../../domain/backup-entities';
import type { RequestStatus } from '../../../shared/schemas/approvals';

export interface SealedKind<T extends { readonly id: RowId }> {
  /** As audit entries name it in `subjects`. */
  readonly kind: string;
  nameOf(row: T): string;
  /** Names are unique within this scope; left out: within the kind. */
  scopeOf?(row: T): string;
  /** The row it belongs to, for `ofParent`. It never changes. */
  parentOf?(row: T): RowId;
}

const kind = <T extends { readonly id: RowId }>(definition: SealedKind<T>): SealedKind<T> => definition;

export const sealedKinds = {
  identities: kind<Identity>({ kind: 'identity', nameOf: (row) => row.name }),
  roles: kind<Role>({ kind: 'role', nameOf: (row) => row.name }),
  credentials: kind<Credential>({ kind: 'credential', nameOf: (row) => row.name }),
  groups: kind<KeyGroup>({ kind: 'key-group', nameOf: (row) => row.template.name }),
  // A key is named after its group; a later group of the same name has generations of its own.
  keys: kind<Key>({
    kind: 'key',
    nameOf: (row) => row.name,
    scopeOf: (row) => row.groupId,
    parentOf: (row) => row.groupId,
  }),
  // The name is the order in which requests are listed: open ones apart, by time.
  requests: kind<ApprovalRequest>({
    kind: 'request',
    nameOf: (row) => `${requestListName(row.status)}${row.createdAt}/${row.id}`,
  }),
  policies: kind<ApprovalPolicy>({ kind: 'policy', nameOf: () => 'policy' }),
  controls: kind<Controls>({ kind: 'controls', nameOf: () => 'controls' }),
  recoveries: kind<Recovery>({ kind: 'recovery', nameOf: () => 'recovery' }),
  forwardings: kind<Forwarding>({ kind: 'forwarding', nameOf: () => 'forwarding' }),
  backupPlans: kind<BackupPlan>({ kind: 'backup-plan', nameOf: () => 'backup-plan' }),
  hsmBackups: kind<HsmBackup>({ kind: 'hsm-backup', nameOf: (row) => `${row.takenAt}/${row.id}` }),
  segments: kind<AuditSegment>({
    kind: 'audit-segment',
    nameOf: (row) => String(row.toSequence).padStart(15, '0'),
  }),
  reconciliations: kind<Reconciliation>({ kind: 'reconciliation', nameOf: (row) => row.id }),
  schedules: kind<GroupSchedule>({ kind: 'schedule', nameOf: (row) => row.id }),
  savedReports: kind<SavedReport>({ kind: 'saved-report', nameOf: (row) => row.name }),
  auditFilters: kind<SavedAuditFilter>({
    kind: 'audit-filter',
    nameOf: (row) => row.name,
    scopeOf: (row) => (row.shared ? 'shared' : row.savedBy),
  }),
} as const;

/** Beginning of the names of requests that are open, or closed. */
export function requestListName(status: RequestStatus): string {
  return status === 'Pending' || status === 'Approved' ? 'open/' : 'closed/';
}
