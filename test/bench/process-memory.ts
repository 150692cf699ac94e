// Memory of a process and everything it started: proportional set size, so that what processes share counts once.
import { readdirSync, readFileSync } from 'node:fs';

/** Children of each process, by process id. */
function childrenByParent(): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(name);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}

function parentOf(pid: string): number | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  // The name in parentheses may hold spaces; the parent is the second field behind it.
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Null for a process that has ended meanwhile. */
function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** PSS in MB (10⁶ bytes) over the process tree below and with `pid`. Linux only. */
export function treePssMb(pid: number): number {
  const children = childrenByParent();
  const pssKb = (one: number): number => {
    const rollup = readOrNull(`/proc/${one}/smaps_rollup`) ?? '';
    const own = Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
    return own + (children.get(one) ?? []).reduce((sum, child) => sum + pssKb(child), 0);
  };
  return (pssKb(pid) * 1024) / 1_000_000;
}
