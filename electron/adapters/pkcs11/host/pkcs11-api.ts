// The one import of pkcs11js. It is CommonJS built by spreading a native object, so only its default import works in ESM.
import pkcs11js, { type PKCS11 } from 'pkcs11js';

/** Constants (CKA_*, CKM_*, CKF_* …) and the library class. */
export const ck = pkcs11js;

export type Library = PKCS11;
/** Session, slot or object handle: 8 bytes in the machine's order. */
export type Handle = Buffer;
export type Template = { type: number; value?: number | boolean | string | Buffer }[];
