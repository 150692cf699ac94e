// records.*: the officer's record of one operation, and the set-up record, as PDF.
import { basename } from 'node:path';
import type { FileDialogs, Files } from '../../ports/desktop';
import type { Printer } from '../../ports/printer';
import type { OpenedConsole } from '../../services/console-state';
import { assertSignatures } from '../../services/approvals/verify-request';
import type { JobDefinition } from '../../services/jobs/job-definition';
import { operationRecord } from '../../services/records/operation-record';
import { readOperation } from '../../services/records/read-operation';
import type { RecordDocument } from '../../services/records/record-document';
import { recordHtml } from '../../services/records/record-html';
import type { RecordSource } from '../../services/records/record-parts';
import { setupRecord } from '../../services/records/setup-record';
import { hsmView, type StatusParts } from '../../services/status';
import { ConsoleError } from '../../../shared/errors';
import type { JobKind } from '../../../shared/schemas/jobs';
import type { PrintedRecord } from '../../../shared/schemas/records';
import type { StoreReader } from '../../ports/store';
import type { CommandContext, Handlers } from '../handler';

export interface RecordHandlerParts {
  readonly opened: OpenedConsole;
  readonly status: StatusParts;
  readonly definitions: Readonly<Record<JobKind, JobDefinition>>;
  readonly dialogs: FileDialogs;
  readonly files: Files;
  /** Left out where there is no window to print by. */
  readonly printer: Printer | undefined;
}

/** Long enough to tell records apart, and a name on every system. */
const fileNameOf = (kind: string, subject: string, at: Date): string =>
  `kmes-${kind}-${subject.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 60)}-${at.toISOString().slice(0, 10)}.pdf`
    .toLowerCase()
    .replaceAll('--', '-');

export function recordHandlers(parts: RecordHandlerParts): Handlers<'records.operation' | 'records.setup'> {
  const { opened, status, dialogs, files, printer } = parts;
  const { store, installation } = opened;

  /** Reads, asks where to, prints, writes, and records what was written. */
  async function print(
    purpose: 'officer-record' | 'setup-record',
    context: CommandContext,
    read: (tx: StoreReader, source: RecordSource) => Promise<RecordDocument>,
    target: { readonly kind: string; readonly id: string; readonly name?: string },
  ): Promise<PrintedRecord | null> {
    if (printer === undefined) throw new ConsoleError('state.conflict', { facts: { reason: 'no-window' } });
    const anchor = await opened.anchors.latest();
    const madeBy = context.identities.map(({ name, fullName }) => `${fullName} (${name})`);
    const source = { installation, anchor, madeBy, hsm: hsmView(status), version: status.version, now: context.now };
    const document = await store.read((tx) => read(tx, source));
    const picked = await dialogs.saveFile(purpose, fileNameOf(purpose, document.subject, context.now));
    if (picked === null) return null;
    const pdf = await printer.toPdf(recordHtml(document), document.foot);
    const { sha256, bytes } = await files.writeWhole(picked.path, once(pdf), { mode: 0o600 });
    const result = { fileName: basename(picked.path), sha256, bytes };
    const facts = {
      record: document.title,
      subject: document.subject,
      ...result,
      anchoredTo: anchor?.sequence ?? null,
    };
    return context.unitOfWork(() => Promise.resolve({ result, audit: { target, facts } }));
  }

  return {
    'records.operation': (place, context) =>
      print(
        'officer-record',
        context,
        async (tx, source) => {
          const operation = await readOperation(tx, parts.definitions, place);
          // A record says that signatures hold: one that does not makes none.
          if (operation.request !== null) await assertSignatures(tx, store.id, store.environment, operation.request);
          return operationRecord(tx, operation, source);
        },
        { kind: place.of, id: place.id },
      ),
    'records.setup': (_input, context) =>
      print('setup-record', context, setupRecord, { kind: 'installation', id: installation.storeId }),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
