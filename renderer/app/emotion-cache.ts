// The cache of generated styles, with the document's nonce and before all other sheets.
import createCache, { type EmotionCache } from '@emotion/cache';
import { documentNonce } from './nonce';

export function newEmotionCache(): EmotionCache {
  const nonce = documentNonce();
  return createCache({ key: 'kc', prepend: true, ...(nonce === undefined ? {} : { nonce }) });
}
