// EVALUATION or PRODUCTION: fixed at set-up by what is found, and PRODUCTION only when nothing speaks against it (product.md section 5).
import { ConsoleError } from '../../shared/errors';
import type { Environment, EvaluationReason } from '../../shared/schemas/status';

export interface EnvironmentFacts {
  /** The running desktop runtime is the one package.json pins. */
  readonly runtimePinned: boolean;
  readonly packaged: boolean;
}

/** Conditions of PRODUCTION that are not met, apart from the token. */
export function unmetByProgram(facts: EnvironmentFacts): readonly EvaluationReason[] {
  return [
    ...(facts.runtimePinned ? [] : (['runtime-not-pinned'] as const)),
    ...(facts.packaged ? [] : (['not-packaged'] as const)),
  ];
}

/**
 * What is written into the installation. PRODUCTION with anything unmet is `environment.production-refused` (fact `unmet`).
 * A real token may be tried in EVALUATION: the reason is then at least that it was chosen.
 */
export function chooseEnvironment(
  wanted: Environment,
  facts: EnvironmentFacts,
  softwareToken: boolean,
): { readonly environment: Environment; readonly reasons: readonly EvaluationReason[] } {
  const unmet: readonly EvaluationReason[] = [
    ...(softwareToken ? (['software-token'] as const) : []),
    ...unmetByProgram(facts),
  ];
  if (wanted === 'EVALUATION') return { environment: 'EVALUATION', reasons: unmet.length === 0 ? ['chosen'] : unmet };
  if (unmet.length > 0)
    throw new ConsoleError('environment.production-refused', { facts: { unmet: unmet.join(', ') } });
  return { environment: 'PRODUCTION', reasons: [] };
}
