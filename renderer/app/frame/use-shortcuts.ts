// Keys that work anywhere in the frame. A letter typed into a field is text, never a command.
import { useEffect, useRef } from 'react';

export interface ShortcutActions {
  readonly palette: () => void;
  readonly shortcuts: () => void;
  readonly navigation: () => void;
  readonly lock: () => void;
  /** 1-based, in the order of the menu. */
  readonly area: (number: number) => void;
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="combobox"]') !== null);
const inDialog = (): boolean => document.querySelector('[role="dialog"]') !== null;

export function useShortcuts(actions: ShortcutActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      let act: (() => void) | null = null;
      if (command && !event.altKey && key === 'k') act = inDialog() ? null : latest.current.palette;
      else if (command && !event.altKey && key === 'b') act = latest.current.navigation;
      // Whoever leaves the desk is in a hurry: from anywhere, out of a dialog as well.
      else if (command && !event.altKey && key === 'l') act = latest.current.lock;
      else if (event.altKey && !command && /^[1-9]$/.test(key))
        act = inDialog() ? null : () => latest.current.area(Number(key));
      else if (!command && !event.altKey && key === '?' && !isField(event.target) && !inDialog())
        act = latest.current.shortcuts;
      if (act === null) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
