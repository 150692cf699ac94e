// Serves app://console/ from the built renderer, with a fresh nonce and the whole set of headers on each document.
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Session } from 'electron';
import { APP_SCHEME } from './app-origin';
import { documentPolicy, filePolicy, fixedHeaders, injectNonce, newNonce } from './content-security-policy';
import { contentTypeOf, findPageFile, type PageFiles } from './page-files';

function answer(
  status: number,
  body: string | Uint8Array<ArrayBuffer> | null,
  contentType: string,
  policy: string,
): Response {
  return new Response(body, {
    status,
    headers: { ...fixedHeaders, 'Content-Type': contentType, 'Content-Security-Policy': policy },
  });
}

/** The answer to one request; anything but a GET of a listed file is a bare 404. */
export async function servePage(files: PageFiles, request: { method: string; url: string }): Promise<Response> {
  const file = findPageFile(files, request.method, request.url);
  if (file === null) return answer(404, null, 'text/plain; charset=utf-8', filePolicy);
  const contentType = contentTypeOf(file) ?? 'application/octet-stream';
  if (extname(file) !== '.html') return answer(200, new Uint8Array(await readFile(file)), contentType, filePolicy);
  const nonce = newNonce();
  return answer(200, injectNonce(await readFile(file, 'utf8'), nonce), contentType, documentPolicy(nonce));
}

/** Registers the scheme in the window's session. */
export function registerPageProtocol(session: Session, files: PageFiles): void {
  session.protocol.handle(APP_SCHEME, (request) => servePage(files, request));
}
