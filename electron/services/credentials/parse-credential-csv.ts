// Reads the CSV that AWS IAM (or a KMES) gives for an access key. Whatever is not exactly that is refused by name.
import { parse } from 'csv-parse/sync';
import { ConsoleError } from '../../../shared/errors';
import { accessKeyId, secretAccessKey } from '../../../shared/schemas/credentials';

/** Such a file has some 100 bytes; anything much larger is another file. */
export const maxCredentialCsvBytes = 64 * 1024;

/** As AWS IAM writes it, and as the KMES takes it. */
const headers = [
  ['access key id', 'secret access key'],
  ['accessid', 'accesskey'],
] as const;

export interface AccessKeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * With or without byte order mark, quotes, CRLF and blank lines. Errors: input.csv-binary (not UTF-8 text), input.csv-empty (no data row),
 * input.csv-header, input.csv-rows (more than one), input.invalid (a value AWS would not give). No error quotes the file: it may hold a secret.
 */
export function parseCredentialCsv(bytes: Uint8Array): AccessKeyPair {
  const text = decode(bytes);
  if (text.trim() === '') throw new ConsoleError('input.csv-empty', { facts: { rows: 0 } });
  const [header, ...rows] = records(text);
  const names = (header ?? []).map((name) => name.trim().toLowerCase());
  if (!headers.some((known) => known.length === names.length && known.every((name, index) => name === names[index]))) {
    throw new ConsoleError('input.csv-header', { facts: { columns: names.length } });
  }
  const [row, ...others] = rows;
  if (row === undefined) throw new ConsoleError('input.csv-empty', { facts: { rows: 0 } });
  if (others.length > 0) throw new ConsoleError('input.csv-rows', { facts: { rows: rows.length } });
  return {
    accessKeyId: checked(accessKeyId, row[0], 'accessKeyId'),
    secretAccessKey: checked(secretAccessKey, row[1], 'secretAccessKey'),
  };
}

function decode(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // eslint-disable-next-line no-control-regex
    if (!/[\u0000-\u0008\u000e-\u001f]/.test(text)) return text;
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
  }
  throw new ConsoleError('input.csv-binary');
}

function records(text: string): readonly (readonly string[])[] {
  try {
    return parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
      max_record_size: maxCredentialCsvBytes,
    });
  } catch {
    // A quote that never closes, say. The parser's error quotes the record, which may be the secret, so it is not kept as cause.
    throw new ConsoleError('input.csv-header', { facts: { reason: 'not-csv' } });
  }
}

function checked(
  schema: { safeParse(value: unknown): { success: boolean; data?: string } },
  value: string | undefined,
  field: string,
): string {
  const parsed = schema.safeParse(value);
  if (!parsed.success || parsed.data === undefined) throw new ConsoleError('input.invalid', { facts: { field } });
  return parsed.data;
}
