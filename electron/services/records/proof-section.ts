// The proof of a record: its entries of the log with their hashes, the head that the HSM signed over them, and how to check both elsewhere.
import type { ChainedAuditEntry } from '../../domain/audit-event';
import { recordWords } from '../../../shared/text/record-words';
import { anchorFingerprint } from '../anchors';
import { messageOf } from '../audit-view';
import type { RecordSection } from './record-document';
import { anchorBlock, plainUtc, utc, type RecordSource } from './record-parts';

const words = recordWords.operation;
/** Jobs of hundreds of keys have more; the record stays a paper that people read. */
const mostEntries = 60;

export function proofSection(entries: readonly ChainedAuditEntry[], source: RecordSource): RecordSection {
  const { anchor, installation } = source;
  const shown = entries.slice(0, mostEntries);
  const left = entries.length - shown.length;
  const [first, last] = [entries[0], entries.at(-1)];
  return {
    title: words.proof,
    blocks: [
      anchorBlock(source),
      {
        kind: 'table',
        columns: words.entries,
        rows: shown.map(({ entry, hash }) => [
          String(entry.sequence),
          plainUtc(entry.at),
          messageOf(entry),
          { code: hash },
        ]),
        widths: [8, 22, 34, 36],
        none: words.noEntry,
      },
      ...(left > 0 ? [{ kind: 'text', text: words.moreEntries(left) } as const] : []),
      ...(anchor === null
        ? []
        : [
            {
              kind: 'facts',
              facts: [
                [words.anchor.sequence, String(anchor.sequence)],
                [words.anchor.hash, { code: anchor.hash }],
                [words.anchor.at, utc(anchor.at)],
                [words.anchor.signature, { code: `${anchor.algorithm} ${anchor.signature}` }],
              ],
            } as const,
          ]),
      ...(first === undefined || last === undefined
        ? []
        : [
            {
              kind: 'text',
              text: words.howTo(first.entry.sequence, last.entry.sequence, anchorFingerprint(installation.anchorKey)),
            } as const,
          ]),
    ],
  };
}
