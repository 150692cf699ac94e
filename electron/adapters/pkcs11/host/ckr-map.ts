// What each PKCS#11 return value means to the console: code, certainty, and whether the login or the token is gone.
import type { Certainty, ErrorCode } from '../../../../shared/errors';

/** `read`: nothing on the token can have changed. `change`: a key or token may have been made or destroyed. */
export type CallEffect = 'read' | 'change';
export type Loss = 'login-lost' | 'token-removed';

const codes: Readonly<Record<string, ErrorCode>> = {
  CKR_PIN_INCORRECT: 'hsm.pin-incorrect',
  CKR_PIN_LOCKED: 'hsm.pin-locked',
  CKR_PIN_INVALID: 'hsm.pin-invalid',
  CKR_PIN_LEN_RANGE: 'hsm.pin-invalid',
  CKR_PIN_EXPIRED: 'hsm.pin-invalid',
  CKR_PIN_TOO_WEAK: 'hsm.pin-invalid',
  CKR_USER_PIN_NOT_INITIALIZED: 'hsm.token-uninitialized',
  CKR_MECHANISM_INVALID: 'hsm.mechanism-unsupported',
  CKR_MECHANISM_PARAM_INVALID: 'hsm.mechanism-unsupported',
  CKR_FUNCTION_NOT_SUPPORTED: 'hsm.mechanism-unsupported',
  CKR_KEY_SIZE_RANGE: 'hsm.mechanism-unsupported',
  CKR_WRAPPING_KEY_SIZE_RANGE: 'hsm.mechanism-unsupported',
  CKR_DOMAIN_PARAMS_INVALID: 'hsm.mechanism-unsupported',
  CKR_CURVE_NOT_SUPPORTED: 'hsm.mechanism-unsupported',
  CKR_DEVICE_MEMORY: 'hsm.no-space',
  CKR_KEY_UNEXTRACTABLE: 'hsm.object-refused',
  CKR_KEY_NOT_WRAPPABLE: 'hsm.object-refused',
  CKR_OBJECT_HANDLE_INVALID: 'hsm.object-missing',
  CKR_KEY_HANDLE_INVALID: 'hsm.object-missing',
  CKR_DEVICE_ERROR: 'hsm.device-error',
  CKR_GENERAL_ERROR: 'hsm.device-error',
  CKR_FUNCTION_FAILED: 'hsm.device-error',
  CKR_HOST_MEMORY: 'hsm.device-error',
  CKR_SESSION_COUNT: 'hsm.device-error',
  CKR_FUNCTION_CANCELED: 'hsm.device-error',
};

const losses: Readonly<Record<string, Loss>> = {
  CKR_SESSION_HANDLE_INVALID: 'login-lost',
  CKR_SESSION_CLOSED: 'login-lost',
  CKR_USER_NOT_LOGGED_IN: 'login-lost',
  CKR_CRYPTOKI_NOT_INITIALIZED: 'login-lost',
  CKR_DEVICE_REMOVED: 'token-removed',
  CKR_TOKEN_NOT_PRESENT: 'token-removed',
  CKR_TOKEN_NOT_RECOGNIZED: 'token-removed',
  CKR_SLOT_ID_INVALID: 'token-removed',
};

/**
 * Return values with which a library says that it refused before doing anything (PKCS#11 v2.40 section 5.1). Any other
 * one after a changing call leaves open whether the change happened.
 */
const refusedBeforeEffect = new Set([
  'CKR_ARGUMENTS_BAD',
  'CKR_ATTRIBUTE_READ_ONLY',
  'CKR_ATTRIBUTE_SENSITIVE',
  'CKR_ATTRIBUTE_TYPE_INVALID',
  'CKR_ATTRIBUTE_VALUE_INVALID',
  'CKR_ACTION_PROHIBITED',
  'CKR_CRYPTOKI_NOT_INITIALIZED',
  'CKR_CURVE_NOT_SUPPORTED',
  'CKR_DOMAIN_PARAMS_INVALID',
  'CKR_FUNCTION_NOT_SUPPORTED',
  'CKR_KEY_SIZE_RANGE',
  'CKR_MECHANISM_INVALID',
  'CKR_MECHANISM_PARAM_INVALID',
  'CKR_OBJECT_HANDLE_INVALID',
  'CKR_OPERATION_ACTIVE',
  'CKR_PIN_EXPIRED',
  'CKR_PIN_INCORRECT',
  'CKR_PIN_INVALID',
  'CKR_PIN_LEN_RANGE',
  'CKR_PIN_LOCKED',
  'CKR_SESSION_EXISTS',
  'CKR_SESSION_HANDLE_INVALID',
  'CKR_SESSION_READ_ONLY',
  'CKR_SLOT_ID_INVALID',
  'CKR_TEMPLATE_INCOMPLETE',
  'CKR_TEMPLATE_INCONSISTENT',
  'CKR_TOKEN_WRITE_PROTECTED',
  'CKR_USER_ALREADY_LOGGED_IN',
  'CKR_USER_NOT_LOGGED_IN',
  'CKR_USER_PIN_NOT_INITIALIZED',
]);

/** Return values that pkcs11js has no name for (PKCS#11 v3.0). */
const laterNames: Readonly<Record<number, string>> = {
  0x1b: 'CKR_ACTION_PROHIBITED',
  0x35: 'CKR_AEAD_DECRYPT_FAILED',
  0x140: 'CKR_CURVE_NOT_SUPPORTED',
  0x202: 'CKR_OPERATION_CANCEL_FAILED',
};

/** The name of a return value: pkcs11js's own, or a later standard's where it only knows a number. */
export function ckrName(name: string, value: number): string {
  return name === 'CKR_VENDOR_DEFINED' ? (laterNames[value] ?? name) : name;
}

/** The console's code for a return value; unknown ones are `hsm.failed`. */
export function codeOfCkr(ckr: string): ErrorCode {
  return losses[ckr] === undefined ? (codes[ckr] ?? 'hsm.failed') : 'hsm.disconnected';
}

/** Did the login or the token go away, judged by the return value alone? */
export function lossOfCkr(ckr: string): Loss | null {
  return losses[ckr] ?? null;
}

/** A failed read changed nothing; a failed change did nothing only where the library refused it outright. */
export function certaintyOfCkr(ckr: string, effect: CallEffect): Certainty {
  return effect === 'read' || refusedBeforeEffect.has(ckr) ? 'not-done' : 'unknown';
}
