// setup.*: from nothing to an installation. Each call works only while there is none.
import { unmetByProgram, type EnvironmentFacts } from '../../domain/environment-choice';
import { administratorsNeeded } from '../../domain/first-identities';
import { defaultRoles } from '../../domain/roles';
import type { FileDialogs, Files } from '../../ports/desktop';
import type { Hsm } from '../../ports/hsm';
import type { Modules } from '../../ports/modules';
import { readBackup, type FoundBackupFiles } from '../../services/backup/read-backup';
import type { ConsoleLifecycle } from '../../services/console-lifecycle';
import { createEvaluationToken, inspectModule } from '../../services/setup/inspect-module';
import type { ModuleCatalogue } from '../../services/setup/module-catalogue';
import { readStatus, type StatusParts } from '../../services/status';
import { ConsoleError } from '../../../shared/errors';
import type { Handlers } from '../handler';

export interface SetupHandlerParts {
  readonly hsm: Hsm;
  readonly modules: Modules;
  readonly catalogue: ModuleCatalogue;
  readonly dialogs: FileDialogs;
  readonly files: Files;
  readonly lifecycle: ConsoleLifecycle;
  readonly environmentFacts: EnvironmentFacts;
  readonly status: StatusParts;
  /** Shows the recovery shares to three custodians, once there is an installation. */
  makeRecoveryShares(): Promise<void>;
}

type SetupCall =
  | 'setup.options'
  | 'setup.chooseModule'
  | 'setup.inspectModule'
  | 'setup.createEvaluationToken'
  | 'setup.complete'
  | 'setup.chooseBackup'
  | 'setup.restore';

export function setupHandlers(parts: SetupHandlerParts): Handlers<SetupCall> {
  const { hsm, modules, catalogue, dialogs, lifecycle } = parts;
  /** Backups that were picked, by the SHA-256 of their manifests. */
  const picked = new Map<string, FoundBackupFiles>();
  return {
    async 'setup.options'() {
      const installed = await modules.installed();
      return {
        modules: [...(await catalogue.list())],
        evaluationToken: installed.some((module) => module.name === 'SoftHSM 2'),
        productionUnmet: [...unmetByProgram(parts.environmentFacts)],
        roles: defaultRoles.map(({ name, type, loginsRequired, description }) => ({
          name,
          type,
          loginsRequired,
          description,
        })),
        administratorsNeeded: {
          EVALUATION: administratorsNeeded('EVALUATION'),
          PRODUCTION: administratorsNeeded('PRODUCTION'),
        },
      };
    },
    async 'setup.chooseModule'() {
      const file = await dialogs.openFile('pkcs11-module');
      return file === null ? null : catalogue.add(file.path, file.fileName);
    },
    'setup.inspectModule': (input, context) =>
      lifecycle.exclusive(async () => {
        const inspected = await inspectModule(hsm, input.moduleId, await catalogue.resolve(input));
        const { path, sha256, software } = inspected;
        const facts = { path, sha256, software, variables: Object.keys(input.environment) };
        return context.unitOfWork(() => Promise.resolve({ result: inspected, audit: { facts } }));
      }),
    'setup.createEvaluationToken': (input, context) =>
      lifecycle.exclusive(async () => {
        const inspected = await createEvaluationToken({ hsm, modules }, input);
        return context.unitOfWork(() =>
          Promise.resolve({ result: inspected, audit: { facts: { label: input.label } } }),
        );
      }),
    async 'setup.chooseBackup'() {
      const folder = await dialogs.openFolder('backup');
      if (folder === null) return null;
      const found = await readBackup(parts.files, folder.path, null);
      picked.set(found.manifestSha256, found);
      const { directory, createdAt, storeId, environment, chainHead, installation } = found.manifest;
      const { label = null, serial = null } = installation.token;
      return {
        ...{ backupId: found.manifestSha256, directory, createdAt, storeId, environment, head: chainHead.sequence },
        ...{ token: { label, serial }, pinInTwoParts: installation.pinInTwoParts },
      };
    },
    async 'setup.restore'({ backupId, module, ...input }, context) {
      const found = picked.get(backupId);
      if (found === undefined) throw new ConsoleError('input.handle-expired', { facts: { what: 'backup' } });
      const { directory, createdAt } = found.manifest;
      await lifecycle.setUpFromBackup(await catalogue.resolve(module), input, found, (work, store) =>
        context.unitOfWork(async (tx) => {
          const { audit } = await work(tx);
          const facts = { ...audit.facts, directory, createdAt, manifestSha256: backupId };
          return { result: undefined, audit: { ...audit, facts } };
        }, store),
      );
      return readStatus(parts.status);
    },
    async 'setup.complete'(input, context) {
      await lifecycle.completeSetup(await catalogue.resolve(input.module), input, (work, store) =>
        context.unitOfWork(work, store),
      );
      if (input.recoveryShares || input.environment === 'PRODUCTION') await parts.makeRecoveryShares();
      return readStatus(parts.status);
    },
  };
}
