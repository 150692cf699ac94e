// Which calls say that a person is at the window. Others are the window refreshing itself.
import { ipcTable, type IpcCallName } from '../../shared/ipc/table';
import type { IpcCall } from '../../shared/ipc/definition';

/** The window asks again what it shows within this time of an event that says it has changed. */
const refreshMs = 3000;

/** @param sinceEventMs time since the window was last told that something has changed */
export function isActivity(name: string, sinceEventMs: number): boolean {
  if (!Object.hasOwn(ipcTable, name) || name === 'app.status') return false;
  const entry: IpcCall = ipcTable[name as IpcCallName];
  return entry.kind === 'command' || sinceEventMs > refreshMs;
}
