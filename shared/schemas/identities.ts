// Identities and roles, as the window sees and changes them. Passwords and codes are typed in main's own small window, not here.
import { z } from 'zod';
import { permissions } from '../permissions';
import { displayName, isoTime, rowId } from './common';
import { loginName } from './setup';

export const identityStatuses = ['enabled', 'disabled', 'deleted'] as const;
export type IdentityStatus = (typeof identityStatuses)[number];

export const identityView = z.object({
  id: rowId,
  name: z.string(),
  fullName: z.string(),
  roles: z.array(z.object({ id: rowId, name: z.string() })),
  status: z.enum(identityStatuses),
  lastLoginAt: isoTime.nullable(),
  lockedUntil: isoTime.nullable(),
  secondFactor: z.enum(['none', 'enrolled']),
  /** Must change the password at the next login (first login, or after a reset). */
  mustChangePassword: z.boolean(),
  /** New identities of a recovery may not approve before this. */
  mayDecideFrom: isoTime.nullable(),
  createdAt: isoTime,
  revision: z.number(),
});
export type IdentityView = z.infer<typeof identityView>;

/** A new identity; its first password is typed in main's own window and must be changed at the first login. */
export const identityInput = z.object({
  name: loginName,
  fullName: displayName,
  roleIds: z.array(rowId).min(1).max(20),
});
export type IdentityInput = z.infer<typeof identityInput>;
export const identityChange = z.object({
  id: rowId,
  revision: z.number().int(),
  fullName: displayName,
  roleIds: z.array(rowId).min(1).max(20),
});
export const identityAct = z.object({ id: rowId, revision: z.number().int() });

/** A new first password. The second factor stays unless its device and recovery codes are lost as well. */
export const identityReset = identityAct.extend({ removeSecondFactor: z.boolean().default(false) });

export const roleTypes = ['Administrative', 'Operational', 'Audit'] as const;
export const roleView = z.object({
  id: rowId,
  name: z.string(),
  type: z.enum(roleTypes),
  description: z.string(),
  loginsRequired: z.union([z.literal(1), z.literal(2)]),
  permissions: z.array(z.enum(permissions)),
  excludes: z.union([z.literal('*'), z.array(rowId)]),
  builtIn: z.boolean(),
  identities: z.number(),
  revision: z.number(),
});
export type RoleView = z.infer<typeof roleView>;
export const roleInput = z.object({
  name: displayName,
  type: z.enum(roleTypes),
  description: z.string().max(500),
  loginsRequired: z.union([z.literal(1), z.literal(2)]),
  permissions: z.array(z.enum(permissions)).max(permissions.length),
  excludes: z.union([z.literal('*'), z.array(rowId).max(50)]),
});
export type RoleInput = z.infer<typeof roleInput>;
export const roleChange = roleInput.extend({ id: rowId, revision: z.number().int() });
