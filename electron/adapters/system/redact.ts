// What of facts and errors may stand in the diagnostic log: nothing under a secret's name, no bytes, no text of foreign errors.
import { ConsoleError } from '../../../shared/errors';

export const redactedText = '[redacted]';
const maxText = 1_000;
const maxItems = 50;
const maxDepth = 6;

/** Words that make a name a secret's name, wherever they stand in it. */
const secretWords: ReadonlySet<string> = new Set([
  ...[
    'pin',
    'pins',
    'sopin',
    'password',
    'passwords',
    'passphrase',
    'passcode',
    'otp',
    'secret',
    'secrets',
    'seed',
    'mnemonic',
  ],
  ...['plaintext', 'authorization', 'cookie', 'signature', 'csv', 'private', 'salt', 'bytes', 'payload'],
]);
/** Two words in a row that do. */
const secretPairs: ReadonlySet<string> = new Set([
  'access key',
  'import token',
  'session token',
  'security token',
  'key material',
  'store key',
]);
/** Last words that say the value is about the secret and is not the secret. */
const harmlessEnds: ReadonlySet<string> = new Set([
  'id',
  'ids',
  'state',
  'count',
  'length',
  'bits',
  'algorithm',
  'method',
  'kind',
  'sha256',
  'at',
]);

/** Is a member of this name to be left out, unless it is a yes or a no? */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  if (words.length > 1 && harmlessEnds.has(words.at(-1) ?? '')) return false;
  return words.some((word, index) => secretWords.has(word) || secretPairs.has(`${word} ${words[index + 1] ?? ''}`));
}

/** A value that JSON can hold, with secrets left out by name and everything kept to a readable size. */
export function redacted(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'string':
      return redactedString(value);
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return value.toString();
    case 'object':
      return value === null ? null : redactedObject(value, depth);
    default:
      return undefined;
  }
}

function redactedString(text: string): string {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY/.test(text)) return redactedText;
  return text.length > maxText ? `${text.slice(0, maxText)}… (${text.length} characters)` : text;
}

function redactedObject(value: object, depth: number): unknown {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Error) return describeError(value, depth + 1);
  if (depth >= maxDepth) return '[too deep]';
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item: unknown) => redacted(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, maxItems)
      .map(([name, member]: [string, unknown]) => [
        name,
        member !== null && typeof member !== 'boolean' && isSecretName(name)
          ? redactedText
          : redacted(member, depth + 1),
      ]),
  );
}

/**
 * An error without its message, which may quote what was being worked on: kind, code, the facts of our own errors,
 * the places in the program, and the same of its causes.
 */
export function describeError(thrown: unknown, depth = 0): Readonly<Record<string, unknown>> {
  if (!(thrown instanceof Error)) return { kind: typeof thrown };
  const code = (thrown as { code?: unknown }).code;
  const own =
    thrown instanceof ConsoleError
      ? {
          code: thrown.code,
          retry: thrown.retry,
          certainty: thrown.certainty,
          ref: thrown.ref,
          facts: redacted(thrown.facts),
        }
      : { kind: shortName(thrown.name), ...(isCode(code) ? { code } : {}) };
  return {
    ...own,
    at: framesOf(thrown),
    ...(thrown.cause === undefined || depth >= maxDepth ? {} : { cause: describeError(thrown.cause, depth + 1) }),
  };
}

const isCode = (code: unknown): code is string | number =>
  typeof code === 'number' || (typeof code === 'string' && /^[\w.-]{1,64}$/.test(code));
const shortName = (name: string): string => (/^[\w.$]{1,64}$/.test(name) ? name : 'Error');

/** Functions and places of the stack, without the message above them. */
function framesOf({ stack, message }: Error): readonly string[] {
  if (stack === undefined) return [];
  const end = stack.indexOf(message);
  const frames = end < 0 ? stack : stack.slice(end + message.length);
  return frames
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at [^"'`]*:\d+:\d+\)?$/.test(line))
    .slice(0, 8);
}
