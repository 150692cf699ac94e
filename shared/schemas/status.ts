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
  /** The view is locked: only these people can go on with it, by logging in again. Null while it is not. */
  locked: z.array(personView).nullable(),
});
export type SessionView = z.infer<typeof sessionView>;

export const integrityView = z.object({
  state: z.enum(['not-verified', 'verifying', 'verified', 'broken']),
  verifiedTo: z.number().nullable(),
  at: isoTime.nullable(),
  /** Sequence number of the first entry that does not verify. */
  firstBad: z.number().nullable(),
});

/** What everybody must know until it is over. */
export const noticeView = z.discriminatedUnion('kind', [
  /** One forgotten password would end administration: with two administrators, or one more where more must approve. To who is logged in. */
  z.object({ kind: z.literal('two-administrators'), have: z.number(), need: z.number() }),
  /** No recovery shares exist. Shown to who is logged in. */
  z.object({ kind: z.literal('no-recovery-shares') }),
  /** A recovery by custodians was begun: from `opensAt` on they can make two administrators. Shown before login as well. */
  z.object({ kind: z.literal('recovery-begun'), startedAt: isoTime, opensAt: isoTime }),
  /** A recovery made these administrators; shown for 30 days, before login as well. */
  z.object({ kind: z.literal('recovery-completed'), at: isoTime, administrators: z.array(z.string()) }),
]);
export type NoticeView = z.infer<typeof noticeView>;

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
  jobs: z.object({
    running: z.number(),
    queued: z.number(),
    needsAttention: z.number(),
    /** Set while all jobs are stopped: by whom (login name), when and why. */
    stopped: z.object({ at: isoTime, by: z.string(), justification: z.string() }).nullable(),
  }),
  /** Requests that wait, and those of them that the people logged in here may decide. */
  approvals: z.object({ open: z.number(), forMe: z.number() }),
  simulator: z.object({ endpoint: z.string() }).nullable(),
  notices: z.array(noticeView),
});
export type AppStatus = z.infer<typeof appStatus>;
