// Stands in for settings that cannot be read: the window opens, shows the problem, and nothing is written over the file.
import type { Settings } from '../ports/settings';
import type { ConsoleError } from '../../shared/errors';

export function brokenSettings(error: ConsoleError): Settings {
  const refuse = (): never => {
    throw error;
  };
  return {
    installation: refuse,
    setInstallation: refuse,
    capabilities: refuse,
    setCapabilities: refuse,
    outsideHead: refuse,
    setOutsideHead: refuse,
    pendingRestore: refuse,
    setPendingRestore: refuse,
    endRestore: refuse,
    // How the window looks: as if nothing had been chosen.
    preference: () => undefined,
    setPreference: refuse,
  };
}
