// Controlled calls of the table as approvals reach them: by name, with the checks that the dispatcher makes for a call of the window.
import type { IpcCall } from '../../shared/ipc/definition';
import { ipcTable, type IpcCallName } from '../../shared/ipc/table';
import { ConsoleError } from '../../shared/errors';
import { permissions, type Permission } from '../../shared/permissions';
import type { ControlledCall, ControlledCommand } from '../services/controlled-command';
import type { Session } from '../services/session';
import type { Handlers } from './handler';

const isPermission = (value: string): value is Permission => (permissions as readonly string[]).includes(value);

/** Null for a name that is not in the table, is under no dual control, or has no handler now. */
export function controlledCalls(
  handlers: () => Partial<Handlers>,
  session: Session,
): (name: string) => ControlledCall | null {
  return (name) => {
    const entry: IpcCall | null = Object.hasOwn(ipcTable, name) ? ipcTable[name as IpcCallName] : null;
    if (entry?.kind !== 'command' || typeof entry.approval !== 'string' || typeof entry.audit !== 'string') return null;
    const { permission } = entry;
    const command: unknown = handlers()[name as IpcCallName];
    if (command === undefined || !isPermission(permission)) return null;
    return {
      name,
      operation: entry.approval,
      permission,
      auditEvent: entry.audit,
      command: command as ControlledCommand<unknown, unknown>,
      parse(input) {
        const parsed = entry.input.safeParse(input);
        if (parsed.success) return parsed.data;
        const [issue] = parsed.error.issues;
        const field = (issue?.path ?? []).map(String).join('.').slice(0, 200);
        throw new ConsoleError('input.invalid', { facts: { call: name, field, rule: issue?.code ?? 'unknown' } });
      },
      async assertPermitted() {
        const { rights } = await session.current();
        if (!rights.permissions.includes(permission))
          throw new ConsoleError('auth.not-permitted', { facts: { permission } });
      },
    };
  };
}
