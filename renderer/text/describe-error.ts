// Turns an error that crossed IPC into what a person reads, and into the block of details that is copied.
import type { ErrorShape } from '../../shared/errors';
import { text } from './text';

export interface ErrorWords {
  readonly happened: string;
  readonly changed: string;
  readonly todo: string;
}

export function describeError(shape: ErrorShape): ErrorWords {
  const words = text.errors[shape.code];
  return {
    happened: words.happened(shape.facts),
    changed: text.common.error.changed[shape.certainty],
    todo: words.todo(shape.facts),
  };
}

/** Code, facts (AWS error and request ID, CKR code, …) and reference, one per line. Facts never hold secrets. */
export function errorDetails(shape: ErrorShape, callName: string | null): string {
  const words = text.common.error;
  const lines = [`${words.code}: ${shape.code} (${shape.certainty}, ${shape.retry})`];
  if (callName !== null) lines.push(`${words.call}: ${callName}`);
  for (const [name, value] of Object.entries(shape.facts)) if (value !== null) lines.push(`${name}: ${String(value)}`);
  lines.push(`${words.reference}: ${shape.ref === '' ? words.noReference : shape.ref}`);
  return lines.join('\n');
}
