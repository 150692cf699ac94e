// A token as the window may see it.
import type { TokenInfo } from '../ports/hsm';
import type { TokenView } from '../../shared/schemas/status';

export function tokenViewOf(token: TokenInfo): TokenView {
  const { label, serial, manufacturer, model, firmwareVersion, initialized } = token;
  const { pinState, protectedAuthenticationPath, minPinLength, maxPinLength } = token;
  return {
    label,
    serial,
    manufacturer,
    model,
    firmwareVersion,
    initialized,
    pinState,
    protectedAuthenticationPath,
    minPinLength,
    maxPinLength,
  };
}
