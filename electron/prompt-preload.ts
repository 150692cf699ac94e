// The bridge of main's own small window: two calls, and nothing of the console.
import { contextBridge, ipcRenderer } from 'electron';

// Spelled out, as in shared/ipc/prompt-bridge.ts: a sandboxed preload is one file, and the schemas have no business in it.
const next = (): Promise<unknown> => ipcRenderer.invoke('kmes-prompt:next');
const answer = (given: unknown): Promise<unknown> => ipcRenderer.invoke('kmes-prompt:answer', given);

contextBridge.exposeInMainWorld('kmesPrompt', Object.freeze({ next, answer }));
