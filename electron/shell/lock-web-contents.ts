// What no page may ever do, whichever window it is in: navigate, open windows, embed web views, pick devices or certificates.
import type { App, WebContents } from 'electron';
import type { Log } from '../ports/log';

/** Called for every WebContents as it is created. */
export function lockWebContents(contents: WebContents, log: Log): void {
  const refuse = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    log.warn('window.refused', { what });
  };
  contents.on('will-navigate', refuse('navigation'));
  contents.on('will-frame-navigate', refuse('frame-navigation'));
  contents.on('will-redirect', refuse('redirect'));
  contents.on('will-attach-webview', refuse('webview'));
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault();
    callback('');
  });
  contents.setWindowOpenHandler(() => {
    log.warn('window.refused', { what: 'window-open' });
    return { action: 'deny' };
  });
  // A peer connection is not covered by connect-src; without a proxy it gets no UDP at all.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** The same for what Electron asks of the app as a whole. */
export function lockApp(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents) => lockWebContents(contents, log));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  app.on('select-client-certificate', (event) => event.preventDefault());
  app.on('login', (event, _contents, _details, _info, callback) => {
    event.preventDefault();
    callback();
  });
}
