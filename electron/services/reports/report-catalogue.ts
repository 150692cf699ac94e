// Every kind of report there is.
import { ConsoleError } from '../../../shared/errors';
import type { Permission } from '../../../shared/permissions';
import type { ReportDefinition, ReportKind, ReportKindView } from '../../../shared/schemas/reports';
import { accessReview } from './access-review';
import { approvalsReport } from './approvals-report';
import { auditReport } from './audit-report';
import { credentialsReport } from './credentials-report';
import { hsmReport } from './hsm-report';
import { keyAgeing } from './key-ageing';
import { keyInventory } from './key-inventory';
import type { ReportKindDefinition } from './report-kind';
import { rotationCompliance } from './rotation-compliance';

const catalogue: Readonly<Record<ReportKind, ReportKindDefinition>> = {
  audit: auditReport,
  'key-inventory': keyInventory,
  'rotation-compliance': rotationCompliance,
  'key-ageing': keyAgeing,
  approvals: approvalsReport,
  'access-review': accessReview,
  credentials: credentialsReport,
  hsm: hsmReport,
};

/** The kind of a definition, if the login may have it: else `auth.not-permitted` with the permission that is missing. */
export function permittedKind(definition: ReportDefinition, held: readonly Permission[]): ReportKindDefinition {
  const kind = catalogue[definition.kind];
  const missing = kind.permissions.find((permission) => !held.includes(permission));
  if (missing !== undefined) throw new ConsoleError('auth.not-permitted', { facts: { permission: missing } });
  return kind;
}

export function reportKindViews(held: readonly Permission[]): readonly ReportKindView[] {
  return Object.values(catalogue).map(({ kind, title, description, columns, filters, permissions }) => ({
    ...{ kind, title, description },
    columns: columns.map((column) => ({ id: column.id, title: column.title })),
    filters: [...filters],
    permitted: permissions.every((permission) => held.includes(permission)),
  }));
}
