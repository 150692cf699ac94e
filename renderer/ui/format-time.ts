// Times in words. Pure: the clock and the zone come from the caller.
import { text } from '../text/text';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.44 * DAY;
const YEAR = 365.25 * DAY;

/** "4 minutes ago", "in 3 months"; under 10 seconds "just now". Whole units, rounded down as people count. */
export function relativeTime(atMs: number, nowMs: number): string {
  const words = text.common.time;
  const seconds = Math.abs(nowMs - atMs) / 1000;
  if (seconds < 10) return words.now;
  const span =
    seconds < MINUTE
      ? words.seconds(Math.floor(seconds))
      : seconds < HOUR
        ? words.minutes(Math.floor(seconds / MINUTE))
        : seconds < DAY
          ? words.hours(Math.floor(seconds / HOUR))
          : seconds < 2 * MONTH
            ? words.days(Math.floor(seconds / DAY))
            : seconds < 2 * YEAR
              ? words.months(Math.floor(seconds / MONTH))
              : words.years(Math.floor(seconds / YEAR));
  return atMs <= nowMs ? words.ago(span) : words.ahead(span);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** How far local time is ahead of UTC at that moment: `+01:00`. */
export function zoneOffset(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  const span = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(span / 60))}:${two(span % 60)}`;
}

/** `2026-03-01 14:05:09 +01:00`, or with `UTC` behind it: unambiguous in every country, and always said which. */
export function exactTime(iso: string, utc: boolean): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  if (utc) return `${at.toISOString().slice(0, 19).replace('T', ' ')} ${text.common.time.utc}`;
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())} ${zoneOffset(at)}`;
}

/** What `datetime-local` shows for an instant, to the minute; empty for none. */
export function wallTimeOf(iso: string | null | undefined, utc: boolean): string {
  const at = iso == null ? NaN : new Date(iso).getTime();
  if (Number.isNaN(at)) return '';
  const shift = utc ? 0 : new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - shift).toISOString().slice(0, 16);
}

/** The instant (ISO 8601) that `datetime-local` means; null while it is not whole. */
export function instantOf(wallTime: string, utc: boolean): string | null {
  const at = wallTime === '' ? NaN : new Date(utc ? `${wallTime}Z` : wallTime).getTime();
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
