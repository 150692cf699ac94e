// Which rows were found to be named by which entry. That an entry of this hash names a row with this digest stays true for ever,
// so that the entry need not be read and hashed again at each reading; everything else about the row is checked each time.

export interface Seal {
  readonly kind: string;
  readonly id: string;
  readonly digest: string;
  readonly sequence: number;
  readonly hash: string;
}

export interface CheckedSeals {
  has(seal: Seal): boolean;
  add(seal: Seal): void;
}

/** Rows remembered; the one remembered first is forgotten beyond. */
const remembered = 20_000;

export function checkedSeals(): CheckedSeals {
  const seals = new Map<string, string>();
  const rowOf = ({ kind, id }: Seal): string => `${kind} ${id}`;
  const sealOf = ({ digest, sequence, hash }: Seal): string => `${digest} ${sequence} ${hash}`;
  return {
    has: (seal) => seals.get(rowOf(seal)) === sealOf(seal),
    add(seal) {
      seals.delete(rowOf(seal));
      seals.set(rowOf(seal), sealOf(seal));
      const oldest = seals.keys().next().value;
      if (seals.size > remembered && oldest !== undefined) seals.delete(oldest);
    },
  };
}
