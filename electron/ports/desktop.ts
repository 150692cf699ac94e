// File dialogs and file writing: main owns every path.

export interface PickedFile {
  readonly fileName: string;
  readonly path: string;
}

export interface FileDialogs {
  /** Open dialog; null when cancelled. `purpose` picks title and filters. */
  openFile(purpose: 'credential-csv' | 'key-policy' | 'pkcs11-module'): Promise<PickedFile | null>;
  /** Save dialog; null when cancelled. */
  saveFile(
    purpose: 'audit-csv' | 'approval-evidence' | 'evaluation-credential-csv' | 'officer-record' | 'setup-record',
    suggestedName: string,
  ): Promise<PickedFile | null>;
  /** Folder dialog; null when cancelled. */
  openFolder(purpose: 'report-folder' | 'backup-folder' | 'backup'): Promise<PickedFile | null>;
}

export interface Files {
  /** Whole file, refused with `input.too-large` above `maxBytes` before it is read. */
  readSmall(path: string, maxBytes: number): Promise<Uint8Array>;
  /** The bytes of a file of any size, some at a time; `file.read-failed`. */
  readChunks(path: string): AsyncIterable<Uint8Array>;
  /** Streams into a temporary file beside `path` and renames it at the end: never a partial file under the final name. Returns SHA-256 (hex). */
  writeWhole(
    path: string,
    chunks: AsyncIterable<string | Uint8Array>,
    options?: { mode?: number },
  ): Promise<{ sha256: string; bytes: number }>;
}

/** One file of a folder that is being written. */
export interface FileSink {
  write(chunk: string | Uint8Array): Promise<void>;
  /** Everything is on the disk; SHA-256 as hex. */
  end(): Promise<{ readonly sha256: string; readonly bytes: number }>;
}

/** A folder that appears whole under its name, or not at all. Errors of the disk are `file.write-failed`. */
export interface FolderDraft {
  create(name: string): Promise<FileSink>;
  /** Makes an empty file, readable by its owner alone, for something that writes by path; its path. */
  place(name: string): Promise<string>;
  /** A file of `place` is whole: it is on the disk from now on. SHA-256 as hex. */
  placed(name: string): Promise<{ readonly sha256: string; readonly bytes: number }>;
  /** Gives the folder its name; a name that is taken is `file.write-failed` with the reason EEXIST. */
  publish(): Promise<void>;
  /** Removes it, published or not. */
  discard(): Promise<void>;
}

export interface Folders {
  /** Begins a folder `name` inside `parent` (an existing folder, or one to be made). */
  newFolder(parent: string, name: string): Promise<FolderDraft>;
}
