// Retention of the audit log as the window sees it.
import { z } from 'zod';
import { isoTime } from './common';

const entries = { from: z.number(), to: z.number(), firstAt: isoTime, lastAt: isoTime };

/** Exported, read back and verified; not removed yet. */
export const exportedSegment = z.object({
  /** SHA-256 of its manifest: names it from here on. */
  segmentId: z.string(),
  directory: z.string(),
  folder: z.string(),
  lastHash: z.string(),
  ...entries,
});
export type ExportedSegment = z.infer<typeof exportedSegment>;

export const retentionView = z.object({
  months: z.number(),
  /** First entry that is kept, and when it was written; null in an empty log. */
  oldest: z.object({ sequence: z.number(), at: isoTime }).nullable(),
  /** Entries that could be removed now. */
  removable: z.object(entries).nullable(),
  /** Newest first. */
  segments: z.array(
    z.object({ ...entries, directory: z.string(), reportSha256: z.string(), lastHash: z.string(), cutAt: isoTime }),
  ),
});
export type RetentionView = z.infer<typeof retentionView>;
