// Calls of Administration > Settings > Forwarding.
import { z } from 'zod';
import { forwardingSettings, forwardingView } from '../../schemas/forwarding';
import { command, query } from '../definition';

export const forwardingCalls = {
  'forwarding.get': query({
    input: z.object({}).strict(),
    output: forwardingView,
    phases: ['ready'],
    permission: 'Settings:View',
  }),
  /** The log leaves the machine: where to is approved. A collector that was never used gets the log from its first entry. */
  'forwarding.change': command({
    input: z.object({ revision: z.number().int(), settings: forwardingSettings }),
    output: forwardingView,
    phases: ['ready'],
    permission: 'Settings:Manage',
    approval: 'forwarding.change',
    audit: 'forwarding.changed',
  }),
} as const;
