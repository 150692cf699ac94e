// Every call of the window goes through here: sender → schema → phase → login and permission → approval → unit of work → result.
import { ipcTable, type IpcAnswer, type IpcCallName } from '../../shared/ipc/table';
import type { IpcCall, IpcPhase } from '../../shared/ipc/definition';
import { ConsoleError, toConsoleError } from '../../shared/errors';
import type { Operation } from '../../shared/permissions';
import type { AuditEvent } from '../domain/audit-event';
import type { Clock } from '../ports/clock';
import type { Log } from '../ports/log';
import { passGate } from '../services/approval-gate';
import type { Grant } from '../domain/grant';
import { phaseOf, type ConsoleState } from '../services/console-state';
import { categoryOfEvent, eventOfOutcome, outcomeOfError } from '../services/event-naming';
import type { SessionState } from '../services/session';
import type { CallContext, ControlledCommand, Work } from '../services/controlled-command';
import type { CommandContext, Handlers } from './handler';
import type { RefusalLog } from './refusal-log';
import { runUnitOfWork, type UnitOfWorkParts } from './unit-of-work';

export interface DispatcherParts {
  readonly state: ConsoleState;
  /** Handlers that can be called now; those of an opened installation come and go. */
  readonly handlers: () => Partial<Handlers>;
  readonly refusals: RefusalLog;
  readonly work: UnitOfWorkParts;
  readonly clock: Clock;
  readonly log: Log;
}

export type Dispatch = (
  name: string,
  payload: unknown,
  sender: { readonly trusted: boolean },
) => Promise<IpcAnswer<unknown>>;

type AnyIpcCommand = Extract<IpcCall, { readonly kind: 'command' }>;

/** One call under way. */
interface Call {
  readonly name: string;
  readonly entry: IpcCall | null;
  /** Who was logged in; set once it is known. */
  login: SessionState | null;
  /** The call's own entry is written: nothing more is recorded of it. */
  recorded: boolean;
}

export function createDispatcher(parts: DispatcherParts): Dispatch {
  return async (name, payload, sender) => {
    const entry: IpcCall | null = Object.hasOwn(ipcTable, name) ? ipcTable[name as IpcCallName] : null;
    const call: Call = { name: entry === null ? 'unknown' : name, entry, login: null, recorded: false };
    try {
      return { ok: true, value: await answer(parts, call, payload, sender) };
    } catch (thrown) {
      const error = toConsoleError(thrown);
      // What nobody foresaw goes to the log with its cause; the window gets the reference to it.
      if (error.code === 'internal') parts.log.error('ipc.call-failed', error, { call: call.name });
      await noteFailure(parts, call, error);
      return { ok: false, error: error.toShape() };
    }
  };
}

async function answer(
  parts: DispatcherParts,
  call: Call,
  payload: unknown,
  sender: { readonly trusted: boolean },
): Promise<unknown> {
  const { entry } = call;
  if (!sender.trusted) throw new ConsoleError('auth.sender-refused', { facts: { call: call.name } });
  if (entry === null) throw new ConsoleError('input.invalid', { facts: { call: call.name, rule: 'unknown-call' } });
  const parsed = entry.input.safeParse(payload);
  if (!parsed.success) throw invalidInput(call.name, parsed.error.issues[0]);
  call.login = (await parts.state.opened?.session.current()) ?? null;
  const phase = await phaseOf(parts.state);
  if (!entry.phases.includes(phase)) throw new ConsoleError('state.wrong-phase', { facts: { call: call.name, phase } });
  checkPermission(entry, call.login, phase);
  const result = await run(parts, call, entry, parsed.data);
  const output = entry.output.safeParse(result);
  if (!output.success)
    throw new ConsoleError('internal', {
      certainty: 'done',
      facts: { call: call.name, what: 'output' },
      cause: output.error,
    });
  return output.data;
}

/** Path and rule of the first finding; never what was sent. */
function invalidInput(
  call: string,
  issue: { readonly path: readonly PropertyKey[]; readonly code: string } | undefined,
): ConsoleError {
  const field = (issue?.path ?? []).map(String).join('.').slice(0, 200);
  return new ConsoleError('input.invalid', { facts: { call, field, rule: issue?.code ?? 'unknown' } });
}

function checkPermission(entry: IpcCall, login: SessionState | null, phase: IpcPhase): void {
  if (entry.permission === 'before-login') return;
  if (login === null || login.identities.length === 0) throw new ConsoleError('auth.not-logged-in');
  if (entry.permission === 'logged-in') return;
  if (phase !== 'ready') throw new ConsoleError('auth.login-incomplete');
  if (!login.rights.permissions.includes(entry.permission)) {
    throw new ConsoleError('auth.not-permitted', { facts: { permission: entry.permission } });
  }
}

