// Break-glass: the recovery secret, split 2 of 3 among custodians, as the window sees it. Shares and PIN are typed in main's own window.
import { z } from 'zod';
import { displayName, isoTime } from './common';
import { loginName } from './setup';
import { personView } from './status';

export const recoveryStates = ['no-secret', 'ready', 'waiting', 'open'] as const;
export type RecoveryState = (typeof recoveryStates)[number];

export const recoveryView = z.object({
  /** no-secret: no shares exist; ready: shares exist; waiting: begun, its time is not over; open: administrators can be made now. */
  state: z.enum(recoveryStates),
  /** When the shares in force were made. */
  madeAt: isoTime.nullable(),
  startedAt: isoTime.nullable(),
  /** From when on the two administrators can be made. */
  opensAt: isoTime.nullable(),
  /** A recovery that is begun and not completed lapses then. */
  lapsesAt: isoTime.nullable(),
  /** How many administrators it makes: two, or as many as can then add another by the approval policy. */
  administratorsNeeded: z.number(),
  /** The last recovery that was completed. */
  last: z.object({ at: isoTime, administrators: z.array(personView) }).nullable(),
});
export type RecoveryView = z.infer<typeof recoveryView>;

/** The administrators that a recovery makes, as many as are needed; their first passwords are typed in main's own window. */
export const recoveryAdministrators = z.object({
  administrators: z
    .array(z.object({ name: loginName, fullName: displayName }))
    .min(2)
    .max(6),
});
