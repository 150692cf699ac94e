// reconcile.*: compare with AWS, show what differs, and the three answers, each an order that dual control can freeze.
import { isDeepStrictEqual } from 'node:util';
import type { Reconciliation } from '../../domain/entities';
import { takeDrifts } from '../../domain/drift-answers';
import type { StoreReader, StoreWriter } from '../../ports/store';
import type { ControlledCommand, Order, Work } from '../../services/controlled-command';
import { identityName } from '../../services/identity-names';
import type { JobDefinition } from '../../services/jobs/job-definition';
import type { JobRunner } from '../../services/jobs/job-runner';
import { queueJob } from '../../services/jobs/queue-job';
import { checkGroup } from '../../services/key-groups/check-group';
import { openJobOf } from '../../services/key-groups/group-view';
import { answerNeeds, answerRule, assertMayAnswer } from '../../services/reconcile/answer-needs';
import {
  describeAnswer,
  driftChanged,
  freezeAnswer,
  seenDrifts,
  type FrozenAnswer,
} from '../../services/reconcile/drift-order';
import { readPush } from '../../services/reconcile/push-input';
import { listDrifts } from '../../services/reconcile/list-drifts';
import { overtaken, reconcileGroups, reconciliationOf } from '../../services/reconcile/reconcile-groups';
import { createReportRuns } from '../../services/reports/report-runs';
import { ConsoleError } from '../../../shared/errors';
import type { PolicyRow } from '../../../shared/schemas/approvals';
import type { DriftAnswer, DriftAnswerInput, ReconciliationView } from '../../../shared/schemas/reconcile';
import type { Handlers } from '../handler';
import type { OpenedParts } from './opened-parts';

export type ReconcileCall =
  | 'reconcile.get'
  | 'reconcile.list'
  | 'reconcile.run'
  | 'reconcile.cancel'
  | 'reconcile.take'
  | 'reconcile.push'
  | 'reconcile.ignore';

export interface Reconcile {
  readonly handlers: Handlers<ReconcileCall>;
  stop(): Promise<void>;
}

export function createReconcile(
  parts: OpenedParts,
  jobs: Pick<JobRunner, 'wake'>,
  definition: JobDefinition,
): Reconcile {
  const { store } = parts;
  const runs = createReportRuns(parts.clock, (id, done, total) => parts.progress?.('reconcile.run', id, done, total));
  return {
    stop: () => runs.stop(),
    handlers: {
      'reconcile.get': ({ groupId }) => store.read((tx) => readView(tx, groupId)),
      'reconcile.list': () => store.read(listDrifts),
      'reconcile.cancel': async ({ runId }) => {
        runs.cancel(runId);
        return {};
      },
      'reconcile.run': ({ runId, groupId, keyId = null }, context) =>
        runs.start(runId, async (signal, progress) => {
          const order = { groupId, keyId, now: context.now, signal, progress };
          const results = await reconcileGroups(parts, order);
          const by = context.identities.map(({ id }) => id);
          return context.unitOfWork(async (tx) => {
            let drifts = 0;
            for (const result of results) {
              if (result.kind === 'busy' || (await tx.groups.get(result.group.id)) === null) continue;
              const before = await tx.reconciliations.get(result.group.id);
              const newer = overtaken(before, context.now, parts.clock.now());
              const row = newer ? before : reconciliationOf(result, before, by, context.now);
              if (!newer) await tx.reconciliations.put(row);
              drifts += row.drifts.length;
            }
            const count = (kind: (typeof results)[number]['kind']): number =>
              results.filter((result) => result.kind === kind).length;
            const found = { checked: count('compared'), drifts, busy: count('busy'), failed: count('failed') };
            const [only] = results.length === 1 ? results : [];
            const target =
              only === undefined ? null : { kind: 'key-group', id: only.group.id, name: only.group.template.name };
            return { result: found, audit: { target, facts: { groups: results.length, ...found } } };
          });
        }),
      'reconcile.take': answerCommand(parts, 'take', takeAnswer),
      'reconcile.ignore': answerCommand(parts, 'ignore', ignoreAnswer),
      'reconcile.push': {
        ...answerCommand(parts, 'push', (tx, frozen, order, context, grant) =>
          pushAnswer(tx, definition, frozen, order, context, grant),
        ),
        committed({ jobId }) {
          jobs.wake();
          parts.publish(['jobs', 'groups', 'keys', 'status', 'reconciliations'], [jobId]);
        },
      },
    },
  };
}

