// Makes a new token in a free slot: C_InitToken, then the user PIN as security officer. Never on a token that exists.
import { ConsoleError } from '../../../../shared/errors';
import type { TokenInfo } from '../../../ports/hsm';
import { ck } from './pkcs11-api';
import type { Library } from './pkcs11-api';
import { closeSession, openSession } from './session-pool';
import { tokenCall } from './token-call';
import { listTokens } from './token-list';

/** CK_TOKEN_INFO.label: 32 bytes, blank padded. */
const labelBytes = 32;

export function initializeToken(library: Library, label: string, pin: Uint8Array, soPin: Uint8Array): TokenInfo {
  const padded = padLabel(label);
  const free = listTokens(library).find(({ token }) => !token.initialized);
  if (free === undefined) throw new ConsoleError('hsm.token-missing', { facts: { reason: 'no-free-slot', label } });
  if (listTokens(library).some(({ token }) => token.initialized && token.label === label)) {
    throw new ConsoleError('hsm.token-ambiguous', { facts: { reason: 'label-taken', label } });
  }
  const soText = Buffer.from(soPin).toString('utf8');
  tokenCall('C_InitToken', 'change', () => library.C_InitToken(free.slot, soText, padded));
  // Some libraries give a fresh token another slot.
  const made = listTokens(library).find(({ token }) => token.initialized && token.label === label);
  if (made === undefined) throw new ConsoleError('hsm.token-missing', { certainty: 'unknown', facts: { label } });
  const session = openSession(library, made.slot);
  try {
    tokenCall('C_Login', 'change', () => library.C_Login(session.handle, ck.CKU_SO, soText));
    tokenCall('C_InitPIN', 'change', () => library.C_InitPIN(session.handle, Buffer.from(pin).toString('utf8')));
    tokenCall('C_Logout', 'read', () => library.C_Logout(session.handle));
  } finally {
    closeSession(session);
  }
  return made.token;
}

/** pkcs11js hands the label on as it is, and the library reads 32 bytes whatever its length. */
function padLabel(label: string): string {
  const bytes = Buffer.byteLength(label, 'utf8');
  if (bytes === 0 || bytes > labelBytes || label.includes('\0')) {
    throw new ConsoleError('input.invalid', { facts: { field: 'label', maxBytes: labelBytes } });
  }
  return label + ' '.repeat(labelBytes - bytes);
}
