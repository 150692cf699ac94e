// audit.*: read, export and verify the log.
import { basename } from 'node:path';
import type { FileDialogs, Files } from '../../ports/desktop';
import { auditEntryViewOf, readNames } from '../../services/audit-view';
import type { OpenedConsole } from '../../services/console-state';
import { auditCsv, type CsvCount } from '../../services/export-audit-csv';
import type { Integrity } from '../../services/integrity';
import { readStatus, type StatusParts } from '../../services/status';
import type { Handlers } from '../handler';

export interface AuditHandlerParts {
  readonly opened: OpenedConsole;
  readonly integrity: Integrity;
  readonly dialogs: FileDialogs;
  readonly files: Files;
  readonly status: StatusParts;
}

export function auditHandlers(
  parts: AuditHandlerParts,
): Handlers<'audit.list' | 'audit.exportCsv' | 'audit.verify' | 'audit.cancelVerify'> {
  const { opened, dialogs, files } = parts;
  const { store } = opened;
  return {
    'audit.list': (input) =>
      store.read(async (tx) => {
        const nameOf = await readNames(tx);
        const page = input.cursor === undefined ? { limit: input.limit } : { cursor: input.cursor, limit: input.limit };
        const { entries, next, total } = await tx.audit.list(input.filter, page);
        return { entries: entries.map((entry) => auditEntryViewOf(entry, nameOf)), next, total };
      }),

    async 'audit.exportCsv'(input, context) {
      const day = context.now.toISOString().slice(0, 10);
      const picked = await dialogs.saveFile('audit-csv', `kmes-audit-${store.environment.toLowerCase()}-${day}.csv`);
      if (picked === null) return null;
      const anchor = await opened.anchors.latest();
      const count: CsvCount = { rows: 0 };
      const { sha256, bytes } = await store.read((tx) =>
        files.writeWhole(picked.path, auditCsv(tx, store, input.filter, anchor, count), { mode: 0o600 }),
      );
      const fileName = basename(picked.path);
      const facts = {
        fileName,
        rows: count.rows,
        bytes,
        sha256,
        filter: input.filter,
        anchoredTo: anchor?.sequence ?? null,
      };
      return context.unitOfWork(() =>
        Promise.resolve({ result: { fileName, rows: count.rows, sha256 }, audit: { facts } }),
      );
    },

    'audit.cancelVerify': async () => {
      parts.integrity.cancel();
      return {};
    },

    async 'audit.verify'(_input, context) {
      await opened.anchors.anchorQuietly();
      const { head, broken } = await parts.integrity.verify(opened);
      const facts = { verifiedTo: head.sequence, firstBad: broken?.firstBad ?? null, reason: broken?.reason ?? null };
      const outcome = broken === null ? 'success' : 'failed';
      await context.unitOfWork(() => Promise.resolve({ result: undefined, audit: { facts, outcome } }));
      return readStatus(parts.status);
    },
  };
}