type Execute<T> = (
  tx: StoreWriter,
  frozen: FrozenAnswer,
  order: Order,
  context: Parameters<ControlledCommand<never, T>['execute']>[3],
  grant: Parameters<ControlledCommand<never, T>['execute']>[2],
) => Promise<Work<T>>;

/** The differences must be there when it is asked for, when it is approved, and in the transaction that acts. */
function answerCommand<T>(
  parts: OpenedParts,
  answer: DriftAnswer,
  execute: Execute<T>,
): ControlledCommand<DriftAnswerInput, T> {
  async function orderOf(order: Parameters<typeof freezeAnswer>[2], now: Date): Promise<Order> {
    await parts.store.read((tx) => assertNoOpenJob(tx, order.groupId));
    const frozen = await freezeAnswer(parts, answer, order, now);
    if (answer === 'take') await parts.store.read((tx) => assertTakeable(tx, frozen, now));
    // Frozen along: a request runs under the rows that it was made under, and is stale once they have changed.
    const rule = await parts.store.read((tx) => answerRule(tx, parts.store.environment, answer, frozen.drifts));
    return { target: { kind: 'key-group', id: order.groupId, name: frozen.groupName }, frozen: { ...frozen, rule } };
  }
  return {
    async prepare(input, context) {
      const drifts = await seenDrifts(parts, input);
      await parts.store.read((tx) => assertMayAnswer(tx, context.identities, answerNeeds(answer, drifts), null));
      return orderOf({ groupId: input.groupId, drifts, justification: input.justification }, context.now);
    },
    recheck: ({ frozen }, context) => orderOf(readPush({ id: '', input: frozen }), context.now),
    async execute(tx, order, grant, context) {
      const frozen = readPush({ id: '', input: order.frozen });
      await assertNoOpenJob(tx, frozen.groupId);
      const group = await tx.groups.get(frozen.groupId);
      if (group?.revision !== frozen.revision) throw driftChanged(frozen.groupId);
      await assertMayAnswer(tx, context.identities, answerNeeds(answer, frozen.drifts), grant.record.source);
      const rule = await answerRule(tx, parts.store.environment, answer, frozen.drifts);
      if (!isDeepStrictEqual(rule, ruleOf(order)))
        throw new ConsoleError('state.conflict', { facts: { what: 'revision', operation: rule.operation } });
      return execute(tx, frozen, order, context, grant);
    },
    describe: ({ frozen }) => describeAnswer(answer, readPush({ id: '', input: frozen })),
    ruleOf,
    committed: () => parts.publish(['groups', 'keys', 'reconciliations']),
  };
}

const ruleOf = ({ frozen }: Order): PolicyRow => frozen['rule'] as PolicyRow;

/** What AWS has must be something the console can hold: its own rules of policies, tags and names stand. */
async function assertTakeable(tx: StoreReader, frozen: FrozenAnswer, now: Date): Promise<void> {
  const group = await tx.groups.get(frozen.groupId);
  if (group === null) throw driftChanged(frozen.groupId);
  const taken = takeDrifts({ group, keys: await tx.keys.ofGroup(group.id) }, frozen.drifts, now);
  if (taken.group !== group) await checkGroup(tx, { ...taken.group.template, activeKeyId: null }, group.id);
}

