// Turns a document of main's own making into a PDF.
export interface Printer {
  /**
   * @param html a whole document without scripts; `__CSP_NONCE__` stands where its style sheets carry the nonce
   * @param foot plain text at the foot of each page, before the number of the page
   * @returns the bytes of the PDF; `file.write-failed` with the reason `print` when it could not be made
   */
  toPdf(html: string, foot: string): Promise<Uint8Array>;
}