type AnyQuery = (input: unknown, context: CallContext) => Promise<unknown>;
type AnyCommand = (input: unknown, context: CommandContext) => Promise<unknown>;

function run(parts: DispatcherParts, call: Call, entry: IpcCall, input: unknown): Promise<unknown> {
  const handler: unknown = parts.handlers()[call.name as IpcCallName];
  if (handler === undefined) throw new ConsoleError('state.wrong-phase', { facts: { call: call.name } });
  const context: CallContext = { identities: call.login?.identities ?? [], now: parts.clock.now() };
  if (entry.kind === 'query') return (handler as AnyQuery)(input, context);
  if (typeof entry.approval === 'string') {
    return runControlled(
      parts,
      call,
      entry,
      entry.approval,
      handler as ControlledCommand<unknown, unknown>,
      input,
      context,
    );
  }
  return (handler as AnyCommand)(input, {
    ...context,
    unitOfWork: (work, store) =>
      runUnitOfWork(
        parts.work,
        (audit) => {
          stillLoggedIn(parts, call, entry);
          call.recorded = true;
          return entryOf(call, entry, audit);
        },
        work,
        store,
      ).catch((thrown: unknown) => {
        // Rolled back: there is no entry after all.
        call.recorded = false;
        throw thrown;
      }),
  });
}

/** Prepared, granted, and carried out with its audit entry in one transaction. */
async function runControlled(
  parts: DispatcherParts,
  call: Call,
  entry: AnyIpcCommand,
  operation: Operation,
  command: ControlledCommand<unknown, unknown>,
  input: unknown,
  context: CallContext,
): Promise<unknown> {
  const order = await command.prepare(input, context);
  const environment = parts.state.opened?.store.environment ?? 'PRODUCTION';
  // Said before anybody goes to the trouble of a request.
  if (parts.work.readOnly()) throw new ConsoleError('store.read-only');
  let grant: Grant | null = null;
  const result = await runUnitOfWork(
    parts.work,
    (audit: Work<unknown>['audit']) => {
      stillLoggedIn(parts, call, entry);
      const { target = order.target, facts } = audit;
      return entryOf(call, entry, {
        ...audit,
        target,
        facts: { ...facts, grant: grant?.record.source, order: grant?.record.commandDigest },
      });
    },
    async (tx) => {
      // By the policy as it is in this very transaction: it cannot change between question and effect.
      grant = await passGate(tx, environment, { operation, command }, order, context.now);
      return command.execute(tx, order, grant, context);
    },
  );
  call.recorded = true;
  command.committed?.(result);
  return result;
}

/** The login that the call was permitted under must still be the one when its change is written. */
function stillLoggedIn(parts: DispatcherParts, call: Call, entry: IpcCall): void {
  if (entry.permission === 'before-login') return;
  if (parts.state.opened?.session.generation() !== call.login?.generation) throw new ConsoleError('auth.not-logged-in');
}

function entryOf(call: Call, entry: AnyIpcCommand, audit: Work<unknown>['audit']): AuditEvent {
  const outcome = audit.outcome ?? 'success';
  // A command without an event of its own still names the call when something of it has to be written.
  const event = eventOfOutcome(typeof entry.audit === 'string' ? entry.audit : `call.${call.name}`, outcome);
  return {
    identities: (call.login?.identities ?? []).map(({ id }) => id),
    ...audit,
    event,
    category: categoryOfEvent(event),
    outcome,
  };
}

/** Refusals of every call, and failures of commands that wrote no entry of their own, are recorded at a bounded rate. */
async function noteFailure(parts: DispatcherParts, call: Call, error: ConsoleError): Promise<void> {
  if (call.recorded || error.code === 'input.cancelled') return;
  const outcome = outcomeOfError(error.code);
  if (outcome === 'failed' && call.entry?.kind !== 'command') return;
  const audit = call.entry?.kind === 'command' ? call.entry.audit : null;
  const event = outcome === 'refused' || typeof audit !== 'string' ? 'call.refused' : eventOfOutcome(audit, outcome);
  await parts.refusals.note({
    event: outcome === 'failed' && event === 'call.refused' ? 'call.failed' : event,
    category: outcome === 'refused' ? 'Refused' : categoryOfEvent(event),
    outcome,
    identities: (call.login?.identities ?? []).map(({ id }) => id),
    target: { kind: 'call', id: call.name },
    facts: { ...error.facts, code: error.code, certainty: error.certainty, ref: error.ref },
  });
}
