// Copying plain text after a click. Writing to the clipboard is the one permission the window has; reading it stays refused.
import { useCallback, useEffect, useRef, useState } from 'react';

const SHOWN_MS = 1500;

/** `copied` is true for a moment after a copy that worked; where the system refuses, it simply stays false. */
export function useCopy(): { readonly copied: boolean; readonly copy: (value: string) => void } {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  const copy = useCallback((value: string) => {
    navigator.clipboard.writeText(value).then(
      () => {
        setCopied(true);
        if (timer.current !== null) clearTimeout(timer.current);
        timer.current = setTimeout(() => setCopied(false), SHOWN_MS);
      },
      () => setCopied(false),
    );
  }, []);
  return { copied, copy };
}
