// What the preload puts on `window.kmes`, and the names of the two channels it uses.
import type { IpcAnswer, IpcCallName, IpcEventName, IpcEventPayload, IpcInput, IpcOutput } from './table';

/** ipcMain.handle channel of a call; one per table entry. */
export const callChannel = (name: string): string => `kmes:call:${name}`;
/** webContents.send channel of an event. */
export const eventChannel = (name: string): string => `kmes:event:${name}`;

export type KmesBridge = {
  readonly call: { readonly [N in IpcCallName]: (input: IpcInput<N>) => Promise<IpcAnswer<IpcOutput<N>>> };
  readonly on: {
    readonly [N in IpcEventName]: (listener: (payload: IpcEventPayload<N>) => void) => () => void;
  };
};
