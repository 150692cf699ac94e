// Prints a document of main's own making to PDF: a hidden window of its own session, without scripts, that can load that document and two fonts.
import { readFile } from 'node:fs/promises';
import { BrowserWindow, type Session } from 'electron';
import { ConsoleError } from '../../shared/errors';
import type { Printer } from '../ports/printer';
import { APP_ORIGIN, APP_SCHEME } from './app-origin';
import { fixedHeaders, filePolicy, injectNonce, newNonce } from './content-security-policy';
import { contentTypeOf, findPageFile, type PageFiles } from './page-files';
import { fontStyle, printPolicy } from './print-policy';

export interface PrintWindowParts {
  /** Session of its own, in which nothing but the document and its fonts is served. */
  readonly session: Session;
  readonly pages: PageFiles;
}

const documentUrl = `${APP_ORIGIN}/record`;
/** Longer than any record takes on a slow machine. */
const withinMs = 60_000;

export function printWindows({ session, pages }: PrintWindowParts): Printer {
  let document: string | null = null;
  const style = fontStyle(pages);
  const samples =
    style
      .match(/\.font\d+/g)
      ?.map((name) => `<i class="${name.slice(1)}">a</i>`)
      .join('') ?? '';
  session.protocol.handle(APP_SCHEME, async (request) => {
    const answer = (status: number, body: string | Uint8Array<ArrayBuffer> | null, type: string, policy: string) =>
      new Response(body, {
        status,
        headers: { ...fixedHeaders, 'Content-Type': type, 'Content-Security-Policy': policy },
      });
    if (request.method === 'GET' && request.url === documentUrl && document !== null) {
      const nonce = newNonce();
      return answer(200, injectNonce(document, nonce), 'text/html; charset=utf-8', printPolicy(nonce));
    }
    const file = findPageFile(pages, request.method, request.url);
    if (file?.endsWith('.woff2') !== true) return answer(404, null, 'text/plain; charset=utf-8', filePolicy);
    return answer(200, new Uint8Array(await readFile(file)), contentTypeOf(file) ?? '', filePolicy);
  });

  let turn: Promise<unknown> = Promise.resolve();
  return {
    toPdf(html, foot) {
      const printed = turn.then(async () => {
        document = html
          .replace('</head>', `<style nonce="__CSP_NONCE__">${style}</style></head>`)
          .replace('</body>', `<div class="fonts" aria-hidden="true">${samples}</div></body>`);
        try {
          return await print(session, foot);
        } finally {
          document = null;
        }
      });
      turn = printed.catch(() => undefined);
      return printed;
    },
  };
}

async function print(session: Session, foot: string): Promise<Uint8Array> {
  const window = new BrowserWindow({
    show: false,
    width: 800,
    height: 1100,
    webPreferences: {
      session,
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      images: false,
      webgl: false,
      plugins: false,
      spellcheck: false,
      devTools: false,
    },
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, reject) => {
    timer = setTimeout(() => reject(new Error('printing took too long')), withinMs);
  });
  const gone = new Promise<never>((_done, reject) => {
    window.webContents.once('render-process-gone', (_event, { reason }) => reject(new Error(reason)));
  });
  try {
    const made = window.loadURL(documentUrl).then(() =>
      window.webContents.printToPDF({
        pageSize: 'A4',
        printBackground: true,
        preferCSSPageSize: true,
        generateTaggedPDF: true,
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: footOf(foot),
      }),
    );
    return await Promise.race([made, late, gone]);
  } catch (cause) {
    throw new ConsoleError('file.write-failed', { facts: { reason: 'print' }, cause });
  } finally {
    clearTimeout(timer);
    if (!window.isDestroyed()) window.destroy();
  }
}

/** Chromium fills in the numbers. The text is escaped: it holds names. */
function footOf(foot: string): string {
  const escaped = foot.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<div style="width:100%;padding:0 17mm;display:flex;font:6.6pt sans-serif;color:#59616a"><span style="flex:1">${escaped}</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`;
}
