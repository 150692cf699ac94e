// Spans of time in words, wherever a person reads them.
const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** "3 days", "4 hours", "20 minutes": the largest unit that says it without loss to the eye. */
export function spanWords(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return plural(minutes, 'minute', 'minutes');
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    const rest = minutes % 60;
    return rest === 0 || hours >= 12 ? plural(hours, 'hour', 'hours') : `${plural(hours, 'hour', 'hours')} ${rest} min`;
  }
  return plural(Math.floor(hours / 24), 'day', 'days');
}
