// retention.*: the oldest audit entries are exported, read back, and only then removed, under dual control.
import { basename, join } from 'node:path';
import type { ChainHead } from '../../domain/audit-event';
import type { AuditSegment } from '../../domain/backup-entities';
import { retentionMonths } from '../../domain/retention-rules';
import type { Clock } from '../../ports/clock';
import type { FileDialogs, Files } from '../../ports/desktop';
import type { StoreReader } from '../../ports/store';
import type { OpenedConsole } from '../../services/console-state';
import type { Order } from '../../services/controlled-command';
import type { Forwarder } from '../../services/forwarding/forwarder';
import { newRowId } from '../../services/ids';
import type { Integrity } from '../../services/integrity';
import { permittedKind } from '../../services/reports/report-catalogue';
import { writeReport } from '../../services/reports/write-report';
import { removableEntries, type RemovableEntries } from '../../services/retention/find-segment';
import { verifySegment, type VerifiedSegment } from '../../services/retention/verify-segment';
import { effectFact } from '../../services/effect-facts';
import { effectWords } from '../../../shared/text/effect-words';
import { ConsoleError } from '../../../shared/errors';
import { permissions } from '../../../shared/permissions';
import type { RetentionView } from '../../../shared/schemas/retention';
import type { Handlers } from '../handler';
import { noticingTampering, type Reports } from './reports';

export interface RetentionHandlerParts {
  readonly opened: OpenedConsole;
  readonly integrity: Integrity;
  readonly dialogs: FileDialogs;
  readonly files: Files;
  readonly reports: Pick<Reports, 'runs' | 'writer'>;
  readonly forwarder: Pick<Forwarder, 'state'>;
  readonly clock: Clock;
}

type RetentionCall = 'retention.get' | 'retention.export' | 'retention.remove';

const conflict = (reason: string): ConsoleError => new ConsoleError('state.conflict', { facts: { reason } });

export function retentionHandlers(parts: RetentionHandlerParts): Handlers<RetentionCall> {
  const { opened, dialogs, files, reports, forwarder, clock } = parts;
  const { store, installation } = opened;
  /** Paths of segments that were exported and verified, by the SHA-256 of their manifests. */
  const exported = new Map<string, string>();
  const sentTo = (): number | null => {
    const { state, sentTo: sent } = forwarder.state();
    return state === 'off' ? null : sent;
  };
  const verified = (folder: string): Promise<VerifiedSegment> => verifySegment(files, folder, installation);

  /** Head of the log at the newest verification that a removal may rely on. */
  let proven: ChainHead | null = null;

  /**
   * The whole log, and every row by its entries. The index that readings trust can be put back together with old rows: a removal names rows
   * again in new entries, and must not do that for one that only the index vouches for.
   */
  async function proveLog(): Promise<void> {
    proven = null;
    const { head, broken } = await parts.integrity.verify(opened);
    if (broken !== null) throw conflict('log-not-verified');
    proven = head;
  }

  /** The segment as it is on the disk now, and the log that it is of. */
  async function orderOf(folder: string): Promise<Order> {
    const { directory, manifestSha256, reportSha256, from, to, previousHash, lastHash } = await verified(folder);
    await proveLog();
    const last = await store.read((tx) => tx.audit.get(to));
    if (last === null || last.hash !== lastHash) throw conflict('segment');
    return {
      target: { kind: 'audit-segment', id: manifestSha256, name: directory },
      frozen: { directory, from, to, lastAt: last.entry.at, previousHash, lastHash, reportSha256, manifestSha256 },
      sealed: { folder },
    };
  }

  return {
    'retention.get': (_input, { now }) => store.read((tx) => viewOf(tx, now, sentTo())),

    async 'retention.export'({ runId }, context) {
      const found = await store.read((tx) => removableEntries(tx, context.now, sentTo()));
      if (found === null) throw new ConsoleError('not-found', { facts: { kind: 'audit-entries' } });
      const picked = await dialogs.openFolder('report-folder');
      if (picked === null) return null;
      const { from, to } = found;
      const definition = { kind: 'audit', filter: { sequences: { from, to } }, columns: null } as const;
      const kind = permittedKind(definition, permissions);
      const createdBy = context.identities.map(({ id, name }) => ({ id, name }));
      return reports.runs.start(runId, async (signal, progress) => {
        const order = { kind, definition, folder: picked.path, createdBy, now: context.now, signal, progress };
        const { draft, manifest, manifestSha256 } = await noticingTampering(parts.integrity, () =>
          writeReport(reports.writer, order),
        );
        const { directory } = manifest;
        try {
          await draft.publish();
          const path = join(picked.path, directory);
          const segment = await verified(path);
          const facts = { ...found, directory, manifestSha256, reportSha256: segment.reportSha256 };
          const result = { segmentId: manifestSha256, directory, folder: basename(picked.path), ...found };
          const done = await context.unitOfWork(() =>
            Promise.resolve({ result: { ...result, lastHash: segment.lastHash }, audit: { facts } }),
          );
          exported.set(manifestSha256, path);
          return done;
        } catch (thrown) {
          await draft.discard();
          throw thrown;
        }
      });
    },

    'retention.remove': {
      prepare({ segmentId }) {
        const folder = exported.get(segmentId);
        if (folder === undefined) throw new ConsoleError('input.handle-expired', { facts: { what: 'segment' } });
        return orderOf(folder);
      },
      // Read back once more: what is removed here must still be there.
      recheck: ({ sealed }) => orderOf(String(sealed?.['folder'])),
      // Everybody waits for this transaction: files and log were read before it, and `cutAudit` compares where the segment begins and ends.
      async execute(tx, { frozen, target }) {
        const now = clock.now();
        await assertProven(tx, proven, Number(frozen['to']));
        proven = null;
        const removable = await removableEntries(tx, now, sentTo());
        const segment = segmentOf(frozen, await firstAtOf(tx, Number(frozen['from'])), now);
        if (removable === null || segment.toSequence > removable.to) throw conflict('not-old-enough');
        await tx.cutAudit(segment);
        const facts = { ...frozen, entries: segment.toSequence - segment.fromSequence + 1 };
        return { result: {}, audit: { severity: 'critical', target, facts } };
      },
      describe: ({ frozen }) =>
        Object.entries(effectWords.segment).map(([name, label]) => effectFact(label, String(frozen[name]))),
    },
  };
}

