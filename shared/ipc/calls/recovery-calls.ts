// Calls of the recovery by custodians (break-glass), and of making its secret.
import { z } from 'zod';
import { recoveryAdministrators, recoveryView } from '../../schemas/recovery';
import { command, query } from '../definition';

const nothing = z.object({}).strict();

export const recoveryCalls = {
  /** Answered before login: whoever unlocks the console sees that a recovery is under way. */
  'recovery.status': query({
    input: nothing,
    output: recoveryView,
    phases: ['login', 'ready'],
    permission: 'before-login',
  }),
  /** New shares, shown one by one in main's own window; those before are void once this is carried out. */
  'recovery.makeShares': command({
    input: nothing,
    output: recoveryView,
    phases: ['ready'],
    permission: 'Identities:Manage',
    approval: 'recovery.make-shares',
    audit: 'recovery.shares-made',
  }),
  /** Two shares and the HSM's PIN, typed in main's own window, start the time of waiting. */
  'recovery.begin': command({
    input: nothing,
    output: recoveryView,
    phases: ['login'],
    permission: 'before-login',
    approval: { none: 'two shares and the HSM PIN are the authority; it waits 24 hours, visible to everyone' },
    audit: 'recovery.begun',
  }),
  /** By one identity that holds a role which manages identities, even where that role's login is not complete. */
  'recovery.cancel': command({
    input: nothing,
    output: recoveryView,
    phases: ['login', 'ready'],
    permission: 'logged-in',
    approval: { none: 'less access, never more' },
    audit: 'recovery.cancelled',
  }),
  /** After the time of waiting: two shares and the PIN again, then the first passwords of two new administrators. */
  'recovery.complete': command({
    input: recoveryAdministrators,
    output: recoveryView,
    phases: ['login'],
    permission: 'before-login',
    approval: { none: 'two shares and the HSM PIN are the authority; the new identities cannot approve for 24 hours' },
    audit: 'recovery.completed',
  }),
} as const;
