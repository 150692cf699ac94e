// The rule that decides whether a message comes from our own page.
import { describe, expect, it } from 'vitest';
import { isTrustedSender, type MessageSender } from '../../electron/shell/sender-check';

const own = { id: 1, mainFrame: { frameTreeNodeId: 7 } };
const ownFrame = { parent: null, frameTreeNodeId: 7, origin: 'app://console', url: 'app://console/#/keys' };
const message = (frame: Partial<typeof ownFrame> | null, id = 1): MessageSender => ({
  sender: { id },
  senderFrame: frame === null ? null : ({ ...ownFrame, ...frame } as MessageSender['senderFrame']),
});

describe('a message', () => {
  it('from the top frame of the window with the console page is trusted', () => {
    expect(isTrustedSender(message({}), own)).toBe(true);
  });

  it.each<[string, MessageSender]>([
    ['another window', message({}, 2)],
    ['a frame that is gone', message(null)],
    ['a frame inside the page', message({ parent: ownFrame as never, frameTreeNodeId: 8 })],
    ['another top frame', message({ frameTreeNodeId: 8 })],
    ['an opaque origin', message({ origin: 'null' })],
    ['an empty origin', message({ origin: '' })],
    ['another host of the scheme', message({ origin: 'app://other', url: 'app://other/' })],
    ['another port', message({ origin: 'app://console:1', url: 'app://console:1/' })],
    ['a web origin', message({ origin: 'https://console', url: 'https://console/' })],
    ['about:blank with our origin inherited', message({ url: 'about:blank' })],
    ['an empty URL', message({ url: '' })],
    ['a host that only begins like ours', message({ origin: 'app://console.example', url: 'app://console.example/' })],
  ])('from %s is refused', (_who, sender) => {
    expect(isTrustedSender(sender, own)).toBe(false);
  });

  it('is refused while no window is open', () => {
    expect(isTrustedSender(message({}), null)).toBe(false);
  });

  it('is refused when its frame can no longer be read', () => {
    const disposed = {
      sender: { id: 1 },
      get senderFrame(): never {
        return new Proxy(
          {},
          {
            get: () => {
              throw new Error('Render frame was disposed');
            },
          },
        ) as never;
      },
    };
    expect(isTrustedSender(disposed, own)).toBe(false);
  });
});
