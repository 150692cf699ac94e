// The FileDialogs port on Electron's native dialogs, modal to the window. Paths stay in main.
import { basename } from 'node:path';
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import type { FileDialogs, PickedFile } from '../ports/desktop';
import { shellTexts } from './texts';

type Purpose = keyof typeof shellTexts.dialogs;

function filtersOf(purpose: Purpose): FileFilter[] {
  const { filter, extensions } = shellTexts.dialogs[purpose];
  const own = { name: filter, extensions: [...extensions] };
  // Vendors number their libraries (libCryptoki2_64.so.10), which no extension filter matches.
  return purpose === 'pkcs11-module' ? [own, { name: shellTexts.allFiles, extensions: ['*'] }] : [own];
}

function picked(path: string | undefined): PickedFile | null {
  return path === undefined || path === '' ? null : { fileName: basename(path), path };
}

/** `window` is asked each time: dialogs hang from the window that is open now, or from none. */
export function fileDialogs(window: () => BrowserWindow | null): FileDialogs {
  return {
    async openFile(purpose) {
      const options: Electron.OpenDialogOptions = {
        title: shellTexts.dialogs[purpose].title,
        filters: filtersOf(purpose),
        properties: ['openFile', 'dontAddToRecent'],
      };
      const parent = window();
      const result = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
      return result.canceled ? null : picked(result.filePaths[0]);
    },

    async saveFile(purpose, suggestedName) {
      const options: Electron.SaveDialogOptions = {
        title: shellTexts.dialogs[purpose].title,
        filters: filtersOf(purpose),
        // Only a name: a suggestion must not choose the folder.
        defaultPath: basename(suggestedName),
        properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
      };
      const parent = window();
      const result = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
      return result.canceled ? null : picked(result.filePath);
    },

    async openFolder(purpose) {
      const options: Electron.OpenDialogOptions = {
        title: shellTexts.folderDialogs[purpose],
        properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
      };
      const parent = window();
      const result = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
      return result.canceled ? null : picked(result.filePaths[0]);
    },
  };
}
