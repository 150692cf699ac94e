// Who sent a message: only the top frame of our own window, showing our own origin. Blank or missing is a refusal.
import type { WebContents, WebFrameMain } from 'electron';
import { APP_ORIGIN, isAppUrl } from './app-origin';

export interface MessageSender {
  readonly sender: Pick<WebContents, 'id'>;
  /** Null when the frame navigated away or is gone. */
  readonly senderFrame: Pick<WebFrameMain, 'parent' | 'frameTreeNodeId' | 'origin' | 'url'> | null;
}

/** The frame's URL is checked beside its origin because about:blank inherits the origin of its opener. */
export function isTrustedSender(
  message: MessageSender,
  own: { readonly id: number; readonly mainFrame: { readonly frameTreeNodeId: number } } | null,
): boolean {
  const frame = message.senderFrame;
  if (own === null || frame === null || message.sender.id !== own.id) return false;
  try {
    return (
      frame.parent === null &&
      frame.frameTreeNodeId === own.mainFrame.frameTreeNodeId &&
      frame.origin === APP_ORIGIN &&
      isAppUrl(frame.url)
    );
  } catch {
    // Reading a frame that has been disposed of throws: there is nobody left to answer.
    return false;
  }
}