const takeAnswer: Execute<Record<string, never>> = async (tx, frozen, order, context) => {
  await assertTakeable(tx, frozen, context.now);
  const group = await tx.groups.get(frozen.groupId);
  if (group === null) throw driftChanged(frozen.groupId);
  const keys = await tx.keys.ofGroup(group.id);
  const taken = takeDrifts({ group, keys }, frozen.drifts, context.now);
  if (taken.group !== group)
    await tx.groups.put({ ...taken.group, changedBy: context.identities[0]?.id ?? group.changedBy });
  for (const key of taken.keys) if (!keys.includes(key)) await tx.keys.put(key);
  await answered(tx, frozen, () => ({}));
  return { result: {}, audit: auditOf(frozen, order) };
};

const ignoreAnswer: Execute<Record<string, never>> = async (tx, frozen, order, context) => {
  const left = {
    reason: frozen.justification,
    at: context.now.toISOString(),
    by: context.identities.map(({ id }) => id),
  };
  await answered(tx, frozen, ({ ignored }) => ({
    ignored: [...ignored, ...frozen.drifts.map((drift) => ({ ...drift, ...left }))],
  }));
  return { result: {}, audit: auditOf(frozen, order) };
};

async function pushAnswer(
  tx: StoreWriter,
  definition: JobDefinition,
  frozen: FrozenAnswer,
  order: Order,
  context: Parameters<Execute<{ jobId: string }>>[3],
  grant: Parameters<Execute<{ jobId: string }>>[4],
): Promise<Work<{ jobId: string }>> {
  const job = await queueJob(
    tx,
    definition,
    grant,
    {
      operation: 'reconcile.push',
      name: `Push ${String(frozen.drifts.length)} difference(s) of ${frozen.groupName}`,
      groupId: frozen.groupId,
      target: frozen.groupName,
      input: order.frozen,
      justification: frozen.justification,
      startedBy: context.identities.map(({ id }) => id),
    },
    context.now,
  );
  const audit = auditOf(frozen, order);
  const facts = { ...audit.facts, job: job.name, operation: 'reconcile.push', grant: grant.record.source };
  return { result: { jobId: job.id }, audit: { ...audit, jobId: job.id, facts } };
}

async function answered(
  tx: StoreWriter,
  { groupId, drifts }: FrozenAnswer,
  change: (row: Reconciliation) => Partial<Reconciliation>,
): Promise<void> {
  const row = await tx.reconciliations.get(groupId);
  if (row === null) throw driftChanged(groupId);
  const ids = new Set(drifts.map(({ id }) => id));
  await tx.reconciliations.put({ ...row, ...change(row), drifts: row.drifts.filter(({ id }) => !ids.has(id)) });
}

/** A policy may be long: the log keeps whole values only where they are short. */
const auditOf = ({ drifts, justification, region }: FrozenAnswer, { target }: Order) => ({
  target,
  facts: {
    count: drifts.length,
    region,
    justification,
    differences: drifts.map(({ id, field, kmsKeyId, ours, aws }) => ({
      ...{ id, field, kmsKeyId, ours: ours?.slice(0, 1000) ?? null, aws: aws?.slice(0, 1000) ?? null },
    })),
  },
});

async function readView(tx: StoreReader, groupId: string): Promise<ReconciliationView | null> {
  const [row, group] = [await tx.reconciliations.get(groupId), await tx.groups.get(groupId)];
  if (row === null || group === null) return null;
  const names = (ids: readonly string[]): Promise<string[]> => Promise.all(ids.map((id) => identityName(tx, id)));
  const { id: _id, ...rest } = row;
  return {
    groupId,
    groupName: group.template.name,
    ...structuredClone(rest as Omit<typeof rest, 'ignored' | 'checkedBy'>),
    checkedBy: await names(row.checkedBy),
    ignored: await Promise.all(
      row.ignored.map(async (left) => ({ ...structuredClone(left), by: await names(left.by) })),
    ),
  } as ReconciliationView;
}

/** One job at a time may work on a group. */
async function assertNoOpenJob(tx: StoreReader, groupId: string): Promise<void> {
  const open = await openJobOf(tx, groupId);
  if (open !== null)
    throw new ConsoleError('state.conflict', { facts: { what: 'open-job', jobId: open.id, status: open.status } });
}
