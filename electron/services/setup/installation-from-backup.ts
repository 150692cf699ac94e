// An installation from a backup: the module and token of this machine, everything else from the manifest that the token proves.
import { chooseEnvironment, type EnvironmentFacts } from '../../domain/environment-choice';
import { assertCapable } from '../../domain/required-capabilities';
import type { Hsm, HsmModule } from '../../ports/hsm';
import type { Installation, Settings } from '../../ports/settings';
import type { StoreFactory } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { FoundBackupFiles } from '../backup/read-backup';
import { verifyCopy } from '../backup/verify-copy';
import { joinPin } from '../pin';

export interface BackupSetupParts {
  readonly hsm: Hsm;
  readonly stores: StoreFactory;
  readonly settings: Settings;
  readonly environmentFacts: EnvironmentFacts;
}

export interface BackupSetupInput {
  readonly approvedSha256: string;
  readonly token: { readonly label: string; readonly serial: string };
  readonly pin: string | null;
  readonly pinSecondPart: string | null;
  readonly acceptFinalTry: boolean;
}

/**
 * Logs in to the HSM and proves that it opens the backup. Errors: `hsm.*` (`hsm.seal-refused`: this HSM did not seal the backup's key),
 * `environment.production-refused` for a PRODUCTION backup where PRODUCTION is not allowed, those of `verifyCopy`. It is logged out of again then.
 */
export async function installationFromBackup(
  parts: BackupSetupParts,
  module: HsmModule,
  input: BackupSetupInput,
  { manifest, storePath }: FoundBackupFiles,
): Promise<Installation> {
  const { hsm, settings } = parts;
  const approved: HsmModule = { ...module, approvedSha256: input.approvedSha256 };
  const info = await hsm.inspect(approved);
  if (info.sha256 !== input.approvedSha256)
    throw new ConsoleError('hsm.module-changed', {
      facts: { sha256: info.sha256, approvedSha256: input.approvedSha256 },
    });
  chooseEnvironment(manifest.environment, parts.environmentFacts, info.software);
  const token = await hsm.connect(approved, input.token);
  await hsm.login(joinPin(input.pin, input.pinSecondPart), { acceptFinalTry: input.acceptFinalTry });
  try {
    const capabilities = await hsm.probe();
    assertCapable(capabilities);
    settings.setCapabilities(token.serial, capabilities);
    const { sealedStoreKey, anchorKey, createdAt } = manifest.installation;
    const installation: Installation = {
      ...{ storeId: manifest.storeId, environment: manifest.environment, createdAt, anchorKey },
      evaluationReasons: manifest.evaluationReasons,
      module: approved,
      token: { label: token.label, serial: token.serial },
      pinInTwoParts: input.pinSecondPart !== null,
      sealedStoreKey: sealedStoreKey as unknown as Installation['sealedStoreKey'],
    };
    const watch = { signal: new AbortController().signal, progress: () => undefined };
    await verifyCopy(parts, installation, storePath, watch);
    return installation;
  } catch (thrown) {
    await hsm.logout();
    throw thrown;
  }
}
