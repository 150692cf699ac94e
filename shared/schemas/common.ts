// Small schemas that many views share: ids, times, names, durations.
import { z } from 'zod';
import { errorCodes, type ErrorCode } from '../errors';

// Compiling schemas with `new Function` is forbidden by the window's CSP.
z.config({ jitless: true });

/** A row id: 32 lower-case hex characters (128 random bits). */
export const rowId = z.string().regex(/^[0-9a-f]{32}$/);
/** ISO 8601 in UTC with milliseconds. */
export const isoTime = z.iso.datetime();
/** A name a person gives: 1–128 characters without control characters, not blank. */
export const displayName = z
  .string()
  .trim()
  .min(1)
  .max(128)
  // eslint-disable-next-line no-control-regex
  .regex(/^[^\u0000-\u001f\u007f]*$/);
/** Free text of several lines. */
export const notes = z.string().max(4000);
/** A justification is a sentence, not a blank. */
export const justification = z.string().trim().min(5).max(1000);
/** Where a page of a list ended; opaque to the window. */
export const cursor = z.string().max(200);

export const timeUnits = ['days', 'weeks', 'months', 'years'] as const;
/** A calendar length such as 90 days. */
export const period = z.object({ count: z.number().int().min(1).max(3650), unit: z.enum(timeUnits) });
export type Period = z.infer<typeof period>;

export const certainty = z.enum(['not-done', 'done', 'unknown']);
export const errorShape = z.object({
  code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
  retry: z.enum(['never', 'after-user', 'later']),
  certainty,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  ref: z.string(),
});
