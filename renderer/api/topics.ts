// Which queries a 'changed' event makes stale. A new query cannot be added to the table without a place here.
import type { Topic } from '../../shared/ipc/table';
import type { QueryName } from './call';

export const queryTopics: Readonly<Record<QueryName, readonly Topic[]>> = {
  'app.status': ['status'],
  'setup.options': [],
  'preferences.get': ['preferences'],
  'credentials.list': ['credentials', 'groups'],
  'groups.list': ['groups', 'credentials', 'jobs'],
  'groups.keys': ['keys', 'groups'],
  'groups.checkPolicy': [],
  'groups.previewForceRotate': ['groups', 'keys', 'credentials', 'jobs'],
  'keys.previewOperation': ['groups', 'keys', 'credentials', 'jobs'],
  'schedules.calendar': ['groups', 'credentials'],
  'jobs.list': ['jobs'],
  'jobs.details': ['jobs'],
  'jobs.statistics': ['jobs', 'keys'],
  'audit.list': ['audit'],
  // An entry never changes; what it leads to may.
  'audit.entry': ['jobs', 'keys', 'approvals'],
  'audit.identities': ['identities'],
  'audit.savedFilters': ['audit-filters', 'identities'],
  'approvals.preview': ['approvals', 'policy', 'groups', 'keys', 'credentials', 'jobs'],
  'approvals.list': ['approvals', 'identities', 'policy'],
  'approvals.details': ['approvals', 'identities', 'policy'],
  'policy.get': ['policy', 'roles'],
  'identities.list': ['identities', 'roles', 'status'],
  'roles.list': ['roles', 'identities'],
  'recovery.status': ['recovery', 'identities', 'policy'],
  'reports.kinds': ['status', 'preferences'],
  'reports.preview': [],
  'reports.saved': ['reports'],
  'backup.get': ['backup', 'keys', 'preferences'],
  'retention.get': ['audit', 'backup', 'forwarding'],
  'forwarding.get': ['forwarding', 'audit'],
  'reconcile.get': ['reconciliations', 'groups'],
  'reconcile.list': ['reconciliations', 'groups'],
  'dashboard.get': ['reconciliations', 'status', 'approvals', 'jobs', 'groups', 'keys', 'identities', 'policy'],
  'dashboard.upcoming': ['groups', 'keys'],
  'hsm.inventory': ['keys', 'groups', 'status'],
};

/** Names of the queries that any of the topics makes stale. */
export function staleQueries(changed: readonly Topic[]): QueryName[] {
  return (Object.keys(queryTopics) as QueryName[]).filter((name) =>
    queryTopics[name].some((topic) => changed.includes(topic)),
  );
}
