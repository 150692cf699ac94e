// How an event of the audit log is named and filed: category and outcome follow from names and codes, in one place.
import type { ErrorCode } from '../../shared/errors';
import type { AuditCategory, AuditOutcome } from '../../shared/schemas/audit';

/** Events that read wrong with any other outcome than success have a name of their own for it. */
const otherwise: Readonly<Record<string, string>> = {
  'login.succeeded': 'login.refused',
  'hsm.logged-in': 'hsm.log-in-failed',
  'system.set-up': 'system.set-up-failed',
  'system.set-up-from-backup': 'system.set-up-failed',
};

/** The event of an entry: the table's, or its counterpart when the outcome is not success. */
export function eventOfOutcome(event: string, outcome: AuditOutcome): string {
  return outcome === 'refused' || outcome === 'failed' ? (otherwise[event] ?? event) : event;
}

const categories: Readonly<Record<string, AuditCategory>> = {
  system: 'System',
  backup: 'System',
  store: 'System',
  hsm: 'HSM',
  login: 'Login',
  identity: 'Identities',
  role: 'Identities',
  recovery: 'Identities',
  approval: 'Approvals',
  policy: 'Approvals',
  credential: 'Credentials',
  'key-group': 'Key groups',
  schedule: 'Key groups',
  expiry: 'Keys',
  key: 'Keys',
  reconcile: 'Keys',
  job: 'Jobs',
  jobs: 'Jobs',
  kms: 'AWS KMS',
  audit: 'Audit',
  report: 'Audit',
  record: 'Audit',
  forwarding: 'Audit',
  call: 'Refused',
};

/** The category of an event, by the part of its name before the first dot. */
export function categoryOfEvent(event: string): AuditCategory {
  return categories[event.split('.', 1)[0] ?? ''] ?? 'System';
}

const refusing = ['auth.', 'input.', 'state.', 'environment.'];

/** `refused`: a rule of ours said no; `failed`: it was tried, and is not done or not known. */
export function outcomeOfError(code: ErrorCode): 'refused' | 'failed' {
  const rule = refusing.some((prefix) => code.startsWith(prefix)) || code === 'not-found' || code === 'store.read-only';
  return rule ? 'refused' : 'failed';
}
