// Time-based one-time codes (RFC 6238) with the parameters that every authenticator app knows: SHA-1, 6 digits, 30 seconds.
import { Secret, TOTP } from 'otpauth';

const issuer = 'KMES Console';
const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Steps before and after the present one that are taken as well: clocks differ (RFC 6238 section 5.2 advises one). */
const toleratedSteps = 1;

/** 160 random bits (RFC 4226 section 4, R6), base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The `otpauth:` address that a QR code holds. */
export function totpAddress(name: string, secret: string): string {
  return new TOTP({ ...parameters, issuer, label: name, secret: Secret.fromBase32(secret) }).toString();
}

/** The time step that the code belongs to, within one step of `now`; null when it is none of them. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const at = { secret: Secret.fromBase32(secret), timestamp: now.getTime() };
  const delta = TOTP.validate({ ...parameters, ...at, token, window: toleratedSteps });
  return delta === null ? null : TOTP.counter({ period: parameters.period, timestamp: at.timestamp }) + delta;
}
