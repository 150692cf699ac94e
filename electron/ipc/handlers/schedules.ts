// schedules.*: the standing approval of a group's schedule, pausing it, and the calendar of what will run.
import { calendarRuleOf, handledUntil } from '../../domain/key-group-rules';
import { latestEnd, scheduleRowOf, scopeDigestOf, standingScope } from '../../domain/standing-approval';
import type { Credential, GroupSchedule, KeyGroup } from '../../domain/entities';
import { effectFact } from '../../services/effect-facts';
import { newRowId } from '../../services/ids';
import { readCalendar } from '../../services/scheduler/read-calendar';
import type { ControlledCommand, Order } from '../../services/controlled-command';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { effectWords as words } from '../../../shared/text/effect-words';
import type { EffectFact } from '../../../shared/schemas/approvals';
import type { Handler, Handlers } from '../handler';
import type { OpenedParts } from './opened-parts';

const { rows } = words;

export type ScheduleCall =
  'schedules.calendar' | 'schedules.approve' | 'schedules.endApproval' | 'schedules.pause' | 'schedules.resume';

/** More than anybody reads; the window says when there are more. */
const mostRuns = 2000;

export function scheduleHandlers(parts: OpenedParts): Handlers<ScheduleCall> {
  return {
    'schedules.calendar': ({ from, to }, { now }) =>
      parts.store.read((tx) => readCalendar(tx, { from: new Date(from), to: new Date(to), now, limit: mostRuns })),
    'schedules.approve': approve(parts),
    'schedules.endApproval': change(parts, (found) => {
      if (found.row?.approval == null) throw conflict('not-approved');
      return { ...found.row, approval: null };
    }),
    'schedules.pause': change(parts, ({ group, row }, by, now) => {
      if (row?.paused != null) throw conflict('paused-already');
      const begun = scheduleRowOf(group, row, handledUntil(group, row).toISOString());
      return { ...begun, paused: { at: now.toISOString(), by }, waiting: null };
    }),
    'schedules.resume': change(parts, ({ group, row }, _by, now) => {
      if (row?.paused == null) throw conflict('not-paused');
      // What fell due meanwhile was not to run.
      return { ...scheduleRowOf(group, row, now.toISOString()), paused: null };
    }),
  };
}

const conflict = (reason: string): ConsoleError =>
  new ConsoleError('state.conflict', { facts: { what: 'schedule', reason } });

interface Found {
  readonly group: KeyGroup;
  readonly row: GroupSchedule | null;
}

async function scheduledGroup(tx: StoreReader, groupId: string): Promise<Found> {
  const group = await tx.groups.get(groupId);
  if (group === null) throw new ConsoleError('not-found', { facts: { kind: 'key-group', id: groupId } });
  if (calendarRuleOf(group) === null) throw conflict('no-schedule');
  return { group, row: await tx.schedules.get(groupId) };
}

function change(
  parts: OpenedParts,
  changed: (found: Found, by: string, now: Date) => GroupSchedule,
): Handler<'schedules.pause'> {
  return async ({ groupId }, context) => {
    const result = await context.unitOfWork(async (tx) => {
      const found = await scheduledGroup(tx, groupId);
      await tx.schedules.put(changed(found, context.identities[0]?.id ?? '', context.now));
      const target = { kind: 'key-group', id: groupId, name: found.group.template.name };
      return { result: { groupId }, audit: { target } };
    });
    parts.publish(['groups', 'status'], [groupId]);
    return result;
  };
}

interface ApproveInput {
  readonly groupId: string;
  readonly revision: number;
  readonly validUntil: string;
  readonly justification: string;
}

