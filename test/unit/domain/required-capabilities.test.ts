import { describe, expect, it } from 'vitest';
import { assertCapable, missingMechanisms } from '../../../electron/domain/required-capabilities';
import type { ConsoleError } from '../../../shared/errors';

const everything = {
  aesKeyGen: true,
  wrapOaepSha256: true,
  wrapOaepSha1: true,
  sealAesGcm: true,
  sealRsaOaep: true,
  signEcdsaP256: true,
  signRsaPss: true,
};

describe('a token', () => {
  it('is good enough with one of each pair of alternatives', () => {
    expect(
      missingMechanisms({ ...everything, wrapOaepSha256: false, sealAesGcm: false, signEcdsaP256: false }),
    ).toEqual([]);
    expect(missingMechanisms({ ...everything, wrapOaepSha1: false, sealRsaOaep: false, signRsaPss: false })).toEqual(
      [],
    );
  });

  it.each([
    [{ aesKeyGen: false }, 'CKM_AES_KEY_GEN'],
    [{ wrapOaepSha256: false, wrapOaepSha1: false }, 'C_WrapKey with CKM_RSA_PKCS_OAEP'],
    [{ sealAesGcm: false, sealRsaOaep: false }, 'CKM_AES_GCM or CKM_RSA_PKCS_OAEP'],
    [{ signEcdsaP256: false, signRsaPss: false }, 'CKM_ECDSA or CKM_SHA256_RSA_PKCS_PSS'],
  ])('is refused without %j, by name', (lacking, mechanism) => {
    expect(() => assertCapable({ ...everything, ...lacking })).toThrow(
      expect.objectContaining({ code: 'hsm.mechanism-unsupported', facts: { mechanism } }) as ConsoleError,
    );
  });
});
