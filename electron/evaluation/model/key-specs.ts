// What AWS KMS knows of each key spec: usages, algorithms, and which material may be imported how.

export const keySpecs = [
  'SYMMETRIC_DEFAULT',
  'HMAC_224',
  'HMAC_256',
  'HMAC_384',
  'HMAC_512',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'ECC_NIST_P256',
  'ECC_NIST_P384',
  'ECC_NIST_P521',
  'ECC_SECG_P256K1',
] as const;
export type KeySpec = (typeof keySpecs)[number];

export const keyUsages = ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT'] as const;
export type KeyUsage = (typeof keyUsages)[number];

export type KeyFamily = 'symmetric' | 'hmac' | 'rsa' | 'ecc';

/** Node's names of the curves. */
export const curves: Readonly<Partial<Record<KeySpec, string>>> = {
  ECC_NIST_P256: 'prime256v1',
  ECC_NIST_P384: 'secp384r1',
  ECC_NIST_P521: 'secp521r1',
  ECC_SECG_P256K1: 'secp256k1',
};

export function keyFamily(spec: KeySpec): KeyFamily {
  if (spec === 'SYMMETRIC_DEFAULT') return 'symmetric';
  if (spec.startsWith('HMAC_')) return 'hmac';
  return spec.startsWith('RSA_') ? 'rsa' : 'ecc';
}

const usagesOfFamily: Readonly<Record<KeyFamily, readonly KeyUsage[]>> = {
  symmetric: ['ENCRYPT_DECRYPT'],
  hmac: ['GENERATE_VERIFY_MAC'],
  rsa: ['ENCRYPT_DECRYPT', 'SIGN_VERIFY'],
  ecc: ['SIGN_VERIFY', 'KEY_AGREEMENT'],
};

/** Usages a key of this spec may be created with (AWS KMS API: CreateKey KeyUsage). */
export function allowedUsages(spec: KeySpec): readonly KeyUsage[] {
  return spec === 'ECC_SECG_P256K1' ? ['SIGN_VERIFY'] : usagesOfFamily[keyFamily(spec)];
}

const ecdsaOfSpec: Readonly<Partial<Record<KeySpec, string>>> = {
  ECC_NIST_P256: 'ECDSA_SHA_256',
  ECC_NIST_P384: 'ECDSA_SHA_384',
  ECC_NIST_P521: 'ECDSA_SHA_512',
  ECC_SECG_P256K1: 'ECDSA_SHA_256',
};

/** The algorithm list that KeyMetadata carries, under the name that fits the usage. */
export function algorithmLists(spec: KeySpec, usage: KeyUsage): Readonly<Record<string, readonly string[]>> {
  if (spec === 'SYMMETRIC_DEFAULT') return { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] };
  if (usage === 'GENERATE_VERIFY_MAC') return { MacAlgorithms: [spec.replace('HMAC_', 'HMAC_SHA_')] };
  if (usage === 'ENCRYPT_DECRYPT') return { EncryptionAlgorithms: ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] };
  if (usage === 'KEY_AGREEMENT') return { KeyAgreementAlgorithms: ['ECDH'] };
  const ecdsa = ecdsaOfSpec[spec];
  if (ecdsa !== undefined) return { SigningAlgorithms: [ecdsa] };
  const sizes = ['SHA_256', 'SHA_384', 'SHA_512'];
  return {
    SigningAlgorithms: [
      ...sizes.map((size) => `RSASSA_PKCS1_V1_5_${size}`),
      ...sizes.map((size) => `RSASSA_PSS_${size}`),
    ],
  };
}
