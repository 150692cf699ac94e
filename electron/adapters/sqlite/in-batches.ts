// Cuts a list into pieces that fit one statement.

/** Pieces of at most `size`, in order; none of an empty list. */
export function* inBatches<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let first = 0; first < list.length; first += size) yield list.slice(first, first + size);
}
