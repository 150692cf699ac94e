// The Log port as JSON lines in the data folder, for support. It is rotated by size and holds no secret.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../ports/clock';
import type { Log } from '../../ports/log';
import { describeError, redacted } from './redact';
import { systemClock } from './system-clock';

export interface DiagnosticLogLimits {
  readonly maxBytes: number;
  /** Files kept beside the current one. */
  readonly keptFiles: number;
}

export const diagnosticLogFolder = 'logs';
const usual: DiagnosticLogLimits = { maxBytes: 2 * 1024 * 1024, keptFiles: 4 };

/**
 * Opens `<dataDir>/logs/console.log`; full files become `console.1.log` (newest) and on. Lines are written at once: the last ones before
 * a crash are those that matter. Where a line cannot be written the program goes on, and the next line says how many are missing.
 */
export function openLog(dataDir: string, limits: DiagnosticLogLimits = usual, clock: Clock = systemClock): Log {
  const folder = join(dataDir, diagnosticLogFolder);
  const fileOf = (number: number): string => join(folder, number === 0 ? 'console.log' : `console.${number}.log`);
  let bytes: number | null = null;
  let missing = 0;

  function rotate(): void {
    for (let number = limits.keptFiles - 1; number >= 0; number -= 1) {
      if (sizeOf(fileOf(number)) > 0) renameSync(fileOf(number), fileOf(number + 1));
    }
    bytes = 0;
  }

  function append(line: string): void {
    const length = Buffer.byteLength(line);
    if (bytes === null) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      bytes = sizeOf(fileOf(0));
    }
    if (bytes > 0 && bytes + length > limits.maxBytes) rotate();
    appendFileSync(fileOf(0), line, { mode: 0o600 });
    bytes += length;
  }

  function write(level: 'info' | 'warn' | 'error', event: string, parts: Readonly<Record<string, unknown>>): void {
    const lost = missing === 0 ? {} : { missingBefore: missing };
    try {
      append(`${JSON.stringify({ at: clock.now().toISOString(), level, event, ...parts, ...lost })}\n`);
      missing = 0;
    } catch {
      missing += 1;
      bytes = null;
    }
  }

  const withFacts = (facts: Readonly<Record<string, unknown>> | undefined) =>
    facts === undefined ? {} : { facts: redacted(facts) };
  return {
    info: (event, facts) => write('info', event, withFacts(facts)),
    warn: (event, facts) => write('warn', event, withFacts(facts)),
    error: (event, error, facts) => write('error', event, { error: describeError(error), ...withFacts(facts) }),
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