function approve(parts: OpenedParts): ControlledCommand<ApproveInput, { groupId: string }> {
  const orderOf = (input: ApproveInput, now: Date): Promise<Order> =>
    parts.store.read(async (tx) => {
      const { group, credential } = await approvable(tx, input, now);
      return {
        target: { kind: 'key-group', id: group.id, name: group.template.name },
        frozen: {
          ...standingScope(group, credential),
          groupName: group.template.name,
          credentialName: credential.name,
          validUntil: input.validUntil,
          justification: input.justification,
        },
      };
    });
  return {
    prepare: (input, { now }) => orderOf(input, now),
    recheck: ({ frozen }, { now }) => orderOf(frozen as unknown as ApproveInput, now),
    async execute(tx, { frozen, target }, grant, { now }) {
      const input = frozen as unknown as ApproveInput;
      const { group, row, credential } = await approvable(tx, input, now);
      const { validUntil, justification } = input;
      const approval = {
        ...{ id: newRowId(), scopeDigest: scopeDigestOf(group, credential), requestId: grant.record.requestId },
        ...{ approvedAt: now.toISOString(), validUntil, voidedAt: null },
      };
      const begun = scheduleRowOf(group, row, handledUntil(group, row).toISOString());
      await tx.schedules.put({ ...begun, approval });
      const { every, schedule } = begun.rule;
      return {
        result: { groupId: group.id },
        audit: {
          target,
          facts: {
            ...{ validUntil, justification, revision: group.revision, every, schedule },
            ...{ standingApproval: approval.id, scope: approval.scopeDigest, grant: grant.record.source },
          },
        },
      };
    },
    describe: ({ frozen }) => describeOrder(frozen as unknown as ReturnType<typeof standingScope> & Shown),
    committed: ({ groupId }) => parts.publish(['groups', 'status'], [groupId]),
  };
}

async function approvable(
  tx: StoreReader,
  { groupId, revision, validUntil }: ApproveInput,
  now: Date,
): Promise<Found & { readonly credential: Credential }> {
  const found = await scheduledGroup(tx, groupId);
  const { group } = found;
  if (group.revision !== revision)
    throw new ConsoleError('state.conflict', { facts: { what: 'revision', revision: group.revision } });
  const until = Date.parse(validUntil);
  if (until <= now.getTime() || until > latestEnd(now).getTime())
    throw new ConsoleError('input.invalid', { facts: { field: 'validUntil', rule: 'at-most-13-months' } });
  const credential = await tx.credentials.get(group.template.credentialId);
  if (credential === null)
    throw new ConsoleError('not-found', { facts: { kind: 'credential', id: group.template.credentialId } });
  return { ...found, credential };
}

interface Shown {
  readonly groupName: string;
  readonly credentialName: string;
  readonly validUntil: string;
}

function describeOrder(frozen: ReturnType<typeof standingScope> & Shown): readonly EffectFact[] {
  const { schedule, rotateEvery, credential, materialExpiresInDays: days } = frozen;
  const within = schedule?.onlyWithinDaysOfExpiry ?? null;
  return [
    effectFact(rows.keyGroup, frozen.groupName),
    effectFact(rows.rotateEvery, rotateEvery === null ? words.noSchedule : words.period(rotateEvery)),
    effectFact(rows.schedule, schedule === null ? words.no : words.schedule(schedule)),
    ...(within === null ? [] : [effectFact(rows.onlyNearExpiry, words.within(within))]),
    effectFact(rows.rotationMethod, words.rotationMethods[frozen.rotationMethod]),
    effectFact(rows.materialExpires, days === null ? words.doesNotExpire : words.expiresAfter(days)),
    effectFact(rows.alias, frozen.alias),
    effectFact(rows.region, frozen.region),
    effectFact(rows.credential, frozen.credentialName),
    effectFact(rows.account, words.account(credential.accountId, credential.endpoint)),
    ...(credential.endpoint.kind === 'custom' ? [effectFact(rows.endpoint, words.endpoint(credential.endpoint))] : []),
    effectFact(rows.revision, String(frozen.revision)),
    effectFact(rows.approvedUntil, words.time(frozen.validUntil)),
  ];
}
