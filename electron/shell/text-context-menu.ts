// The menu of the right mouse button and the context-menu key where the page has none of its own: cut, copy, paste, select all.
import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';

/** Offers what Chromium says is possible at that place; a password field allows neither cut nor copy. */
export function installTextContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    if (!isEditable && selectionText === '') return;
    const copy: MenuItemConstructorOptions = { role: 'copy', enabled: editFlags.canCopy };
    const items: MenuItemConstructorOptions[] = isEditable
      ? [
          { role: 'cut', enabled: editFlags.canCut },
          copy,
          { role: 'paste', enabled: editFlags.canPaste },
          { type: 'separator' },
          { role: 'selectAll', enabled: editFlags.canSelectAll },
        ]
      : [copy];
    Menu.buildFromTemplate(items).popup({ window });
  });
}
