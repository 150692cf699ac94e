// Which permission lets a login ask for each operation: derived from the IPC table, so that the two cannot differ.
import type { Operation, Permission } from '../permissions';
import type { IpcCall } from './definition';
import { ipcTable } from './table';

/** The permission of the call that an operation stands for. Calls that share an operation share the permission (a test sees to it). */
export const operationPermissions = Object.fromEntries(
  (Object.values(ipcTable) as IpcCall[]).flatMap((call) =>
    call.kind === 'command' && typeof call.approval === 'string' ? [[call.approval, call.permission]] : [],
  ),
) as Readonly<Record<Operation, Permission>>;
