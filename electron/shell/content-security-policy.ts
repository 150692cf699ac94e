// The headers of every answer of the app scheme. The policy starts from nothing and names the few things a page needs.
import { randomBytes } from 'node:crypto';

/** Stands in index.html wherever the nonce of the response belongs. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** 128 random bits, base64 (CSP level 3, section 8.1 asks for at least that). */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * The policy of a document. Scripts and style sheets need the nonce; modules imported by a script with the nonce
 * inherit it, so not even other files of the app are allowed by name. No request leaves the page: connect-src is none.
 */
export function documentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** Of anything that is not a document: should it be opened as one, it can do nothing. */
export const filePolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

const permissionsPolicy = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Headers common to all answers. */
export const fixedHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-DNS-Prefetch-Control': 'off',
  'Permissions-Policy': permissionsPolicy,
  'Cache-Control': 'no-store',
};

/**
 * Puts the nonce into a built document: at each placeholder, and on script, style and link tags the bundler wrote
 * without one. The page reads it from `document.querySelector('meta[property="csp-nonce"]').nonce`.
 */
export function injectNonce(html: string, nonce: string): string {
  return html
    .replaceAll(NONCE_PLACEHOLDER, nonce)
    .replace(/<(script|style|link)\b(?![^>]*\snonce=)/g, (_whole, tag: string) => `<${tag} nonce="${nonce}"`);
}
