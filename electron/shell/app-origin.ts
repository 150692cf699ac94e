// The one origin of the window, and the privileges of its scheme. Nothing else is ever loaded.
import type { CustomScheme } from 'electron';

export const APP_SCHEME = 'app';
export const APP_HOST = 'console';
/** As Chromium serialises it in `WebFrameMain.origin`. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
/** The document of the main window. */
export const APP_PAGE = `${APP_ORIGIN}/`;
/** The document of main's own small window; served in its session alone. */
export const PROMPT_PATH = '/prompt.html';
export const PROMPT_PAGE = `${APP_ORIGIN}${PROMPT_PATH}`;

/**
 * `standard` and `secure` give the scheme a real origin. No fetch, no CORS, no service workers, no streams: the page
 * has no use for them, so there is nothing to bypass.
 */
export const appScheme: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: false, corsEnabled: false, allowServiceWorkers: false },
};

/** True only for absolute URLs of exactly this scheme and host, without port or user name. */
export function isAppUrl(url: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(url);
    return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === '' && password === '';
  } catch {
    return false;
  }
}
