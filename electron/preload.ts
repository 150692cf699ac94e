// The bridge between the window and main, generated from the names of the IPC table. Nothing else is exposed.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { callChannel, eventChannel } from '../shared/ipc/bridge';

// Put in at build time from shared/ipc/table.ts: the sandboxed preload carries names, not schemas.
declare const __IPC_CALLS__: readonly string[];
declare const __IPC_EVENTS__: readonly string[];

/** One plain argument goes out; what comes back is the answer of the dispatcher. */
const callOf = (name: string) => {
  const channel = callChannel(name);
  return (input: unknown): Promise<unknown> => ipcRenderer.invoke(channel, input);
};

/** Listeners get the payload alone: the event object would hand them the sender. Returns the unsubscribe function. */
const listenerOf = (name: string) => {
  const channel = eventChannel(name);
  return (listener: (payload: unknown) => void): (() => void) => {
    const onEvent = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
    ipcRenderer.on(channel, onEvent);
    return () => {
      ipcRenderer.removeListener(channel, onEvent);
    };
  };
};

const from = <F>(names: readonly string[], make: (name: string) => F): Readonly<Record<string, F>> =>
  Object.freeze(Object.fromEntries(names.map((name) => [name, make(name)])));

contextBridge.exposeInMainWorld(
  'kmes',
  Object.freeze({ call: from(__IPC_CALLS__, callOf), on: from(__IPC_EVENTS__, listenerOf) }),
);
