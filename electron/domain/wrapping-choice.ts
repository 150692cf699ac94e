// Which wrapping algorithm a token and a group agree on.
import type { WrappingAlgorithm } from '../../shared/aws-terms';
import { ConsoleError } from '../../shared/errors';

/** What probing found of OAEP; a mechanism in the token's list is no promise for its parameters. */
export interface WrappingAbility {
  readonly wrapOaepSha256: boolean;
  readonly wrapOaepSha1: boolean;
}

/**
 * AUTO takes SHA-256 where the token can, else SHA-1 (both legal for symmetric material, AWS KMS: GetParametersForImport).
 * A choice the token cannot do is `hsm.mechanism-unsupported`.
 */
export function chooseWrapping(wanted: 'AUTO' | WrappingAlgorithm, ability: WrappingAbility): WrappingAlgorithm {
  const can: Record<WrappingAlgorithm, boolean> = {
    RSAES_OAEP_SHA_256: ability.wrapOaepSha256,
    RSAES_OAEP_SHA_1: ability.wrapOaepSha1,
  };
  const order: readonly WrappingAlgorithm[] = wanted === 'AUTO' ? ['RSAES_OAEP_SHA_256', 'RSAES_OAEP_SHA_1'] : [wanted];
  const chosen = order.find((algorithm) => can[algorithm]);
  if (chosen === undefined)
    throw new ConsoleError('hsm.mechanism-unsupported', { facts: { mechanism: order.join(', ') } });
  return chosen;
}
