// Calls of the operations on keys that exist: one preview, and one command for each operation of the approval policy.
import { jobStarted, keyView } from '../../schemas/key-groups';
import {
  keyOperationInput,
  keyOperationPreview,
  keyOperationPreviewInput,
  markCompromisedInput,
  scheduleDeletionInput,
  synchronizeInput,
} from '../../schemas/key-operations';
import { command, query } from '../definition';

export const keyOperationCalls = {
  'keys.previewOperation': query({
    input: keyOperationPreviewInput,
    output: keyOperationPreview,
    phases: ['ready'],
    permission: 'Keys:View',
  }),
  'keys.synchronize': command({
    input: keyOperationInput,
    output: jobStarted,
    phases: ['ready'],
    permission: 'Keys:Synchronize',
    approval: 'key.synchronize',
    audit: 'job.queued',
  }),
  /** After a deliberate Delete, or with another expiry. */
  'keys.synchronizeChanged': command({
    input: synchronizeInput,
    output: jobStarted,
    phases: ['ready'],
    permission: 'Keys:Synchronize',
    approval: 'key.synchronize-changed',
    audit: 'job.queued',
  }),
  'keys.deleteMaterial': command({
    input: keyOperationInput,
    output: jobStarted,
    phases: ['ready'],
    permission: 'Keys:Delete',
    approval: 'key.delete-material',
    audit: 'job.queued',
  }),
  'keys.enable': command({
    input: keyOperationInput,
    output: jobStarted,
    phases: ['ready'],
    permission: 'Keys:Modify',
    approval: 'key.enable',
    audit: 'job.queued',
  }),
  'keys.disable': command({
    input: keyOperationInput,
    output: jobStarted,
    phases: ['ready'],
    permission: 'Keys:Modify',
    approval: 'key.disable',
    audit: 'job.queued',
  }),
  'keys.scheduleDeletion': command({
    input: scheduleDeletionInput,
    output: jobStarted,
    phases: ['ready'],
    permission: 'Keys:Delete',
    approval: 'key.schedule-deletion',
    audit: 'job.queued',
  }),
  'keys.cancelDeletion': command({
    input: keyOperationInput,
    output: jobStarted,
    phases: ['ready'],
    permission: 'Keys:Delete',
    approval: 'key.cancel-deletion',
    audit: 'job.queued',
  }),
  'keys.prove': command({
    input: keyOperationInput,
    output: jobStarted,
    phases: ['ready'],
    permission: 'Keys:Prove',
    approval: 'key.prove',
    audit: 'job.queued',
  }),
  /** In the HSM, for good: only what is superseded and no AWS KMS key lists any more. */
  'keys.destroy': command({
    input: keyOperationInput,
    output: jobStarted,
    phases: ['ready'],
    permission: 'Keys:Delete',
    approval: 'key.destroy',
    audit: 'job.queued',
  }),
  'keys.markCompromised': command({
    input: markCompromisedInput,
    output: keyView,
    phases: ['ready'],
    permission: 'Keys:Modify',
    approval: 'key.mark-compromised',
    audit: 'key.marked-compromised',
  }),
} as const;
