// A value once it has stood still: what is typed into a filter is asked of main when the typing pauses.
import { useEffect, useState } from 'react';

const SETTLE_MS = 250;

export function useSettled<T>(value: T, settleMs: number = SETTLE_MS): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value, settleMs]);
  return settled;
}
