// The state on disk: `state.json` is a whole picture, `state.journal` the changes since. A change that was answered
// is in one of them, whatever moment the process was killed at.
import { mkdirSync, readFileSync } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** [table, scope (Region or ''), record id, record or null when removed] */
export type Change = readonly [table: string, scope: string, id: string, value: unknown];

interface Snapshot {
  readonly format: 'kmes-kms-simulator';
  readonly version: 1;
  readonly changes: readonly Change[];
}

/** Journal lines after which the picture is written anew. */
const COMPACT_AFTER = 5_000;

export class StateFiles {
  readonly #picture: string;
  readonly #journalPath: string;
  #journal: FileHandle | null = null;
  #lines = 0;
  #pending: Change[] = [];
  #unhurried: Change[] = [];
  #tail: Promise<void> = Promise.resolve();
  #scheduled: Promise<void> | null = null;

  /** `wholeState` is asked for when the journal is folded into the picture. */
  constructor(
    readonly dir: string,
    private readonly wholeState: () => readonly Change[],
  ) {
    this.#picture = join(dir, 'state.json');
    this.#journalPath = join(dir, 'state.journal');
    // The folder holds secrets of the simulated account, as AWS would: for its owner only.
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  }

  /** Everything that was kept, oldest first. A last line that was cut off was never answered and is left out. */
  read(): readonly Change[] {
    const text = readIfThere(this.#picture);
    const changes: Change[] = [];
    if (text !== null) {
      const snapshot = JSON.parse(text) as Omit<Snapshot, 'format'> & { readonly format: string };
      if (snapshot.format !== 'kmes-kms-simulator') throw new Error(`${this.#picture} is no simulator state`);
      changes.push(...snapshot.changes);
    }
    const lines = (readIfThere(this.#journalPath) ?? '').split('\n');
    lines.pop();
    for (const line of lines) changes.push(...(JSON.parse(line) as readonly Change[]));
    return changes;
  }

  /** Writes a whole picture and starts an empty journal. */
  async open(): Promise<void> {
    await this.#writePicture();
  }

  add(change: Change): void {
    this.#pending.push(change);
  }

  /** For what may be lost with the process: written together with the next change that may not. */
  addUnhurried(change: Change): void {
    this.#unhurried.push(change);
  }

  /** Resolves once every change added so far is on the disk. Changes of concurrent requests share one write. */
  flush(): Promise<void> {
    if (this.#pending.length === 0 && this.#scheduled === null) return this.#tail;
    this.#scheduled ??= this.#tail.then(
      () => this.#writePending(),
      () => this.#writePending(),
    );
    return this.#scheduled;
  }

  async close(): Promise<void> {
    this.#pending = [...this.#unhurried.splice(0), ...this.#pending];
    await this.flush();
    await this.#journal?.close();
    this.#journal = null;
  }

  #writePending(): Promise<void> {
    this.#scheduled = null;
    const changes = [...this.#unhurried, ...this.#pending];
    if (changes.length === 0) return Promise.resolve();
    this.#pending = [];
    this.#unhurried = [];
    this.#tail = this.#append(changes).catch((thrown: unknown) => {
      // Not lost: the next flush tries them again. It writes a whole picture, for the journal may end in half a line.
      this.#pending = [...changes, ...this.#pending];
      this.#lines = COMPACT_AFTER;
      throw thrown;
    });
    return this.#tail;
  }

  async #append(changes: readonly Change[]): Promise<void> {
    if (this.#journal === null || this.#lines >= COMPACT_AFTER) await this.#writePicture();
    else {
      await this.#journal.appendFile(`${JSON.stringify(changes)}\n`);
      await this.#journal.datasync();
      this.#lines += 1;
    }
  }

  async #writePicture(): Promise<void> {
    await this.#journal?.close();
    this.#journal = null;
    const snapshot: Snapshot = { format: 'kmes-kms-simulator', version: 1, changes: this.wholeState() };
    await replaceFile(this.dir, this.#picture, JSON.stringify(snapshot));
    // A kill here leaves the old journal beside the new picture: replaying it puts the same records again.
    await replaceFile(this.dir, this.#journalPath, '');
    this.#journal = await open(this.#journalPath, 'a', 0o600);
    this.#lines = 0;
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
}

async function replaceFile(dir: string, path: string, content: string): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const folder = await open(dir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
