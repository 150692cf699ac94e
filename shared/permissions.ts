// Permissions are written `Category:Sub`, as on the KMES console; roles hold them, the IPC table asks for them.

export const permissions = [
  'Keys:View',
  'Keys:Add',
  'Keys:Modify',
  'Keys:Delete',
  'Keys:Rotate',
  'Credentials:View',
  'Credentials:Add',
  'Credentials:Modify',
  'Credentials:Delete',
  'Jobs:View',
  'Jobs:Manage',
  'AuditLogs:View',
  'AuditLogs:Export',
  'AuditLogs:Verify',
  'Identities:View',
  'Identities:Manage',
  'Roles:View',
  'Roles:Manage',
  'Approvals:View',
  'Approvals:Decide',
  'HSM:View',
  'HSM:Manage',
  'Settings:View',
  'Settings:Manage',
] as const;
export type Permission = (typeof permissions)[number];

/** Operations that dual control may cover; the approval policy has one row for each. */
export const operations = [
  'credential.add',
  'credential.delete',
  'key-group.add',
  'key-group.change',
  'key-group.delete',
  'key-group.force-rotate',
  'job.resolve',
  'jobs.resume-all',
  'identity.add',
  'identity.change',
  'identity.disable',
  'identity.enable',
  'identity.reset-password',
  'identity.delete',
  'role.add',
  'role.change',
  'role.delete',
  'policy.change',
  'recovery.make-shares',
] as const;
export type Operation = (typeof operations)[number];
