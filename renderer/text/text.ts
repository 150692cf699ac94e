// The text of the window in the language shown. Another language is one more folder of the same shape, chosen here.
import { approvalsText } from './en/approvals';
import { auditText } from './en/audit';
import { backupText } from './en/backup';
import { commonText } from './en/common';
import { credentialsText } from './en/credentials';
import { dashboardText } from './en/dashboard';
import { errorTexts } from './en/errors';
import { frameText } from './en/frame';
import { hsmText } from './en/hsm';
import { identitiesText } from './en/identities';
import { jobsText } from './en/jobs';
import { keyGroupDialogsText } from './en/key-group-dialogs';
import { keyOperationsText } from './en/key-operations';
import { keysText } from './en/keys';
import { jobSwitchText, loginText } from './en/login';
import { policyText } from './en/policy';
import { recordsText } from './en/records';
import { reconcileText } from './en/reconcile';
import { reportsText } from './en/reports';
import { rolesText } from './en/roles';
import { settingsText } from './en/settings';
import { schedulesText } from './en/schedules';
import { setupText } from './en/setup';
import { statusText } from './en/status';

export const text = {
  common: commonText,
  errors: errorTexts,
  frame: frameText,
  status: statusText,
  setup: setupText,
  dashboard: dashboardText,
  credentials: credentialsText,
  keys: keysText,
  keyGroupDialogs: keyGroupDialogsText,
  keyOperations: keyOperationsText,
  reconcile: reconcileText,
  schedules: schedulesText,
  jobs: jobsText,
  audit: auditText,
  reports: reportsText,
  records: recordsText,
  backup: backupText,
  approvals: approvalsText,
  hsm: hsmText,
  identities: identitiesText,
  roles: rolesText,
  policy: policyText,
  settings: settingsText,
  login: loginText,
  jobSwitch: jobSwitchText,
} as const;
