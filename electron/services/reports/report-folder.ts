// The folder for reports that are run without asking. Main alone sets it, from its own dialog; the window never sees the path.
import { z } from 'zod';
import type { Settings } from '../../ports/settings';

export interface ReportFolder {
  /** Path, or null when none was chosen. */
  get(): string | null;
  set(path: string): void;
}

export function reportFolder(settings: Settings): ReportFolder {
  return {
    get() {
      const kept = z.string().min(1).safeParse(settings.preference('reports', 'folder'));
      return kept.success ? kept.data : null;
    },
    set: (path) => settings.setPreference('reports', 'folder', path),
  };
}
