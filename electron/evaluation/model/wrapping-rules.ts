// Which wrapping algorithm and wrapping key fit which key spec (AWS KMS Developer Guide: import key material).
import { unsupported, validation } from '../aws-error';
import { keyFamily, type KeyFamily, type KeySpec } from './key-specs';

const algorithmsOf: Readonly<Record<KeyFamily, readonly string[]>> = {
  symmetric: ['RSAES_OAEP_SHA_256', 'RSAES_OAEP_SHA_1'],
  hmac: ['RSAES_OAEP_SHA_256', 'RSAES_OAEP_SHA_1'],
  rsa: ['RSA_AES_KEY_WRAP_SHA_256', 'RSA_AES_KEY_WRAP_SHA_1'],
  ecc: ['RSA_AES_KEY_WRAP_SHA_256', 'RSA_AES_KEY_WRAP_SHA_1', 'RSAES_OAEP_SHA_256', 'RSAES_OAEP_SHA_1'],
};

/** Throws what AWS answers to an illegal cell of that table. */
export function requireWrapping(keySpec: KeySpec, algorithm: string, wrappingKeySpec: string): void {
  if (algorithm === 'RSAES_PKCS1_V1_5') throw unsupported('Algorithm RSAES_PKCS1_V1_5 is not supported.');
  if (algorithm === 'SM2PKE' || wrappingKeySpec === 'SM2') throw unsupported('SM2 is supported only in China Regions.');
  if (!algorithmsOf[keyFamily(keySpec)].includes(algorithm)) {
    throw validation(`Wrapping algorithm ${algorithm} is not valid for a key with key spec ${keySpec}.`);
  }
  if (keySpec === 'ECC_NIST_P521' && algorithm.startsWith('RSAES_OAEP') && wrappingKeySpec === 'RSA_2048') {
    throw validation('ECC_NIST_P521 key material cannot be wrapped with RSAES_OAEP under an RSA_2048 wrapping key.');
  }
}
