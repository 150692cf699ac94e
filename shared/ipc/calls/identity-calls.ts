// Calls of Identity Management, and what people do with their own login.
import { z } from 'zod';
import {
  identityAct,
  identityChange,
  identityInput,
  identityReset,
  identityView,
  roleChange,
  roleInput,
  roleView,
} from '../../schemas/identities';
import { newPassword } from '../../schemas/setup';
import { appStatus } from '../../schemas/status';
import { command, query } from '../definition';

const nothing = z.object({}).strict();

export const identityCalls = {
  'identities.list': query({
    input: nothing,
    output: z.object({ identities: z.array(identityView) }),
    phases: ['ready'],
    permission: 'Identities:View',
  }),
  'identities.add': command({
    input: identityInput,
    output: identityView,
    phases: ['ready'],
    permission: 'Identities:Manage',
    approval: 'identity.add',
    audit: 'identity.added',
  }),
  'identities.change': command({
    input: identityChange,
    output: identityView,
    phases: ['ready'],
    permission: 'Identities:Manage',
    approval: 'identity.change',
    audit: 'identity.changed',
  }),
  'identities.disable': command({
    input: identityAct,
    output: identityView,
    phases: ['ready'],
    permission: 'Identities:Manage',
    approval: 'identity.disable',
    audit: 'identity.disabled',
  }),
  'identities.enable': command({
    input: identityAct,
    output: identityView,
    phases: ['ready'],
    permission: 'Identities:Manage',
    approval: 'identity.enable',
    audit: 'identity.enabled',
  }),
  'identities.resetPassword': command({
    input: identityReset,
    output: identityView,
    phases: ['ready'],
    permission: 'Identities:Manage',
    approval: 'identity.reset-password',
    audit: 'identity.password-reset',
  }),
  'identities.delete': command({
    input: identityAct,
    output: nothing,
    phases: ['ready'],
    permission: 'Identities:Manage',
    approval: 'identity.delete',
    audit: 'identity.deleted',
  }),

  'roles.list': query({
    input: nothing,
    output: z.object({ roles: z.array(roleView) }),
    phases: ['ready'],
    permission: 'Roles:View',
  }),
  'roles.add': command({
    input: roleInput,
    output: roleView,
    phases: ['ready'],
    permission: 'Roles:Manage',
    approval: 'role.add',
    audit: 'role.added',
  }),
  'roles.change': command({
    input: roleChange,
    output: roleView,
    phases: ['ready'],
    permission: 'Roles:Manage',
    approval: 'role.change',
    audit: 'role.changed',
  }),
  'roles.delete': command({
    input: identityAct,
    output: nothing,
    phases: ['ready'],
    permission: 'Roles:Manage',
    approval: 'role.delete',
    audit: 'role.deleted',
  }),

  /** A password that must be changed is changed before the login counts; the old one and the code prove who it is. */
  'session.changePassword': command({
    input: z.object({
      name: z.string().min(1).max(64),
      password: z.string().min(1).max(128),
      code: z.string().max(40).optional(),
      newPassword,
    }),
    output: appStatus,
    phases: ['login', 'ready'],
    permission: 'before-login',
    approval: { none: 'one’s own password' },
    audit: 'login.password-changed',
  }),
  /** Opens main's own window with the QR code; confirmed there by a code. */
  'session.enrolSecondFactor': command({
    input: z.object({
      name: z.string().min(1).max(64),
      password: z.string().min(1).max(128),
      code: z.string().max(40).optional(),
    }),
    output: appStatus,
    phases: ['login', 'ready'],
    permission: 'before-login',
    approval: { none: 'one’s own second factor; replacing one asks for a code of the old' },
    audit: 'login.second-factor-enrolled',
  }),
  /** Closes the view; jobs and schedules go on. */
  'session.lock': command({
    input: nothing,
    output: appStatus,
    phases: ['ready'],
    permission: 'logged-in',
    approval: { none: 'less access, never more' },
    audit: 'login.locked',
  }),
} as const;