/** Was the log verified beyond the segment, and is it still that log? Once for each removal. */
async function assertProven(tx: StoreReader, proven: ChainHead | null, to: number): Promise<void> {
  const there = proven === null || proven.sequence < to ? null : await tx.audit.get(proven.sequence);
  if (there === null || there.hash !== proven?.hash) throw conflict('log-not-verified');
}

async function firstAtOf(tx: StoreReader, sequence: number): Promise<string> {
  const first = await tx.audit.get(sequence);
  if (first === null) throw conflict('segment');
  return first.entry.at;
}

function segmentOf(frozen: Order['frozen'], firstAt: string, now: Date): AuditSegment {
  const text = (name: string): string => String(frozen[name]);
  return {
    ...{ id: newRowId(), fromSequence: Number(frozen['from']), toSequence: Number(frozen['to']) },
    ...{ previousHash: text('previousHash'), lastHash: text('lastHash'), firstAt, lastAt: text('lastAt') },
    ...{ directory: text('directory'), manifestSha256: text('manifestSha256'), reportSha256: text('reportSha256') },
    cutAt: now.toISOString(),
  };
}

async function viewOf(tx: StoreReader, now: Date, sentTo: number | null): Promise<RetentionView> {
  const base = await tx.audit.base();
  const oldest = await tx.audit.get(base.sequence + 1);
  const removable: RemovableEntries | null = await removableEntries(tx, now, sentTo);
  const segments = [...(await tx.segments.list())].sort((a, b) => b.toSequence - a.toSequence);
  return {
    months: retentionMonths,
    oldest: oldest === null ? null : { sequence: oldest.entry.sequence, at: oldest.entry.at },
    removable,
    segments: segments.map(
      ({ fromSequence, toSequence, firstAt, lastAt, directory, reportSha256, lastHash, cutAt }) => ({
        ...{ from: fromSequence, to: toSequence, firstAt, lastAt, directory, reportSha256, lastHash, cutAt },
      }),
    ),
  };
}
