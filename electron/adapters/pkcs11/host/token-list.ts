// Slots and tokens as the library lists them, and the one token that a selector names.
import { ConsoleError } from '../../../../shared/errors';
import type { PinState, TokenInfo, TokenSelector } from '../../../ports/hsm';
import { ck } from './pkcs11-api';
import type { Handle, Library } from './pkcs11-api';
import { tokenCall } from './token-call';

export interface SlotToken {
  readonly slot: Handle;
  readonly token: TokenInfo;
}

/** Every slot with a token, initialised or not. */
export function listTokens(library: Library): readonly SlotToken[] {
  const slots = tokenCall('C_GetSlotList', 'read', () => library.C_GetSlotList(true));
  return slots.map((slot) => ({ slot, token: readToken(library, slot) }));
}

/** C_GetTokenInfo of one slot. */
export function readToken(library: Library, slot: Handle): TokenInfo {
  const info = tokenCall('C_GetTokenInfo', 'read', () => library.C_GetTokenInfo(slot));
  return {
    slotId: slotNumber(slot),
    label: unpad(info.label),
    serial: unpad(info.serialNumber),
    manufacturer: unpad(info.manufacturerID),
    model: unpad(info.model),
    firmwareVersion: `${info.firmwareVersion.major}.${info.firmwareVersion.minor}`,
    initialized: (info.flags & ck.CKF_TOKEN_INITIALIZED) !== 0,
    pinState: pinStateOf(info.flags),
    protectedAuthenticationPath: (info.flags & ck.CKF_PROTECTED_AUTHENTICATION_PATH) !== 0,
    minPinLength: info.minPinLen,
    maxPinLength: info.maxPinLen,
  };
}

/** The worst that the flags say; PKCS#11 has flags only, no count of tries left. */
export function pinStateOf(flags: number): PinState {
  if ((flags & ck.CKF_USER_PIN_LOCKED) !== 0) return 'locked';
  if ((flags & ck.CKF_USER_PIN_FINAL_TRY) !== 0) return 'final-try';
  return (flags & ck.CKF_USER_PIN_COUNT_LOW) !== 0 ? 'count-low' : 'ok';
}

/** The one token with the label and serial asked for; none is `hsm.token-missing`, several `hsm.token-ambiguous`. */
export function selectToken(tokens: readonly SlotToken[], wanted: TokenSelector): SlotToken {
  const facts = { label: wanted.label ?? null, serial: wanted.serial ?? null };
  if (wanted.label === undefined && wanted.serial === undefined) throw new ConsoleError('hsm.token-missing', { facts });
  const found = tokens.filter(
    ({ token }) =>
      token.initialized &&
      (wanted.label === undefined || token.label === wanted.label) &&
      (wanted.serial === undefined || token.serial === wanted.serial),
  );
  const [first] = found;
  if (first === undefined) throw new ConsoleError('hsm.token-missing', { facts: { ...facts, tokens: tokens.length } });
  if (found.length > 1) throw new ConsoleError('hsm.token-ambiguous', { facts: { ...facts, found: found.length } });
  return first;
}

/**
 * Tokens known to keep keys in files. openCryptoki serves hardware and software tokens through one library, so its
 * tokens are told apart by model.
 */
export function isSoftwareToken(moduleManufacturer: string, token: TokenInfo | null): boolean {
  if (/softhsm|mozilla/i.test(moduleManufacturer)) return true;
  return token !== null && /soft ?(tok|hsm|ware)/i.test(`${token.manufacturer} ${token.model}`);
}

function slotNumber(slot: Handle): string {
  return slot.length === 8 ? slot.readBigUInt64LE().toString() : slot.readUInt32LE().toString();
}

function unpad(text: string): string {
  return text.replace(/[\0 ]+$/, '');
}
