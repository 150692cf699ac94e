// What a write transaction sees and does: every change counts as unrecorded until an audit entry names it.
import type { AuditEvent, ChainedAuditEntry } from '../../domain/audit-event';
import type { RowId } from '../../domain/entities';
import type { StoreWriter } from '../../ports/store';
import type { Clock } from '../../ports/clock';
import type { Environment } from '../../../shared/schemas/status';
import { ConsoleError, toConsoleError } from '../../../shared/errors';
import { appendEntry, type LogEnd } from './append-entry';
import { auditRows } from './audit-rows';
import { auditTotals } from './audit-totals';
import { writableJobRows } from './job-rows';
import type { CheckedSeals } from './checked-seals';
import type { StoreQueries } from './kysely-dialect';
import { writableOtherRows } from './other-rows';
import { sealedKinds, type SealedKind } from './sealed-kinds';
import { requestPage } from './request-page';
import { writableSealedRows, type ChangeScope, type PendingSubject } from './sealed-row-changes';
import { sealedRows } from './sealed-rows';
import { cutAudit } from './cut-audit';
import { createSerial } from './serial';

export interface OpenWriter {
  readonly writer: StoreWriter;
  /** No change is accepted from now on. What is still under way is waited for. */
  finish(): Promise<{
    readonly end: LogEnd;
    readonly changed: boolean;
    /** Entries were removed from the log. */
    readonly cut: boolean;
    readonly unrecorded: boolean;
    /** A change that failed half-way, also when the work went on after it: nothing may be committed. */
    readonly failure: ConsoleError | null;
  }>;
}

export function openWriter(parts: {
  readonly queries: StoreQueries;
  readonly end: LogEnd;
  readonly seals: CheckedSeals;
  readonly environment: Environment;
  readonly clock: Clock;
}): OpenWriter {
  const { queries, environment, clock } = parts;
  const serial = createSerial();
  const pending = new Map<string, PendingSubject>();
  let { end } = parts;
  const state: { changed: boolean; cut: boolean; unrecorded: boolean; failure: ConsoleError | null } = {
    changed: false,
    cut: false,
    unrecorded: false,
    failure: null,
  };
  let finished = false;

  const scope: ChangeScope = {
    queries,
    pending,
    seals: parts.seals,
    change(work) {
      if (finished) return Promise.reject(new ConsoleError('internal', { facts: { reason: 'transaction-ended' } }));
      return serial.run(async () => {
        if (state.failure !== null) throw state.failure;
        state.changed = true;
        state.unrecorded = true;
        try {
          return await work();
        } catch (thrown) {
          if (!isRefusal(thrown)) state.failure = toConsoleError(thrown);
          throw thrown;
        }
      });
    },
  };
  const sealed = <T extends { readonly id: string }>(kind: SealedKind<T>) => writableSealedRows(scope, kind);
  const keys = sealed(sealedKinds.keys);
  const segments = sealed(sealedKinds.segments);
  const requests = sealed(sealedKinds.requests);
  async function append(event: AuditEvent): Promise<ChainedAuditEntry> {
    const at = clock.now().toISOString();
    const appended = await appendEntry(queries, end, environment, at, event, [...pending.values()]);
    end = appended.end;
    pending.clear();
    state.unrecorded = false;
    return appended.chained;
  }
  const writer: StoreWriter = {
    identities: sealed(sealedKinds.identities),
    roles: sealed(sealedKinds.roles),
    credentials: sealed(sealedKinds.credentials),
    groups: sealed(sealedKinds.groups),
    keys: { ...keys, ofGroup: (groupId) => keys.ofParent(groupId) },
    requests: { ...requests, page: (state, page) => requestPage(requests, state, page) },
    policies: sealed(sealedKinds.policies),
    controls: sealed(sealedKinds.controls),
    recoveries: sealed(sealedKinds.recoveries),
    reconciliations: sealed(sealedKinds.reconciliations),
    schedules: sealed(sealedKinds.schedules),
    savedReports: sealed(sealedKinds.savedReports),
    auditFilters: sealed(sealedKinds.auditFilters),
    forwardings: sealed(sealedKinds.forwardings),
    backupPlans: sealed(sealedKinds.backupPlans),
    hsmBackups: sealed(sealedKinds.hsmBackups),
    segments,
    jobs: writableJobRows(scope),
    // Totals that hold entries of this transaction are not remembered: it may be rolled back.
    audit: auditRows(queries, auditTotals(), false),
    ...writableOtherRows(scope),
    record: (event) => scope.change(() => append(event)),
    async cutAudit(segment) {
      // Every row is held against the log while the entries that vouch for it are still there.
      for (const kind of Object.values(sealedKinds))
        await sealedRows(queries, kind as SealedKind<{ id: RowId }>, pending, parts.seals).list();
      state.cut = true;
      await scope.change(() => cutAudit({ queries, pending, append }, segment));
      await segments.put(segment);
    },
  };
  return {
    writer,
    async finish() {
      finished = true;
      await serial.idle();
      return { end, ...state };
    },
  };
}

/** Refused before anything was changed: the transaction can go on. After other failures SQLite may have undone it by itself already. */
function isRefusal(thrown: unknown): boolean {
  return thrown instanceof ConsoleError && thrown.code === 'input.name-taken';
}
