// The modules that set-up knows, by handle: the window names a handle, main keeps the paths.
import { isAbsolute } from 'node:path';
import { sha256Hex } from '../../domain/digest';
import { refusedVariable } from '../../domain/module-environment';
import type { HsmModule } from '../../ports/hsm';
import type { FoundModule, Modules } from '../../ports/modules';
import { ConsoleError } from '../../../shared/errors';
import type { ModuleView } from '../../../shared/schemas/setup';

/** Handle of the token that the console makes for itself. */
export const evaluationModuleId = 'evaluation-token';

export interface ModuleChoice {
  readonly moduleId: string;
  readonly parameters?: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

export interface ModuleCatalogue {
  list(): Promise<readonly ModuleView[]>;
  /** A library that a person chose in a dialog. */
  add(path: string, name: string): ModuleView;
  /**
   * What a handle stands for. Throws `input.handle-expired` for an unknown one, `input.invalid` (fact `variable`) for an
   * environment variable that could preload code.
   */
  resolve(choice: ModuleChoice): Promise<HsmModule>;
}

const handleOf = (path: string): string => sha256Hex(path).slice(0, 32);

export function createModuleCatalogue(modules: Modules): ModuleCatalogue {
  const chosen = new Map<string, FoundModule>();

  const viewOf = (module: FoundModule): ModuleView => ({ moduleId: handleOf(module.path), ...module });

  return {
    async list() {
      const evaluation = await modules.evaluation();
      const installed = await modules.installed();
      return [
        ...(evaluation === null
          ? []
          : [{ moduleId: evaluationModuleId, name: 'Evaluation token', path: evaluation.path, software: true }]),
        ...[...installed, ...chosen.values()].map(viewOf),
      ];
    },
    add(path, name) {
      if (!isAbsolute(path)) throw new ConsoleError('hsm.module-missing', { facts: { path } });
      const module: FoundModule = { path, name, software: false };
      chosen.set(handleOf(path), module);
      return viewOf(module);
    },
    async resolve({ moduleId, parameters, environment }) {
      const variable = refusedVariable(environment);
      if (variable !== null)
        throw new ConsoleError('input.invalid', {
          facts: { field: 'environment', rule: 'refused-variable', variable },
        });
      const given = parameters === undefined || parameters === '' ? {} : { parameters };
      if (moduleId === evaluationModuleId) {
        const evaluation = await modules.evaluation();
        // Its environment is the console's own: nothing of it can be set from the window.
        if (evaluation !== null) return evaluation;
        throw new ConsoleError('input.handle-expired', { facts: { what: 'module' } });
      }
      const found =
        chosen.get(moduleId) ?? (await modules.installed()).find((module) => handleOf(module.path) === moduleId);
      if (found === undefined) throw new ConsoleError('input.handle-expired', { facts: { what: 'module' } });
      return { path: found.path, environment, ...given };
    },
  };
}
