// Wraps a store so that each commit says what it changed: the window is told topics, and asks again with its permissions.
import type { Store, StoreWriter } from '../ports/store';
import type { Topic } from '../../shared/ipc/table';

export interface StoreChange {
  readonly topics: readonly Topic[];
  /** Ids of rows put or deleted. */
  readonly ids: readonly string[];
  /** Audit entries written. */
  readonly entries: number;
}

/** Topics that a change of one kind of row touches: views join rows of other kinds. */
const topicsOf = {
  identities: ['status', 'identities', 'approvals'],
  roles: ['status', 'roles', 'identities', 'approvals'],
  requests: ['approvals', 'status'],
  policies: ['policy', 'approvals'],
  controls: ['jobs', 'status'],
  recoveries: ['recovery', 'status'],
  reconciliations: ['reconciliations', 'keys'],
  schedules: ['groups', 'status'],
  savedReports: ['reports'],
  auditFilters: ['audit-filters'],
  forwardings: ['forwarding'],
  backupPlans: ['backup'],
  hsmBackups: ['backup', 'keys'],
  segments: ['audit', 'status', 'backup'],
  credentials: ['credentials', 'groups'],
  groups: ['groups', 'credentials'],
  keys: ['keys', 'groups'],
  jobs: ['jobs', 'groups', 'status'],
  record: ['audit'],
} as const satisfies Record<string, readonly Topic[]>;

/** Calls `changed` after each write that committed. */
export function observeStore(store: Store, changed: (change: StoreChange) => void): Store {
  return {
    id: store.id,
    environment: store.environment,
    read: (work) => store.read(work),
    async write(work) {
      const topics = new Set<Topic>();
      const ids = new Set<string>();
      let entries = 0;
      const touch = (kind: keyof typeof topicsOf, id?: string): void => {
        for (const topic of topicsOf[kind]) topics.add(topic);
        if (id !== undefined) ids.add(id);
        if (kind === 'record') entries += 1;
      };
      const result = await store.write((tx) => work(observed(tx, touch)));
      if (topics.size > 0) changed({ topics: [...topics], ids: [...ids], entries });
      return result;
    },
    addAnchor: (anchor) => store.addAnchor(anchor),
    copyTo: (path, watch) => store.copyTo(path, watch),
    freeze: () => store.freeze(),
    onCommit: (listener) => store.onCommit(listener),
    close: () => store.close(),
  };
}

type Touch = (kind: keyof typeof topicsOf, id?: string) => void;

function observed(tx: StoreWriter, touch: Touch): StoreWriter {
  return withMethods(tx, {
    identities: watched(tx.identities, 'identities', touch),
    roles: watched(tx.roles, 'roles', touch),
    credentials: watched(tx.credentials, 'credentials', touch),
    groups: watched(tx.groups, 'groups', touch),
    keys: watched(tx.keys, 'keys', touch),
    requests: watched(tx.requests, 'requests', touch),
    policies: watched(tx.policies, 'policies', touch),
    controls: watched(tx.controls, 'controls', touch),
    recoveries: watched(tx.recoveries, 'recoveries', touch),
    reconciliations: watched(tx.reconciliations, 'reconciliations', touch),
    schedules: watched(tx.schedules, 'schedules', touch),
    savedReports: watched(tx.savedReports, 'savedReports', touch),
    auditFilters: watched(tx.auditFilters, 'auditFilters', touch),
    forwardings: watched(tx.forwardings, 'forwardings', touch),
    backupPlans: watched(tx.backupPlans, 'backupPlans', touch),
    hsmBackups: watched(tx.hsmBackups, 'hsmBackups', touch),
    jobs: withMethods(tx.jobs, {
      put: (job) => (touch('jobs', job.id), tx.jobs.put(job)),
      putStep: (step) => (touch('jobs', step.jobId), tx.jobs.putStep(step)),
      // Only with the job itself, which is touched.
      putSteps: (steps) => tx.jobs.putSteps(steps),
      addLine: (line) => (touch('jobs', line.jobId), tx.jobs.addLine(line)),
    }),
    record: (event) => (touch('record'), tx.record(event)),
    cutAudit: (segment) => (touch('segments', segment.id), tx.cutAudit(segment)),
  });
}

interface WritableRows<T> {
  put(row: T): Promise<void>;
  delete(id: string): Promise<void>;
}

function watched<T extends { readonly id: string }, R extends WritableRows<T>>(
  rows: R,
  kind: keyof typeof topicsOf,
  touch: Touch,
): R {
  const writes: WritableRows<T> = {
    put: (row) => (touch(kind, row.id), rows.put(row)),
    delete: (id) => (touch(kind, id), rows.delete(id)),
  };
  return withMethods(rows, writes as Partial<R>);
}

/** `target` with some methods replaced; the others stay bound to it, be it a plain object or a class instance. */
function withMethods<T extends object>(target: T, replaced: Partial<T>): T {
  return new Proxy(target, {
    get(of, property) {
      const own: unknown = Reflect.get(replaced, property);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(of, property);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}
