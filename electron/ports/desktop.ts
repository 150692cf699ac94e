// File dialogs and file writing: main owns every path.

export interface PickedFile {
  readonly fileName: string;
  readonly path: string;
}

export interface FileDialogs {
  /** Open dialog; null when cancelled. `purpose` picks title and filters. */
  openFile(purpose: 'credential-csv' | 'key-policy' | 'pkcs11-module'): Promise<PickedFile | null>;
  /** Save dialog; null when cancelled. */
  saveFile(purpose: 'audit-csv' | 'evaluation-credential-csv', suggestedName: string): Promise<PickedFile | null>;
}

export interface Files {
  /** Whole file, refused with `input.too-large` above `maxBytes` before it is read. */
  readSmall(path: string, maxBytes: number): Promise<Uint8Array>;
  /** Streams into a temporary file beside `path` and renames it at the end: never a partial file under the final name. Returns SHA-256 (hex). */
  writeWhole(path: string, chunks: AsyncIterable<string | Uint8Array>, options?: { mode?: number }): Promise<{ sha256: string; bytes: number }>;
}
