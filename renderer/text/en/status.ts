// One fixed word per state, as product.md names them, and what a chip says on hover.
import type { KeyGroupState, KeyState } from '../../../shared/schemas/key-groups';
import type { JobStatus, JobStepView } from '../../../shared/schemas/jobs';
import type { AuditOutcome, AuditSeverity } from '../../../shared/schemas/audit';

const job: Record<JobStatus, string> = {
  Queued: 'It starts as soon as the runner is free and the HSM is logged in.',
  'Waiting for approval': 'Another identity must approve it first.',
  Running: 'Steps are being carried out now.',
  'Needs attention': 'It stopped because the console cannot tell what is true. A person must look.',
  Completed: 'All steps are done.',
  Failed: 'It ended without doing what was asked. What was done is in its lines.',
  Cancelled: 'A person ended it.',
};
const key: Record<KeyState, string> = {
  Generated: 'Made in the HSM; not in AWS yet.',
  Synchronized: 'AWS holds its material; it is not the active generation yet.',
  Active: 'The generation that encrypts now.',
  Superseded: 'A newer generation encrypts now. It still decrypts.',
  Disabled: 'AWS refuses to use it until it is enabled again.',
  Expired: 'Its time is over. Nothing is destroyed.',
  'Material deleted': 'AWS no longer holds the material. Synchronize puts it back.',
  'Pending deletion': 'AWS deletes the KMS key when the waiting period ends.',
  'Material not held': 'AWS has material that was not made in this HSM.',
  Destroyed: 'The HSM object is gone. It cannot be brought back.',
};
const group: Record<KeyGroupState, string> = {
  Ready: 'No key yet. Force rotate makes the first one.',
  Active: 'Has an active key.',
  'Rotation due': 'The time to rotate has come.',
  'Rotation overdue': 'The time to rotate has passed.',
  'Needs attention': 'A job of this group needs a person.',
  Disabled: 'Rotation is switched off for this group.',
};
const step: Record<JobStepView['status'], string> = {
  'Not started': 'Its turn has not come.',
  Planned: 'The intent is written; the effect is under way.',
  Done: 'Done and confirmed.',
  Skipped: 'Not needed this time.',
  Failed: 'Tried, and not done.',
  'Needs attention': 'The console cannot tell whether it took effect.',
};
const severity: Record<AuditSeverity, string> = {
  info: 'Info',
  notice: 'Notice',
  warning: 'Warning',
  critical: 'Critical',
};
const outcome: Record<AuditOutcome, string> = {
  success: 'Success',
  intent: 'Intent',
  refused: 'Refused',
  failed: 'Failed',
};

export const statusText = { job, key, group, step, severity, outcome } as const;
