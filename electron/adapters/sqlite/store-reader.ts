// What a read transaction sees: every table of the store, over one connection.
import type { StoreReader } from '../../ports/store';
import { auditRows } from './audit-rows';
import type { AuditTotals } from './audit-totals';
import type { CheckedSeals } from './checked-seals';
import { jobRows } from './job-rows';
import type { StoreQueries } from './kysely-dialect';
import { otherRows } from './other-rows';
import { sealedKinds, type SealedKind } from './sealed-kinds';
import { requestPage } from './request-page';
import { sealedRows } from './sealed-rows';

const nothingPending = new Map<string, never>();

export function storeReader(queries: StoreQueries, totals: AuditTotals, seals: CheckedSeals): StoreReader {
  const sealed = <T extends { readonly id: string }>(kind: SealedKind<T>) =>
    sealedRows(queries, kind, nothingPending, seals);
  const keys = sealed(sealedKinds.keys);
  const requests = sealed(sealedKinds.requests);
  return {
    identities: sealed(sealedKinds.identities),
    roles: sealed(sealedKinds.roles),
    credentials: sealed(sealedKinds.credentials),
    groups: sealed(sealedKinds.groups),
    keys: { ...keys, ofGroup: (groupId) => keys.ofParent(groupId) },
    requests: { ...requests, page: (state, page) => requestPage(requests, state, page) },
    policies: sealed(sealedKinds.policies),
    controls: sealed(sealedKinds.controls),
    recoveries: sealed(sealedKinds.recoveries),
    reconciliations: sealed(sealedKinds.reconciliations),
    schedules: sealed(sealedKinds.schedules),
    savedReports: sealed(sealedKinds.savedReports),
    auditFilters: sealed(sealedKinds.auditFilters),
    forwardings: sealed(sealedKinds.forwardings),
    backupPlans: sealed(sealedKinds.backupPlans),
    hsmBackups: sealed(sealedKinds.hsmBackups),
    segments: sealed(sealedKinds.segments),
    jobs: jobRows(queries),
    audit: auditRows(queries, totals, true),
    ...otherRows(queries),
  };
}
