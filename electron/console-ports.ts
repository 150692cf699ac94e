// Everything the services need of the outside, and the real parts of this machine.
import { createAwsKmsFactory } from './adapters/aws-kms/aws-kms-factory';
import { fileSystemModules } from './adapters/modules/modules';
import { createHsm } from './adapters/pkcs11/create-hsm';
import { openEarlyLog } from './adapters/settings/early-log';
import { openSettings } from './adapters/settings/electron-settings';
import { createEmbeddedSimulator } from './adapters/simulator/embedded-simulator';
import { sqliteStoreFactory } from './adapters/sqlite/sqlite-store-factory';
import { systemFiles } from './adapters/system/system-files';
import { systemFolders } from './adapters/system/system-folders';
import { idleLockMs } from './domain/identity-rules';
import { brokenSettings } from './services/broken-settings';
import { createPasswords, type Passwords } from './services/passwords';
import type { CloudKmsFactory } from './ports/cloud-kms';
import type { Files, Folders } from './ports/desktop';
import type { Hsm } from './ports/hsm';
import type { Modules } from './ports/modules';
import type { EarlyLog, Settings } from './ports/settings';
import type { Simulator } from './ports/simulator';
import type { StoreFactory } from './ports/store';
import type { ComposeParts } from './shell/console-app';
import { toConsoleError } from '../shared/errors';

/** Everything the services need of the outside; tests replace single ones. */
export interface ConsolePorts {
  readonly hsm: Hsm;
  readonly stores: StoreFactory;
  readonly settings: Settings;
  readonly early: EarlyLog;
  readonly simulator: Simulator;
  readonly kmsFactory: CloudKmsFactory;
  readonly modules: Modules;
  readonly files: Files;
  readonly folders: Folders;
  readonly passwords: Passwords;
  /** The view is locked after so long without anybody doing anything. */
  readonly idleLockMs: number;
}

/** The real parts of this machine. */
export function systemPorts(parts: ComposeParts): ConsolePorts {
  const { dataDir, clock, log, spawnHost } = parts;
  return {
    hsm: createHsm({ spawn: (env) => spawnHost('hsm-host', env), log, environment: process.env }),
    stores: sqliteStoreFactory({ dataDir, clock, log }),
    settings: readableSettings(dataDir),
    early: openEarlyLog(dataDir),
    simulator: createEmbeddedSimulator({ spawnHost: (env) => spawnHost('kms-simulator', env), dataDir, log }),
    kmsFactory: createAwsKmsFactory({ clock }),
    modules: fileSystemModules(dataDir),
    files: systemFiles(),
    folders: systemFolders(),
    passwords: createPasswords(),
    idleLockMs,
  };
}

/** A damaged settings file does not keep the window from opening: it is what the window has to show. */
function readableSettings(dataDir: string): Settings {
  try {
    return openSettings(dataDir);
  } catch (thrown) {
    return brokenSettings(toConsoleError(thrown));
  }
}
