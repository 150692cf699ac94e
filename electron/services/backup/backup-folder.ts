// The folder for backups that are made without asking. Main alone sets it, from its own dialog; the window never sees the path.
import { z } from 'zod';
import type { Settings } from '../../ports/settings';

export interface BackupFolder {
  /** Path, or null when none was chosen. */
  get(): string | null;
  set(path: string): void;
}

export function backupFolder(settings: Settings): BackupFolder {
  return {
    get() {
      const kept = z.string().min(1).safeParse(settings.preference('backup', 'folder'));
      return kept.success ? kept.data : null;
    },
    set: (path) => settings.setPreference('backup', 'folder', path),
  };
}
