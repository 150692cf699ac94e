// A small Electron app that shows the built page exactly as the console serves it (scheme, headers, policy), without main behind it.
import { app, BrowserWindow, protocol, session } from 'electron';
import { APP_PAGE, appScheme } from '../../electron/shell/app-origin';
import { listPageFiles } from '../../electron/shell/page-files';
import { registerPageProtocol } from '../../electron/shell/page-protocol';

const [root] = process.argv.slice(-1);
protocol.registerSchemesAsPrivileged([appScheme]);
app.setPath('userData', `${app.getPath('temp')}/kmes-page-${process.pid}`);
// Not awaited here: 'ready' comes only after this module has been evaluated.
void app.whenReady().then(async () => {
  registerPageProtocol(session.defaultSession, listPageFiles(root ?? 'out/renderer'));
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  await window.loadURL(APP_PAGE);
});
