// What a token must be able to do before anything is built on it; the alternatives are those of architecture.md sections 5 and 8.
import { ConsoleError } from '../../shared/errors';

export interface ProbedAbilities {
  readonly aesKeyGen: boolean;
  readonly wrapOaepSha256: boolean;
  readonly wrapOaepSha1: boolean;
  readonly sealAesGcm: boolean;
  readonly sealRsaOaep: boolean;
  readonly signEcdsaP256: boolean;
  readonly signRsaPss: boolean;
}

/** PKCS#11 mechanisms of which none of the alternatives works on the token, by what they are needed for. */
export function missingMechanisms(able: ProbedAbilities): readonly string[] {
  return [
    ...(able.aesKeyGen ? [] : ['CKM_AES_KEY_GEN']),
    ...(able.wrapOaepSha256 || able.wrapOaepSha1 ? [] : ['C_WrapKey with CKM_RSA_PKCS_OAEP']),
    ...(able.sealAesGcm || able.sealRsaOaep ? [] : ['CKM_AES_GCM or CKM_RSA_PKCS_OAEP']),
    ...(able.signEcdsaP256 || able.signRsaPss ? [] : ['CKM_ECDSA or CKM_SHA256_RSA_PKCS_PSS']),
  ];
}

/** Throws `hsm.mechanism-unsupported` with the names. */
export function assertCapable(able: ProbedAbilities): void {
  const missing = missingMechanisms(able);
  if (missing.length > 0)
    throw new ConsoleError('hsm.mechanism-unsupported', { facts: { mechanism: missing.join(', ') } });
}
