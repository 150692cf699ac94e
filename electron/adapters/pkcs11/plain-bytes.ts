// Messages carry bytes of their own: a Buffer is often a window onto a shared pool, and a structured clone of it would
// take the whole pool along, with whatever secret lies beside.

/** The value with every Buffer or view replaced by a Uint8Array that owns exactly its bytes. */
export function plainBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (Array.isArray(value)) return value.map(plainBytes);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainBytes(member)]));
  }
  return value;
}

/** Overwrites every byte array inside a message made by `plainBytes`, once it has been handed over. */
export function wipeBytes(value: unknown): void {
  if (value instanceof Uint8Array) value.fill(0);
  else if (value !== null && typeof value === 'object') Object.values(value).forEach(wipeBytes);
}
