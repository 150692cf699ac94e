// How times are shown everywhere: the switch between relative and exact, and between local time and UTC, remembered.
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { usePreference } from '../api/use-preference';
import { text } from '../text/text';
import { zoneOffset } from './format-time';

export interface TimeDisplay {
  readonly relative: boolean;
  readonly utc: boolean;
  readonly setRelative: (relative: boolean) => void;
  readonly setUtc: (utc: boolean) => void;
  /** Milliseconds since the epoch; moves on every few seconds, for relative times. */
  readonly nowMs: number;
}

/** Shorter than what `relativeTime` calls "just now": nothing that has happened reads as yet to come. */
const TICK_MS = 5_000;
const context = createContext<TimeDisplay | null>(null);

const read = (stored: unknown): { relative: boolean; utc: boolean } => {
  const known = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  return { relative: known['relative'] !== false, utc: known['utc'] === true };
};

export function TimeDisplayProvider({ children }: { readonly children: ReactNode }) {
  const { value, set } = usePreference('time-display', read);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const tick = (): void => setNowMs(Date.now());
    const timer = setInterval(tick, TICK_MS);
    // Timers of a hidden window are slowed down: it must not show old times when it comes back.
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, []);
  const { relative, utc } = value;
  const display = useMemo<TimeDisplay>(
    () => ({
      relative,
      utc,
      nowMs,
      setRelative: (next) => set({ relative: next, utc }),
      setUtc: (next) => set({ relative, utc: next }),
    }),
    [relative, utc, nowMs, set],
  );
  return <context.Provider value={display}>{children}</context.Provider>;
}

/** Only below TimeDisplayProvider. */
export function useTimeDisplay(): TimeDisplay {
  const display = useContext(context);
  if (display === null) throw new Error('TimeDisplayProvider is missing');
  return display;
}

/** The zone that times are shown in, as it stands beside them: `UTC`, or `local, +01:00`. */
export function useZoneName(): string {
  const { utc, nowMs } = useTimeDisplay();
  return utc ? text.common.time.utc : text.common.time.local(zoneOffset(new Date(nowMs)));
}
