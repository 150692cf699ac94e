// approvals.exportEvidence: everything with which an outsider can check decisions, written by main into a file of the person's choice.
import { basename } from 'node:path';
import type { FileDialogs, Files } from '../../ports/desktop';
import type { OpenedConsole } from '../../services/console-state';
import { evidenceLines, type EvidenceCount } from '../../services/approvals/evidence';
import type { Handler } from '../handler';

export interface ExportEvidenceParts {
  readonly opened: OpenedConsole;
  readonly dialogs: FileDialogs;
  readonly files: Files;
}

export function exportEvidence({ opened, dialogs, files }: ExportEvidenceParts): Handler<'approvals.exportEvidence'> {
  const { store } = opened;
  return async (_input, context) => {
    const day = context.now.toISOString().slice(0, 10);
    const name = `kmes-approvals-${store.environment.toLowerCase()}-${day}.json`;
    const picked = await dialogs.saveFile('approval-evidence', name);
    if (picked === null) return null;
    const count: EvidenceCount = { rows: 0 };
    const anchor = await opened.anchors.latest();
    const { sha256, bytes } = await store.read((tx) =>
      files.writeWhole(picked.path, evidenceLines(tx, { store, installation: opened.installation, anchor, count }), {
        mode: 0o600,
      }),
    );
    const fileName = basename(picked.path);
    const facts = { fileName, rows: count.rows, bytes, sha256, anchoredTo: anchor?.sequence ?? null };
    return context.unitOfWork(() =>
      Promise.resolve({ result: { fileName, rows: count.rows, sha256 }, audit: { facts } }),
    );
  };
}
