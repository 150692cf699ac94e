// Loads a module in a host of its own and tells what it is, before anyone trusts it; and makes an evaluation token with one click.
import { randomBytes } from 'node:crypto';
import type { Hsm, HsmModule, ModuleInfo } from '../../ports/hsm';
import type { Modules } from '../../ports/modules';
import { ConsoleError } from '../../../shared/errors';
import type { InspectedModule } from '../../../shared/schemas/setup';
import { tokenViewOf } from '../token-view';
import { evaluationModuleId } from './module-catalogue';

export function inspectedView(moduleId: string, info: ModuleInfo): InspectedModule {
  const { path, sha256, description, manufacturer, libraryVersion, software } = info;
  return {
    moduleId,
    path,
    sha256,
    description,
    manufacturer,
    libraryVersion,
    software,
    tokens: info.tokens.map(tokenViewOf),
  };
}

export async function inspectModule(hsm: Hsm, moduleId: string, module: HsmModule): Promise<InspectedModule> {
  return inspectedView(moduleId, await hsm.inspect(module));
}

/**
 * An evaluation token: SoftHSM in the data folder, user PIN as given, SO PIN random and kept nowhere.
 * Throws `hsm.module-missing` without SoftHSM, `input.name-taken` when a token has that label.
 */
export async function createEvaluationToken(
  parts: { readonly hsm: Hsm; readonly modules: Modules },
  wanted: { readonly label: string; readonly pin: string },
): Promise<InspectedModule> {
  const module = await parts.modules.prepareEvaluation();
  if (module === null) throw new ConsoleError('hsm.module-missing', { facts: { name: 'SoftHSM 2' } });
  const before = await parts.hsm.inspect(module);
  if (before.tokens.some((token) => token.initialized && token.label === wanted.label)) {
    throw new ConsoleError('input.name-taken', { facts: { name: wanted.label, what: 'token' } });
  }
  await parts.hsm.initializeToken(module, { ...wanted, soPin: randomBytes(12).toString('hex') });
  return inspectModule(parts.hsm, evaluationModuleId, module);
}
