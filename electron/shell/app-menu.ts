// The smallest menu that keeps the keyboard working: editing, zoom, quit. Reload and developer tools are not in the product.
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { shellTexts } from './texts';

const { menu } = shellTexts;

export interface AppMenuOptions {
  readonly devTools: boolean;
  readonly platform: NodeJS.Platform;
  /** Version of the product, for the about panel. */
  readonly version: string;
}

/** Replaces Electron's default menu. */
export function installAppMenu(options: AppMenuOptions): void {
  app.setAboutPanelOptions({ applicationName: shellTexts.productName, applicationVersion: options.version });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const view: MenuItemConstructorOptions[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }];
  if (options.devTools) view.push(separator, { role: 'toggleDevTools', label: menu.developer });
  const template: MenuItemConstructorOptions[] = [
    { label: menu.file, submenu: [{ role: 'quit', label: menu.quit, accelerator: 'CommandOrControl+Q' }] },
    {
      label: menu.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        separator,
        { role: 'selectAll' },
      ],
    },
    { label: menu.view, submenu: view },
    { label: menu.help, submenu: [{ role: 'about', label: menu.about }] },
  ];
  if (options.platform === 'darwin') template.unshift({ role: 'appMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
