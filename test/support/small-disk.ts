// Runs a TypeScript program on a file system of its own with little room: mounted in a namespace that is gone when the program ends.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Calls `program` with `args` and then `folder`, on which a tmpfs of `kibibytes` is mounted for it alone. Its output is JSON lines.
 * @returns the messages, or null where the machine has no unshare(1) or allows no mounts
 */
export async function runOnSmallDisk(
  folder: string,
  kibibytes: number,
  program: string,
  args: readonly string[],
): Promise<readonly unknown[] | null> {
  const script = 'mount -t tmpfs -o "size=$1k" none "$2" || exit 99; shift; folder=$1; shift; exec "$@" "$folder"';
  const command = [process.execPath, '--import', 'tsx', program, ...args];
  const child = spawn('unshare', ['-rm', 'sh', '-c', script, 'sh', String(kibibytes), folder, ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    // There is no such program.
    child.once('error', () => resolve(99));
  });
  const messages: unknown[] = [];
  for await (const line of createInterface({ input: child.stdout })) messages.push(JSON.parse(line));
  const code = await ended;
  if (messages.length === 0 && (code === 99 || code === 1)) return null;
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}`);
  return messages;
}
