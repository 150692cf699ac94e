// What the page can send to anybody: nothing. Every way a page has is tried against a listener that is there to be reached.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { outsideListener, type OutsideListener } from './outside-listener';

const dataDir = temporaryDataDir();
let console_: LaunchedConsole;
let outside: OutsideListener;

beforeAll(async () => {
  outside = await outsideListener();
  console_ = await launchConsole({ dataDir: dataDir.path });
}, 60_000);
afterAll(async () => {
  await console_.close();
  await outside.close();
  dataDir.remove();
}, 60_000);

describe('the network', () => {
  it('is out of reach for everything a page can send', async () => {
    const { origin, host } = outside;
    const outcomes = await console_.window.evaluate(
      async ({ origin, host }) => {
        const settled = (start: (done: (outcome: string) => void) => void): Promise<string> =>
          new Promise((resolve) => {
            try {
              start(resolve);
            } catch (thrown) {
              resolve(`threw ${(thrown as Error).name}`);
            }
          });
        const element = (tag: string, attributes: Record<string, string>) =>
          settled((done) => {
            const made = document.createElement(tag);
            made.onload = () => done('loaded');
            made.onerror = () => done('refused');
            for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
            document.head.append(made);
          });
        return {
          fetch: await fetch(`${origin}/fetch`).then(
            () => 'loaded',
            () => 'refused',
          ),
          xhr: await settled((done) => {
            const request = new XMLHttpRequest();
            request.onload = () => done('loaded');
            request.onerror = () => done('refused');
            request.open('GET', `${origin}/xhr`);
            request.send();
          }),
          socket: await settled((done) => {
            const socket = new WebSocket(`ws://${host}/socket`);
            socket.onopen = () => done('loaded');
            socket.onerror = () => done('refused');
          }),
          events: await settled((done) => {
            const source = new EventSource(`${origin}/events`);
            source.onopen = () => done('loaded');
            source.onerror = () => done('refused');
          }),
          image: await element('img', { src: `${origin}/image.png` }),
          style: await element('link', { rel: 'stylesheet', href: `${origin}/style.css` }),
          prefetch: await element('link', { rel: 'prefetch', href: `${origin}/prefetch` }),
          preload: await element('link', { rel: 'modulepreload', href: `${origin}/preload.js` }),
          font: await new FontFace('x', `url(${origin}/font.woff2)`).load().then(
            () => 'loaded',
            () => 'refused',
          ),
          beacon: await settled((done) => {
            navigator.sendBeacon(`${origin}/beacon`, 'x');
            document.head.insertAdjacentElement(
              'beforeend',
              Object.assign(document.createElement('link'), { rel: 'preconnect', href: origin }),
            );
            done('sent');
          }),
        };
      },
      { origin, host },
    );
    expect(Object.values(outcomes)).not.toContain('loaded');
    expect(outside.hits).toEqual([]);
  });

  it('gives no module', async () => {
    // As text: the test bundler would rewrite the import of a function.
    const source = `import('${outside.origin}/module.js').then(() => 'loaded', () => 'refused')`;
    expect(await console_.window.evaluate(source)).toBe('refused');
    expect(outside.hits).toEqual([]);
  });

  it('was there to be reached', async () => {
    await (await fetch(`${outside.origin}/control`)).text();
    expect(outside.hits).toContain('GET /control');
    outside.hits.length = 0;
  });

  it('gets no script tag loaded', async () => {
    const outcome = await console_.window.evaluate(
      (origin) =>
        new Promise<string>((resolve) => {
          setTimeout(() => {
            try {
              const script = document.createElement('script');
              script.onload = () => resolve('loaded');
              script.onerror = () => resolve('refused');
              script.src = `${origin}/script.js`;
              document.head.append(script);
            } catch (thrown) {
              resolve((thrown as Error).name);
            }
          }, 0);
        }),
      outside.origin,
    );
    expect(outcome).not.toBe('loaded');
    expect(outside.hits).toEqual([]);
  });

  it('gets no form sent and no base address changed', async () => {
    const base = await console_.window.evaluate((origin) => {
      const element = document.createElement('base');
      element.href = `${origin}/`;
      document.head.prepend(element);
      const uri = document.baseURI;
      element.remove();
      const form = document.createElement('form');
      form.action = `${origin}/form`;
      form.method = 'post';
      document.body.append(form);
      form.submit();
      form.remove();
      return uri;
    }, outside.origin);
    expect(base).toBe('app://console/');
    expect(console_.window.url()).toBe('app://console/');
    expect(outside.hits).toEqual([]);
  });

  // Last: the control's requests are repeated, and a late one must not count against another test.
  it('is out of reach for peer connections, which reach it under the default rules', async () => {
    // Host candidates never use loopback, so only the request to the STUN server shows; TURN is tried over TCP as well.
    const source = `new Promise((resolve) => {
      const connection = new RTCPeerConnection({
        iceServers: [
          { urls: 'stun:127.0.0.1:${String(outside.udpPort)}' },
          { urls: 'turn:${outside.host}?transport=tcp', username: 'u', credential: 'c' },
        ],
      });
      const candidates = [];
      connection.onicecandidate = ({ candidate }) => {
        if (candidate) candidates.push(candidate.candidate);
        else resolve(candidates);
      };
      connection.createDataChannel('x');
      connection.createOffer().then((offer) => connection.setLocalDescription(offer));
    })`;
    expect(await console_.window.evaluate(source)).toEqual([]);
    expect(outside.hits).toEqual([]);

    await console_.app.evaluate(async ({ BrowserWindow }, script) => {
      const blank = new BrowserWindow({ show: false });
      blank.webContents.setWebRTCIPHandlingPolicy('default');
      await blank.loadURL('about:blank');
      void blank.webContents.executeJavaScript(script);
    }, source);
    await expect.poll(() => outside.hits, { timeout: 10_000 }).toContain('UDP');
    await console_.app.evaluate(({ BrowserWindow }) => {
      for (const other of BrowserWindow.getAllWindows()) if (other.getTitle() !== 'KMES Console') other.destroy();
    });
    outside.hits.length = 0;
  });
});
