// Between the window and the console: one handler per call of the table (sender → size → dispatch), and events outwards.
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { callChannel, eventChannel } from '../../shared/ipc/bridge';
import type { IpcCall } from '../../shared/ipc/definition';
import { ipcEvents, ipcTable, type IpcAnswer, type IpcEventName, type IpcEventPayload } from '../../shared/ipc/table';
import { ConsoleError, toConsoleError } from '../../shared/errors';
import type { Log } from '../ports/log';
import type { ConsoleApp, PublishEvent } from './console-app';
import { DEFAULT_MAX_BYTES, guardPayload } from './payload-guard';
import { isTrustedSender } from './sender-check';

export interface GatewayParts {
  /** The window's contents while it is open. */
  readonly contents: () => WebContents | null;
  /** Resolves once the console is composed; calls made earlier wait for it. */
  readonly console: Promise<Pick<ConsoleApp, 'dispatch'>>;
  readonly log: Log;
}

function refusal(error: ConsoleError): IpcAnswer<never> {
  return { ok: false, error: error.toShape() };
}

async function answerCall(
  parts: GatewayParts,
  name: string,
  call: IpcCall,
  event: IpcMainInvokeEvent,
  payload: unknown,
): Promise<IpcAnswer<unknown>> {
  const { log } = parts;
  const trusted = isTrustedSender(event, parts.contents());
  try {
    if (!trusted) {
      log.warn('ipc.sender-refused', { call: name });
      // The dispatcher records the refusal; what the stranger sent is not passed on.
      const answer = await (await parts.console).dispatch(name, undefined, { trusted: false });
      return answer.ok ? refusal(new ConsoleError('auth.sender-refused')) : answer;
    }
    const maxBytes = call.maxBytes ?? DEFAULT_MAX_BYTES;
    const problem = guardPayload(payload, maxBytes);
    if (problem !== null) {
      const error = new ConsoleError(problem, { facts: { call: name, maxBytes } });
      log.warn('ipc.payload-refused', { call: name, code: error.code, ref: error.ref });
      return refusal(error);
    }
    return await (await parts.console).dispatch(name, payload, { trusted: true });
  } catch (thrown) {
    const error = toConsoleError(thrown);
    log.error('ipc.failed', error, { call: name });
    return refusal(error);
  }
}

/** Registers every call of the table. Whatever happens, the page gets an answer and never an exception's text. */
export function registerIpcGateway(parts: GatewayParts): void {
  for (const [name, call] of Object.entries(ipcTable)) {
    ipcMain.handle(callChannel(name), (event, payload: unknown) => answerCall(parts, name, call, event, payload));
  }
}

/** Takes away what libraries listen to (electron-store answers a channel of its own): only the table's calls reach main. */
export function removeForeignListeners(): void {
  ipcMain.removeAllListeners();
}

/** Sends events to the window. A payload that breaks its schema is a defect of ours: logged and not sent. */
export function eventPublisher(contents: () => WebContents | null, log: Log): PublishEvent {
  return <N extends IpcEventName>(name: N, payload: IpcEventPayload<N>): void => {
    const checked = ipcEvents[name].safeParse(payload);
    if (!checked.success) {
      log.error('ipc.event-invalid', new ConsoleError('internal', { cause: checked.error }), { name });
      return;
    }
    const target = contents();
    if (target !== null && !target.isDestroyed() && !target.isCrashed()) target.send(eventChannel(name), checked.data);
  };
}
