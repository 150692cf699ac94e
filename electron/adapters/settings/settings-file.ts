// The class that keeps the settings file. electron-store is conf plus Electron's default folder, which we never use; under plain Node
// (the demo, the tests) conf is taken by itself, because electron-store imports electron and that cannot be loaded there.
import type Conf from 'conf';

export type SettingsFile = Conf;

const { default: SettingsFileClass } =
  'electron' in process.versions ? await import('electron-store') : await import('conf');

/** Opens `<folder>/settings.json`; the file is made, whole and for its owner only, at the first change. */
export function openSettingsFile(folder: string): SettingsFile {
  return new SettingsFileClass({
    cwd: folder,
    // electron-store calls the same option `name`.
    ...{ name: 'settings' },
    configName: 'settings',
    configFileMode: 0o600,
    // Keys are names people chose and may hold dots.
    accessPropertiesByDotNotation: false,
    // A file that is not JSON is shown as damaged, never silently begun anew.
    clearInvalidConfig: false,
  });
}
