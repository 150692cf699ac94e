// audit.*: read, export and verify the log.
import { basename } from 'node:path';
import type { FileDialogs, Files } from '../../ports/desktop';
import { auditLinks } from '../../services/audit-links';
import { auditEntryViewOf, listedEntryViewOf, readNames } from '../../services/audit-view';
import type { OpenedConsole } from '../../services/console-state';
import { auditCsv, type CsvCount } from '../../services/export-audit-csv';
import type { Integrity } from '../../services/integrity';
import { readStatus, type StatusParts } from '../../services/status';
import { ConsoleError } from '../../../shared/errors';
import type { Handlers } from '../handler';
import { auditFilterHandlers, type AuditFilterCall } from './audit-filters';

export interface AuditHandlerParts {
  readonly opened: OpenedConsole;
  readonly integrity: Integrity;
  readonly dialogs: FileDialogs;
  readonly files: Files;
  readonly status: StatusParts;
}

export type AuditCall =
  | 'audit.list'
  | 'audit.entry'
  | 'audit.identities'
  | 'audit.exportCsv'
  | 'audit.verify'
  | 'audit.cancelVerify'
  | AuditFilterCall;

export function auditHandlers(parts: AuditHandlerParts): Handlers<AuditCall> {
  const { opened, dialogs, files } = parts;
  const { store } = opened;
  const held = async () => (await opened.session.current()).rights.permissions;
  return {
    ...auditFilterHandlers(store, held),
    'audit.list': (input) =>
      store.read(async (tx) => {
        const nameOf = await readNames(tx);
        const page = input.cursor === undefined ? { limit: input.limit } : { cursor: input.cursor, limit: input.limit };
        const { entries, next, total } = await tx.audit.list(input.filter, page);
        return { entries: entries.map((entry) => listedEntryViewOf(entry, nameOf)), next, total };
      }),

    'audit.entry': async ({ sequence }) => {
      const permissions = await held();
      return store.read(async (tx) => {
        const chained = await tx.audit.get(sequence);
        if (chained === null) throw new ConsoleError('not-found', { facts: { kind: 'audit-entry', sequence } });
        return {
          entry: auditEntryViewOf(chained, await readNames(tx)),
          ...(await auditLinks(tx, chained.entry, permissions)),
        };
      });
    },

    'audit.identities': () =>
      store.read(async (tx) => ({ identities: (await tx.identities.list()).map(({ id, name }) => ({ id, name })) })),

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
