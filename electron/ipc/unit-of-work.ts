// The one transaction of a command: its change and its audit entry. Where no store takes writes, the entry alone, in the early log.
import type { AuditEvent } from '../domain/audit-event';
import type { Store, StoreReader, StoreWriter } from '../ports/store';
import type { AuditTrail } from '../services/audit-trail';
import { ConsoleError, type ErrorCode } from '../../shared/errors';
import type { Work } from '../services/controlled-command';

export interface UnitOfWorkParts {
  /** The open store, writable or not. */
  readonly store: () => Store | null;
  readonly readOnly: () => boolean;
  readonly trail: AuditTrail;
}

/** Runs `work` and records `entry(audit)` with it. */
export async function runUnitOfWork<T>(
  parts: UnitOfWorkParts,
  entry: (audit: Work<T>['audit']) => AuditEvent,
  work: (tx: StoreWriter) => Promise<Work<T>>,
  opened?: Store,
): Promise<T> {
  const store = opened ?? parts.store();
  if (store !== null && !parts.readOnly()) {
    return store.write(async (tx) => {
      const { result, audit } = await work(tx);
      await tx.record(entry(audit));
      return result;
    });
  }
  const { result, audit } =
    store === null ? await work(closedWriter()) : await store.read((tx) => work(refusingWriter(tx, 'store.read-only')));
  await parts.trail.recordEarly(entry(audit));
  return result;
}

/** Reads as the reader does; refuses every change. */
function refusingWriter(reader: StoreReader, code: ErrorCode): StoreWriter {
  const refuse = (): Promise<never> => Promise.reject(new ConsoleError(code));
  const noRows = { put: refuse, delete: refuse };
  return withRows(reader, {
    identities: withRows(reader.identities, noRows),
    roles: withRows(reader.roles, noRows),
    credentials: withRows(reader.credentials, noRows),
    groups: withRows(reader.groups, noRows),
    keys: withRows(reader.keys, noRows),
    requests: withRows(reader.requests, noRows),
    policies: withRows(reader.policies, noRows),
    controls: withRows(reader.controls, noRows),
    recoveries: withRows(reader.recoveries, noRows),
    reconciliations: withRows(reader.reconciliations, noRows),
    schedules: withRows(reader.schedules, noRows),
    savedReports: withRows(reader.savedReports, noRows),
    auditFilters: withRows(reader.auditFilters, noRows),
    forwardings: withRows(reader.forwardings, noRows),
    backupPlans: withRows(reader.backupPlans, noRows),
    hsmBackups: withRows(reader.hsmBackups, noRows),
    jobs: withRows(reader.jobs, { put: refuse, putStep: refuse, putSteps: refuse, addLine: refuse }),
    loginStates: withRows(reader.loginStates, { put: refuse }),
    wrappingKeys: withRows(reader.wrappingKeys, { add: refuse }),
    cutAudit: refuse,
    record: refuse,
  });
}

/** Methods of `rows` stay bound to it, whether it is a class instance or a plain object. */
function withRows<R extends object, W extends object>(rows: R, writes: W): R & W {
  return new Proxy(rows, {
    get(target, property) {
      const own: unknown = Reflect.get(writes, property);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  }) as R & W;
}

/** There is no store yet: whoever reaches for it made a mistake. */
function closedWriter(): StoreWriter {
  return new Proxy({} as StoreWriter, {
    get() {
      throw new ConsoleError('state.wrong-phase', { facts: { store: 'closed' } });
    },
  });
}
