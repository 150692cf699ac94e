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
  /** One message that says it is a test, to the collector that is approved; `forwarding.failed` says why none went. */
  'forwarding.test': command({
    input: z.object({}).strict(),
    output: z.object({}).strict(),
    phases: ['ready'],
    permission: 'Settings:Manage',
    approval: { none: 'nothing of the log goes, and only to where it goes already' },
    audit: 'forwarding.tested',
  }),
} as const;
