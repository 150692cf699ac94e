// Templates of every object the console makes on a token: one use each, nothing more than that use needs.
import type { HsmReference } from '../../../ports/hsm';
import { ck } from './pkcs11-api';
import type { Template } from './pkcs11-api';

/** How an object is kept. Throw-away objects are session objects unless the token makes none. */
export interface Naming {
  readonly token: boolean;
  readonly id: Buffer;
  readonly label: string;
}
type Usage = 'encrypt' | 'decrypt' | 'sign' | 'verify' | 'wrap' | 'unwrap' | 'derive';

const usageAttributes: Readonly<Record<Usage, number>> = {
  encrypt: ck.CKA_ENCRYPT,
  decrypt: ck.CKA_DECRYPT,
  sign: ck.CKA_SIGN,
  verify: ck.CKA_VERIFY,
  wrap: ck.CKA_WRAP,
  unwrap: ck.CKA_UNWRAP,
  derive: ck.CKA_DERIVE,
};
/** OBJECT IDENTIFIER prime256v1, DER (SEC 2). */
const prime256v1 = Buffer.from('06082a8648ce3d030107', 'hex');
const publicExponent = Buffer.from([1, 0, 1]);

/** CKA_ID of a reference: its 16 bytes. */
export function idOf(reference: HsmReference): Buffer {
  return Buffer.from(reference, 'hex');
}

/** A named token object; the reference is in the label too, for whoever looks with the vendor's tools. */
export function named(reference: HsmReference, label: string): Naming {
  return { token: true, id: idOf(reference), label: `${label} ${reference}` };
}

function usages(offered: readonly Usage[], wanted: readonly Usage[]): Template {
  return offered.map((usage) => ({ type: usageAttributes[usage], value: wanted.includes(usage) }));
}

function naming({ token, id, label }: Naming): Template {
  return [
    { type: ck.CKA_TOKEN, value: token },
    { type: ck.CKA_ID, value: id },
    { type: ck.CKA_LABEL, value: Buffer.from(label, 'utf8') },
  ];
}

const secretUsages = ['encrypt', 'decrypt', 'sign', 'verify', 'wrap', 'unwrap', 'derive'] as const;

/**
 * AES-256. A key that shall be pushed is extractable, else it could not be wrapped; CKA_WRAP_WITH_TRUSTED is never set,
 * for nobody marks AWS's key trusted; CKA_DESTROYABLE stays at its default, false can never be removed on some tokens.
 */
export function aesTemplate(
  name: Naming,
  options: { extractable: boolean; usages: readonly Usage[]; modifiable: boolean },
): Template {
  return [
    { type: ck.CKA_CLASS, value: ck.CKO_SECRET_KEY },
    { type: ck.CKA_KEY_TYPE, value: ck.CKK_AES },
    { type: ck.CKA_VALUE_LEN, value: 32 },
    ...naming(name),
    { type: ck.CKA_PRIVATE, value: true },
    { type: ck.CKA_SENSITIVE, value: true },
    { type: ck.CKA_EXTRACTABLE, value: options.extractable },
    ...(options.modifiable ? [] : [{ type: ck.CKA_MODIFIABLE, value: false }]),
    ...usages(secretUsages, options.usages),
  ];
}

/** A generic secret that signs by HMAC and does nothing else; extractable like an AES key that shall be pushed. */
export function genericSecretTemplate(
  name: Naming,
  options: { extractable: boolean; bytes: number; modifiable: boolean },
): Template {
  return [
    { type: ck.CKA_CLASS, value: ck.CKO_SECRET_KEY },
    { type: ck.CKA_KEY_TYPE, value: ck.CKK_GENERIC_SECRET },
    { type: ck.CKA_VALUE_LEN, value: options.bytes },
    ...naming(name),
    { type: ck.CKA_PRIVATE, value: true },
    { type: ck.CKA_SENSITIVE, value: true },
    { type: ck.CKA_EXTRACTABLE, value: options.extractable },
    ...(options.modifiable ? [] : [{ type: ck.CKA_MODIFIABLE, value: false }]),
    ...usages(secretUsages, ['sign']),
  ];
}

/** Private half of a pair: sensitive, never extractable, one use. */
export function privateKeyTemplate(name: Naming, use: 'sign' | 'decrypt'): Template {
  return [
    { type: ck.CKA_CLASS, value: ck.CKO_PRIVATE_KEY },
    ...naming(name),
    { type: ck.CKA_PRIVATE, value: true },
    { type: ck.CKA_SENSITIVE, value: true },
    { type: ck.CKA_EXTRACTABLE, value: false },
    ...usages(['decrypt', 'sign', 'unwrap', 'derive'], [use]),
  ];
}

function publicKeyTemplate(name: Naming, use: 'sign' | 'decrypt'): Template {
  return [
    { type: ck.CKA_CLASS, value: ck.CKO_PUBLIC_KEY },
    ...naming(name),
    { type: ck.CKA_PRIVATE, value: false },
    ...usages(['encrypt', 'verify', 'wrap'], [use === 'sign' ? 'verify' : 'encrypt']),
  ];
}

export function rsaPublicTemplate(name: Naming, use: 'sign' | 'decrypt', bits: number): Template {
  return [
    ...publicKeyTemplate(name, use),
    { type: ck.CKA_MODULUS_BITS, value: bits },
    { type: ck.CKA_PUBLIC_EXPONENT, value: publicExponent },
  ];
}

export function p256PublicTemplate(name: Naming): Template {
  return [...publicKeyTemplate(name, 'sign'), { type: ck.CKA_EC_PARAMS, value: prime256v1 }];
}

/** AWS's wrapping key: a public session object that can do nothing but wrap. */
export function wrappingKeyTemplate(modulus: Buffer, exponent: Buffer): Template {
  return [
    { type: ck.CKA_CLASS, value: ck.CKO_PUBLIC_KEY },
    { type: ck.CKA_KEY_TYPE, value: ck.CKK_RSA },
    { type: ck.CKA_TOKEN, value: false },
    { type: ck.CKA_PRIVATE, value: false },
    { type: ck.CKA_MODULUS, value: modulus },
    { type: ck.CKA_PUBLIC_EXPONENT, value: exponent },
    ...usages(['encrypt', 'verify', 'wrap'], ['wrap']),
  ];
}
