// Forwarding of audit entries to a collector (SIEM) by syslog: where to, how, and how far it has come.
import { z } from 'zod';
import { errorShape, isoTime } from './common';

export const forwardingFormats = ['json', 'cef'] as const;

export const forwardingSettings = z.object({
  enabled: z.boolean(),
  /** Name or address of the collector. With TLS its certificate must be for this name. */
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:_-]+$/),
  port: z.number().int().min(1).max(65535),
  /** tls: RFC 5425; tcp: RFC 6587 with octet counting, in EVALUATION only. */
  transport: z.enum(['tls', 'tcp']),
  /** json: the entry as stored with its hash; cef: ArcSight Common Event Format. */
  format: z.enum(forwardingFormats),
  /** Certificates (PEM) of the authorities that the collector's certificate must come from; null: those of the system. */
  caPem: z.string().max(40_000).nullable(),
});
export type ForwardingSettings = z.infer<typeof forwardingSettings>;

export const forwardingView = z.object({
  revision: z.number(),
  settings: forwardingSettings.nullable(),
  state: z.enum(['off', 'connecting', 'connected', 'waiting']),
  /** Newest entry that the collector is taken to have. */
  sentTo: z.number(),
  /** When entries were last taken to have arrived, in this run of the console. */
  sentAt: isoTime.nullable(),
  /** Entries of the log after it. */
  waiting: z.number(),
  /** Why it is not connected, and since when. */
  problem: z.object({ error: errorShape, since: isoTime }).nullable(),
});
export type ForwardingView = z.infer<typeof forwardingView>;
