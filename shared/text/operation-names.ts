// What each operation of dual control is called, wherever a person reads it: queue, prompt, notification, policy, documents.
import type { Operation } from '../permissions';

export const operationNames: Readonly<Record<Operation, string>> = {
  'credential.add': 'Add cloud credential',
  'credential.delete': 'Delete cloud credential',
  'key-group.add': 'Add key group',
  'key-group.change': 'Change key group',
  'key-group.delete': 'Delete key group',
  'key-group.force-rotate': 'Force rotate key group',
  'job.resolve': 'Retry or cancel job',
  'jobs.resume-all': 'Resume all jobs',
  'identity.add': 'Add identity',
  'identity.change': 'Change identity',
  'identity.disable': 'Disable identity',
  'identity.enable': 'Enable identity',
  'identity.reset-password': 'Reset password',
  'identity.delete': 'Delete identity',
  'role.add': 'Add role',
  'role.change': 'Change role',
  'role.delete': 'Delete role',
  'policy.change': 'Change approval policy',
  'recovery.make-shares': 'Make new recovery shares',
};
