// What the frame of the window shows at all times: phase, environment, HSM, who is logged in, integrity, job activity.
import { z } from 'zod';
import { permissions } from '../permissions';
import { errorShape, isoTime, rowId } from './common';

export const environments = ['EVALUATION', 'PRODUCTION'] as const;
export type Environment = (typeof environments)[number];

/** Why an installation is EVALUATION, or why it cannot be PRODUCTION. */
export const evaluationReasons = [
  'software-token',
  'simulator-endpoint',
  'runtime-not-pinned',
  'not-packaged',
  'approvals-not-available',
  'chosen',
] as const;
export type EvaluationReason = (typeof evaluationReasons)[number];

export const tokenView = z.object({
  label: z.string(),
  serial: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  firmwareVersion: z.string(),
  initialized: z.boolean(),
  pinState: z.enum(['ok', 'count-low', 'final-try', 'locked']),
  protectedAuthenticationPath: z.boolean(),
  minPinLength: z.number(),
  maxPinLength: z.number(),
});
export type TokenView = z.infer<typeof tokenView>;

export const hsmView = z.object({
  state: z.enum(['disconnected', 'connected', 'logged-in']),
  reason: z.enum(['never-connected', 'logged-out', 'login-lost', 'host-died', 'token-removed']).nullable(),
  token: tokenView.nullable(),
  modulePath: z.string().nullable(),
  /** SHA-256 of the module as found now, and as approved at set-up. */
  moduleSha256: z.string().nullable(),
  approvedSha256: z.string().nullable(),
  /** What the token was found able to do when it was last probed; ability name → yes or no. */
  capabilities: z.record(z.string(), z.union([z.boolean(), z.string(), z.null()])).nullable(),
  /** PIN typed in two parts by two custodians. */
  pinInTwoParts: z.boolean(),
});
export type HsmView = z.infer<typeof hsmView>;

export const personView = z.object({ id: rowId, name: z.string(), fullName: z.string() });
export type PersonView = z.infer<typeof personView>;

export const sessionView = z.object({
  identities: z.array(personView),
  /** Names of roles whose Logins Required are met. */
  roles: z.array(z.string()),
  /** A role of which not all logins are made yet, or null. */
  waiting: z.object({ role: z.string(), have: z.number(), need: z.number() }).nullable(),
  permissions: z.array(z.enum(permissions)),
});
export type SessionView = z.infer<typeof sessionView>;

export const integrityView = z.object({
  state: z.enum(['not-verified', 'verifying', 'verified', 'broken']),
  verifiedTo: z.number().nullable(),
  at: isoTime.nullable(),
  /** Sequence number of the first entry that does not verify. */
  firstBad: z.number().nullable(),
});

export const appStatus = z.object({
  version: z.string(),
  /** setup: nothing made yet · unlock: PIN needed · login: people needed · ready · blocked: see `problem`. */
  phase: z.enum(['setup', 'unlock', 'login', 'ready', 'blocked']),
  problem: errorShape.nullable(),
  environment: z.enum(environments).nullable(),
  evaluationReasons: z.array(z.enum(evaluationReasons)),
  runtime: z.object({ electron: z.string().nullable(), pinned: z.boolean(), packaged: z.boolean() }),
  dataFolder: z.string(),
  hsm: hsmView,
  session: sessionView,
  integrity: integrityView,
  jobs: z.object({ running: z.number(), queued: z.number(), needsAttention: z.number() }),
  simulator: z.object({ endpoint: z.string() }).nullable(),
});
export type AppStatus = z.infer<typeof appStatus>;
