// The width of an element as it is laid out, for layouts that depend on their own room and not on the window's.
import { useEffect, useState } from 'react';

/** `width` in CSS pixels; null until the element is there. */
export function useElementWidth(): {
  readonly ref: (element: HTMLElement | null) => void;
  readonly width: number | null;
} {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return { ref: setElement, width };
}
