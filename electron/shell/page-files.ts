// The files the app scheme may serve: an allow-list read once from the built renderer, so that no path is ever computed.
import { readdirSync } from 'node:fs';
import { extname, join, posix, resolve, sep } from 'node:path';
import { APP_ORIGIN, APP_PAGE, PROMPT_PATH } from './app-origin';

/** URL path (`/assets/x.js`) to absolute file. */
export type PageFiles = ReadonlyMap<string, string>;

/** Kinds of file a page is made of. Source maps and anything unknown are not served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export function contentTypeOf(file: string): string | undefined {
  return contentTypes[extname(file)];
}

/** Lists the plain files under `root` (no symbolic links) of the kinds a page is made of. */
export function listPageFiles(root: string): PageFiles {
  const base = resolve(root);
  const files = new Map<string, string>();
  const visit = (folder: string, urlPath: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      // Names that a URL would have to escape cannot be asked for; a name with a separator cannot exist, and if it did it stays out.
      if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(entry.name) || !path.startsWith(base + sep)) continue;
      if (entry.isDirectory()) visit(path, posix.join(urlPath, entry.name));
      else if (entry.isFile() && contentTypeOf(entry.name) !== undefined)
        files.set(posix.join(urlPath, entry.name), path);
    }
  };
  visit(base, '/');
  return files;
}

/** Those of the console's window: without the document of the prompt. */
export function consolePageFiles(files: PageFiles): PageFiles {
  return new Map([...files].filter(([path]) => path !== PROMPT_PATH));
}

/** Those of the prompt: without the console's document. */
export function promptPageFiles(files: PageFiles): PageFiles {
  return new Map([...files].filter(([path]) => path === PROMPT_PATH || !path.endsWith('.html')));
}

/**
 * The file a request means, or null (answered 404). GET only, exactly our host; the path is looked up as it was sent, so
 * that escapes (`%2e`, `%2f`, `%00`), `..`, backslashes, control characters and queries find nothing. `/` is index.html.
 */
export function findPageFile(files: PageFiles, method: string, url: string): string | null {
  if (method !== 'GET' || !url.startsWith(APP_PAGE)) return null;
  const path = url.slice(APP_ORIGIN.length).split('#', 1)[0] ?? '';
  return files.get(path === '/' ? '/index.html' : path) ?? null;
}
