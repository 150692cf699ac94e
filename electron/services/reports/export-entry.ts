// What the audit entry of an export says of it.
import type { DraftReport } from './write-report';

export function exportEntry({ manifest, manifestSha256 }: Pick<DraftReport, 'manifest' | 'manifestSha256'>) {
  const { report, directory, title, rows, definition, files, chainHead } = manifest;
  return {
    target: { kind: 'report', id: directory, name: title },
    facts: { report, directory, rows, definition, files, chainHead: chainHead.sequence, manifestSha256 },
  };
}
