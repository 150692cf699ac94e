// Makes the names in a folder last through a power cut: a renamed or new file is not safe before its folder is.
import { open } from 'node:fs/promises';

/** Folders cannot be opened on Windows, where it is not needed. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
