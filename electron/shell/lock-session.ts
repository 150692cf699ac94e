// Shuts a Chromium session: only app: requests, no downloads, permissions, devices, proxies, dictionaries or certificates.
import type { Session } from 'electron';
import type { Log } from '../ports/log';
import { APP_SCHEME, isAppUrl } from './app-origin';

/** Writing plain text to the clipboard after a click: "copy" beside an identifier. Reading it stays refused. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';
/** net::ERR_FAILED, whatever the certificate: this session has no business with TLS. */
const CERTIFICATE_REFUSED = -2;

/** How Electron is told which device was chosen; an empty id or null: none. */
type DeviceAnswer = (device: string | null) => void;

/** Applies to every session that is ever created. `devTools`: the debugger's own pages may load (never when packaged). */
export function lockSession(session: Session, options: { devTools: boolean; log: Log }): void {
  const { devTools, log } = options;
  const schemes = devTools ? [`${APP_SCHEME}:`, 'devtools:'] : [`${APP_SCHEME}:`];

  session.webRequest.onBeforeRequest((details, callback) => {
    const scheme = details.url.slice(0, details.url.indexOf(':') + 1);
    const allowed = schemes.includes(scheme);
    // The scheme says enough: a URL could carry what somebody tries to smuggle out.
    if (!allowed) log.warn('window.request-refused', { scheme, type: details.resourceType });
    callback({ cancel: !allowed });
  });

  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const allowed = permission === ALLOWED_PERMISSION && details.isMainFrame && isAppUrl(details.requestingUrl);
    if (!allowed) log.warn('window.permission-refused', { permission });
    callback(allowed);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin, details) =>
      permission === ALLOWED_PERMISSION && details.isMainFrame && isAppUrl(requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  for (const event of ['select-hid-device', 'select-serial-port', 'select-usb-device'] as const) {
    // The three signatures differ only in what the callback is called with; no argument means no device.
    (session as unknown as NodeJS.EventEmitter).on(
      event,
      (preventable: { preventDefault(): void }, _list: unknown, ...rest: unknown[]) => {
        preventable.preventDefault();
        const callback = rest.at(-1);
        if (typeof callback === 'function') (callback as DeviceAnswer)(event === 'select-serial-port' ? '' : null);
      },
    );
  }

  session.on('will-download', (event) => {
    event.preventDefault();
    log.warn('window.download-refused');
  });
  session.setCertificateVerifyProc((_request, callback) => callback(CERTIFICATE_REFUSED));
  // The spell checker would download dictionaries, and would see what officers type.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  void session.setProxy({ mode: 'direct' });
}
