// Which wrapping algorithm a token and a group agree on.
import type { KeySpec, WrappingAlgorithm } from '../../shared/aws-terms';
import { ConsoleError } from '../../shared/errors';
import { secretOf } from '../../shared/key-spec';

/** What probing found of OAEP; a mechanism in the token's list is no promise for its parameters. */
export interface WrappingAbility {
  readonly wrapOaepSha256: boolean;
  readonly wrapOaepSha1: boolean;
}

/** Lengths of HMAC keys that the token was found to make; absent in what was found before they were looked for. */
export type HmacAbility = Partial<Readonly<Record<'hmac224' | 'hmac256' | 'hmac384' | 'hmac512', boolean>>>;

/** A key that the token cannot make is `hsm.mechanism-unsupported`. */
export function assertMakes(ability: HmacAbility, keySpec: KeySpec): void {
  const { type, bits } = secretOf(keySpec);
  if (type === 'AES' || ability[`hmac${bits}` as keyof HmacAbility] === true) return;
  throw new ConsoleError('hsm.mechanism-unsupported', {
    facts: { mechanism: `CKM_GENERIC_SECRET_KEY_GEN, ${bits} bits`, keySpec },
  });
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
