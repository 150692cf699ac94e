// First start: choose or create the token, the environment, the first identities.
import { z } from 'zod';
import { displayName, rowId } from './common';
import { environments, evaluationReasons, tokenView } from './status';

/** PIN as typed; bounds only keep nonsense out, the token decides. Never logged, never echoed. */
export const pin = z.string().min(1).max(255);
/** Passwords: 12–128 characters (the floor of PRODUCTION holds for everyone). */
export const newPassword = z.string().min(12).max(128);
/** Login name: letters, digits, dot, dash, underscore. */
export const loginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/);

export const moduleView = z.object({
  /** Handle of a module that main knows; the window never sends paths. */
  moduleId: z.string(),
  name: z.string(),
  path: z.string(),
  software: z.boolean(),
});
export type ModuleView = z.infer<typeof moduleView>;

export const setupOptions = z.object({
  modules: z.array(moduleView),
  /** Can an evaluation token be made with one click (SoftHSM found)? */
  evaluationToken: z.boolean(),
  /** Unmet conditions of PRODUCTION that do not depend on the token; empty when it could be chosen. */
  productionUnmet: z.array(z.enum(evaluationReasons)),
  roles: z.array(z.object({ name: z.string(), type: z.string(), loginsRequired: z.number(), description: z.string() })),
  /** How many identities must be administrators, so that who asks for a change of one does not approve it. */
  administratorsNeeded: z.object({ EVALUATION: z.number(), PRODUCTION: z.number() }),
});
export type SetupOptions = z.infer<typeof setupOptions>;

/** Vendor variables such as SOFTHSM2_CONF; names that could redirect or preload code are refused. */
export const moduleSettings = z.object({
  moduleId: z.string().max(200),
  parameters: z.string().max(2000).optional(),
  environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/), z.string().max(1000)).default({}),
});

export const inspectedModule = z.object({
  moduleId: z.string(),
  path: z.string(),
  sha256: z.string(),
  description: z.string(),
  manufacturer: z.string(),
  libraryVersion: z.string(),
  software: z.boolean(),
  tokens: z.array(tokenView),
});
export type InspectedModule = z.infer<typeof inspectedModule>;

export const evaluationTokenInput = z.object({ label: displayName.max(32), pin: pin.min(4) });

export const firstIdentity = z.object({
  name: loginName,
  fullName: displayName,
  password: newPassword,
  roles: z.array(z.string()).min(1),
});
export type FirstIdentity = z.infer<typeof firstIdentity>;

export const setupInput = z.object({
  environment: z.enum(environments),
  module: moduleSettings,
  /** SHA-256 shown when the module was inspected: the officers approve exactly this file. */
  approvedSha256: z.string().regex(/^[0-9a-f]{64}$/),
  token: z.object({ label: z.string().max(32), serial: z.string().max(32) }),
  /** null: protected authentication path. */
  pin: pin.nullable(),
  pinSecondPart: pin.nullable(),
  /** The token said that one try is left, and a person decided to use it. */
  acceptFinalTry: z.boolean().optional(),
  identities: z.array(firstIdentity).min(2).max(20),
  /** Make the recovery secret now and show its three shares in main's own window. PRODUCTION does in any case. */
  recoveryShares: z.boolean().default(false),
});
export type SetupInput = z.infer<typeof setupInput>;

/** Steps that `progress` events of `setup.complete` name, in order. */
export const setupSteps = [
  'check-module',
  'log-in',
  'probe',
  'anchor-key',
  'store-key',
  'identities',
  'store',
  'anchor',
  'finish',
] as const;
export type SetupStep = (typeof setupSteps)[number];

export const unlockInput = z.object({
  pin: pin.nullable(),
  pinSecondPart: pin.nullable(),
  acceptFinalTry: z.boolean().default(false),
});
export const loginInput = z.object({
  name: z.string().min(1).max(64),
  password: z.string().min(1).max(128),
  /** One-time code, or a recovery code in its place; asked for by `auth.code-required`. */
  code: z.string().max(40).optional(),
});
export const byId = z.object({ id: rowId });
