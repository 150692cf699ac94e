// One sentence for each event of the audit log, in the words of product.md. Main writes them into lists and exports.
import type { Operation } from '../permissions';
import type { AuditOutcome } from '../schemas/audit';
import { operationNames } from './operation-names';

/** What a sentence may use of an entry. */
export interface AuditSentenceParts {
  readonly outcome: AuditOutcome;
  readonly target: { readonly kind: string; readonly name: string | null } | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

type Sentence = string | ((parts: AuditSentenceParts) => string);

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const named = (parts: AuditSentenceParts): string => text(parts.target?.name) || text(parts.facts['name']);
const key = (parts: AuditSentenceParts): string => text(parts.facts['keyName']) || named(parts);

const operation = (parts: AuditSentenceParts): string => {
  const name = text(parts.facts['operation']);
  return name in operationNames ? operationNames[name as Operation] : name;
};
const requestNames = (parts: AuditSentenceParts): string => {
  const requests = parts.facts['requests'];
  if (!Array.isArray(requests)) return named(parts);
  return (requests as readonly { readonly name?: unknown }[]).map(({ name }) => text(name)).join(', ');
};

const sentences: Readonly<Record<string, Sentence>> = {
  'system.set-up': 'The console was set up',
  'system.set-up-failed': 'Set-up ended without an installation',
  'system.closed': 'The console was closed',
  'hsm.module-inspected': (p) => `PKCS#11 module ${text(p.facts['path'])} was inspected`,
  'hsm.evaluation-token-created': (p) => `Evaluation token ${text(p.facts['label'])} was created`,
  'hsm.logged-in': (p) => `HSM unlocked: token ${text(p.facts['token'])}`,
  'hsm.log-in-failed': 'The HSM was not unlocked',
  'hsm.logged-out': (p) => `Logged out of the HSM: token ${text(p.facts['token'])}`,
  'hsm.disconnected': (p) => `The HSM was lost: ${text(p.facts['reason'])}`,
  'key.marked-compromised': (p) => `Key ${key(p)} was marked as compromised`,
  'hsm.key-destroyed': (p) => `Key ${key(p)} destroyed in the HSM`,
  'hsm.key-generated': (p) => `Key ${key(p)} in the HSM`,
  'login.succeeded': (p) => `${text(p.facts['name'])} logged in`,
  'login.refused': (p) => `Login refused${named(p) === '' ? '' : ` for ${named(p)}`}`,
  'login.ended': 'Logged out',
  'login.locked': (p) => (p.facts['reason'] === 'idle' ? 'The view was locked after idle time' : 'The view was locked'),
  'login.password-changed': (p) => `${named(p)} changed the password`,
  'login.identity-proven': (p) => `${named(p)} was proven by password`,
  'login.second-factor-enrolled': (p) => `${named(p)} enrolled a second factor`,
  'identity.added': (p) => `Identity ${named(p)} was added`,
  'identity.changed': (p) => `Identity ${named(p)} was changed`,
  'identity.disabled': (p) =>
    p.facts['reason'] === 'unused'
      ? `Identity ${named(p)} was disabled: not used for ${text(p.facts['days'])} days`
      : `Identity ${named(p)} was disabled`,
  'identity.enabled': (p) => `Identity ${named(p)} was enabled`,
  'identity.password-reset': (p) => `The password of ${named(p)} was reset`,
  'identity.deleted': (p) => `Identity ${named(p)} was deleted`,
  'role.added': (p) => `Role ${named(p)} was added`,
  'role.changed': (p) => `Role ${named(p)} was changed`,
  'role.deleted': (p) => `Role ${named(p)} was deleted`,
  'recovery.shares-made': 'Recovery shares were made',
  'recovery.begun': (p) => `A recovery by custodians was begun; it opens ${text(p.facts['opensAt'])}`,
  'recovery.refused': (p) => `A recovery by custodians was refused (${text(p.facts['reason'])})`,
  'recovery.cancelled': 'The recovery by custodians was cancelled',
  'recovery.completed': 'The recovery by custodians made new administrators',
  'credential.added': (p) => `Cloud credential ${named(p)} was added`,
  'credential.deleted': (p) => `Cloud credential ${named(p)} was deleted`,
  'credential.evaluation-key-made': 'An access key of the KMS simulator was made',
  'key-group.added': (p) => `Key group ${named(p)} was added`,
  'key-group.changed': (p) => `Key group ${named(p)} was changed`,
  'key-group.deleted': (p) => `Key group ${named(p)} was deleted`,
  'schedule.approved': (p) => `The rotation schedule of ${named(p)} was approved until ${text(p.facts['validUntil'])}`,
  'schedule.approval-ended': (p) => `The approval of the rotation schedule of ${named(p)} was ended`,
  'schedule.approval-void': (p) =>
    `The approval of the rotation schedule of ${named(p)} is void: what it covered has changed`,
  'schedule.paused': (p) => `The rotation schedule of ${named(p)} was paused`,
  'schedule.resumed': (p) => `The rotation schedule of ${named(p)} goes on`,
  'schedule.run-started': (p) => `The scheduled rotation of ${named(p)} was queued, due ${text(p.facts['dueAt'])}`,
  'schedule.run-waiting': (p) => `The scheduled rotation of ${named(p)} waits (${text(p.facts['reason'])})`,
  'schedule.run-not-needed': (p) =>
    `The scheduled rotation of ${named(p)} was not needed (${text(p.facts['outcome'])})`,
  'expiry.warned': (p) => {
    const what = p.facts['of'] === 'material' ? 'Key material' : 'Validity';
    const days = p.facts['days'];
    return days === 0
      ? `${what} of ${key(p)} has ended`
      : `${what} of ${key(p)} ends within ${text(days)} ${days === 1 ? 'day' : 'days'}`;
  },
  'expiry.re-import-queued': (p) =>
    `Re-import of ${text(p.facts['count'])} keys of ${named(p)} was queued before their material expires`,
  'expiry.re-import-waiting': (p) =>
    `The re-import of expiring material of ${named(p)} waits (${text(p.facts['reason'])})`,
  'job.queued': (p) =>
    typeof p.facts['job'] === 'string'
      ? `${text(p.facts['job'])} was queued`
      : `Force rotate of ${named(p)} was queued`,
  'job.started': (p) => `Job for ${named(p)} started`,
  'job.resumed': (p) => `Job for ${named(p)} resumed`,
  'job.parked': (p) => `Job for ${named(p)} waits for the HSM`,
  'job.completed': (p) => `Job for ${named(p)} completed`,
  'job.failed': (p) => `Job for ${named(p)} failed`,
  'job.needs-attention': (p) => `Job for ${named(p)} needs attention`,
  'job.retried': (p) => `Job for ${named(p)} was retried by a person`,
  'job.cancelled': (p) => `Job for ${named(p)} was cancelled by a person`,
  'job.step-attempted': (p) => `Step ${text(p.facts['step'])}, attempt ${text(p.facts['attempt'])}`,
  'job.look-up': (p) => `Step ${text(p.facts['step'])} is looked up again later`,
  'kms.key-created': (p) => `AWS KMS key ${text(p.facts['keyId'])} with origin EXTERNAL`,
  'kms.key-checked': (p) => `AWS KMS key ${text(p.facts['keyId'])} was checked`,
  'kms.wrapping-key-accepted': (p) =>
    `Wrapping key of AWS KMS was accepted, SHA-256 ${text(p.facts['wrappingKeySha256'])}`,
  'kms.key-material-imported': (p) => `Key material of ${named(p)} to AWS KMS`,
  'kms.key-material-deleted': (p) => `Key material of ${key(p)} deleted from AWS KMS`,
  'kms.key-enabled': (p) => `AWS KMS key of ${key(p)} enabled`,
  'kms.key-disabled': (p) => `AWS KMS key of ${key(p)} disabled`,
  'kms.key-deletion-scheduled': (p) => `Deletion of the AWS KMS key of ${key(p)} scheduled`,
  'kms.key-deletion-cancelled': (p) => `Deletion of the AWS KMS key of ${key(p)} cancelled`,
  'kms.description-set': (p) => `Description of the AWS KMS key of ${key(p)}`,
  'kms.policy-set': (p) => `Policy of the AWS KMS key of ${key(p)}`,
  'kms.tag-set': (p) => `Tag ${text(p.facts['subject'])} of the AWS KMS key of ${key(p)}`,
  'kms.tag-removed': (p) => `Tag ${text(p.facts['subject'])} taken off the AWS KMS key of ${key(p)}`,
  'reconcile.checked': (p) =>
    `Compared with AWS: ${text(p.facts['groups'])} key groups, ${text(p.facts['drifts'])} differences`,
  'reconcile.taken': (p) => `AWS’s side of ${text(p.facts['count'])} differences was taken for ${named(p)}`,
  'reconcile.ignored': (p) => `${text(p.facts['count'])} differences of ${named(p)} are ignored`,
  'kms.key-material-proven': (p) => `Key ${key(p)} proven to be the material of its AWS KMS key`,
  'kms.key-material-mismatch': (p) => `AWS says that the HSM key ${key(p)} is not the material of its AWS KMS key`,
  'kms.alias-set': (p) => `Alias of ${named(p)} in AWS KMS`,
  'kms.key-rotated': (p) => `AWS KMS key of ${named(p)} in place`,
  'approval.requested': (p) => `Approval was requested: ${operation(p)} ${named(p)}`,
  'approval.decided': (p) => `${p.facts['verdict'] === 'deny' ? 'Denied' : 'Approved'}: ${requestNames(p)}`,
  'approval.withdrawn': (p) => `Request was withdrawn: ${operation(p)} ${named(p)}`,
  'approval.expired': (p) => `Request expired: ${operation(p)} ${named(p)}`,
  'approval.stale': (p) => `Request is stale, its target has changed: ${operation(p)} ${named(p)}`,
  'approval.not-executed': (p) => `Approved and not carried out: ${operation(p)} ${named(p)}`,
  'approval.signer-proven': (p) => `${named(p)} confirmed with password to sign (${text(p.facts['purpose'])})`,
  'approval.signer-refused': (p) => `Signature refused for ${named(p)}`,
  'approval.evidence-exported': (p) =>
    `Evidence of approvals exported: ${text(p.facts['rows'])} requests to ${text(p.facts['fileName'])}`,
  'policy.changed': (p) => `The approval policy was changed to revision ${text(p.facts['revision'])}`,
  'jobs.stopped': 'All jobs were stopped',
  'jobs.resumed': 'All jobs may run again',
  'audit.exported': (p) => `Audit log exported: ${text(p.facts['rows'])} entries to ${text(p.facts['fileName'])}`,
  'report.exported': (p) => `${named(p)} exported: ${text(p.facts['rows'])} rows to ${text(p.facts['directory'])}`,
  'report.saved': (p) => `Report ${named(p)} was saved`,
  'report.deleted': (p) => `Saved report ${named(p)} was deleted`,
  'report.signed-off': (p) =>
    `Report ${text(p.target?.name) || text(p.facts['directory'])} was reviewed and signed off`,
  'forwarding.tested': (p) => `A test message went to ${named(p)}`,
  'record.printed': (p) =>
    `${text(p.facts['record'])} of ${text(p.facts['subject'])} printed to ${text(p.facts['fileName'])}`,
  'forwarding.changed': (p) => `Forwarding of the audit log to ${named(p)} was changed`,
  'report.folder-chosen': (p) => `Folder for reports: ${text(p.facts['folder'])}`,
  'audit.segment-exported': (p) =>
    `Audit entries ${text(p.facts['from'])} to ${text(p.facts['to'])} exported to ${text(p.facts['directory'])} for removal`,
  'audit.segment-removed': (p) =>
    `Audit entries ${text(p.facts['from'])} to ${text(p.facts['to'])} removed; they are in ${text(p.facts['directory'])}`,
  'audit.rows-carried-over': (p) => `${text(p.facts['rows'])} rows are named again before entries are removed`,
  'backup.made': (p) => `The store was backed up to ${text(p.facts['directory']) || 'a folder'}`,
  'backup.folder-chosen': (p) => `Folder for backups: ${text(p.facts['folder'])}`,
  'backup.schedule-changed': 'The schedule of backups was changed',
  'hsm.backup-confirmed': (p) => `A backup of the HSM of ${text(p.facts['takenAt'])} was confirmed`,
  'store.restore-ordered': (p) => `The store is to be restored from ${named(p)}`,
  'store.restored': (p) =>
    `The store was restored from ${text(p.facts['directory'])}: the log goes on after entry ${text(p.facts['head'])}`,
  'store.restore-failed': (p) => `The store was not restored (${text(p.facts['reason'])})`,
  'system.set-up-from-backup': (p) => `The console was set up from backup ${text(p.facts['directory'])}`,
  'audit.verified': (p) => `Audit log verified up to entry ${text(p.facts['verifiedTo'])}`,
  'audit.filter-saved': (p) => `Filter ${named(p)} of the audit log was saved`,
  'audit.filter-deleted': (p) => `Saved filter ${named(p)} of the audit log was deleted`,
  'audit.chain-broken': (p) => `The audit chain is broken at entry ${text(p.facts['firstBad'])}`,
  'audit.row-tampered': (p) => `A stored row does not fit the log: ${text(p.facts['kind'])}`,
  'audit.store-older-than-anchor': 'The store is older than what is known of it, or another one',
  'call.refused': (p) => `Refused: ${text(p.facts['call']) || text(p.facts['code'])}`,
  'call.failed': (p) => `Failed: ${text(p.facts['call']) || text(p.facts['code'])}`,
};

const ending: Readonly<Record<AuditOutcome, (facts: AuditSentenceParts['facts']) => string>> = {
  success: () => '',
  intent: () => ' – intended',
  refused: (facts) => ` – ${text(facts['code']) || 'refused'}`,
  failed: (facts) => ` – ${errorCode(facts) || 'failed'}`,
};

function errorCode(facts: AuditSentenceParts['facts']): string {
  const error = facts['error'];
  const code: unknown =
    typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : facts['code'];
  return text(code);
}

/** The message of an entry. An event without a sentence shows its name, so that nothing is ever left out. */
export function auditMessage(event: string, parts: AuditSentenceParts): string {
  const sentence = sentences[event];
  const said = sentence === undefined ? event : typeof sentence === 'string' ? sentence : sentence(parts);
  const repeated = parts.facts['repetitions'];
  return `${said.trim()}${ending[parts.outcome](parts.facts)}${typeof repeated === 'number' ? `, ${repeated} more times` : ''}`;
}
