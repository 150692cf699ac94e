// The nonce of this document, which Emotion and the DataGrid need for their style elements under the CSP.

/** Read from the element's property: browsers hide the attribute's value from the page. */
export function documentNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  const nonce = meta?.nonce ?? '';
  return nonce === '' ? undefined : nonce;
}
