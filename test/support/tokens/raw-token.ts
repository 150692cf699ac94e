// Looks at a token, or plants things on it, past the console: as an outsider with the PIN could.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { HsmModule } from '../../../electron/ports/hsm';

export interface TokenAccess {
  readonly module: HsmModule;
  readonly label: string;
  readonly pin: string;
}

/** Attribute values as hex; a CKR name where the token does not show one. */
export type RawObject = Readonly<
  Record<
    | 'CLASS'
    | 'TOKEN'
    | 'LABEL'
    | 'ID'
    | 'SENSITIVE'
    | 'EXTRACTABLE'
    | 'NEVER_EXTRACTABLE'
    | 'ENCRYPT'
    | 'DECRYPT'
    | 'SIGN'
    | 'VERIFY'
    | 'WRAP'
    | 'UNWRAP'
    | 'DERIVE'
    | 'MODIFIABLE'
    | 'LOCAL'
    | 'VALUE',
    string
  >
>;

type AesKey = { id: string; sensitive: boolean; extractable: boolean; label?: string; usages?: readonly string[] };
type Action =
  | ({ do: 'create-aes'; value: string } & AesKey)
  | ({ do: 'generate-aes'; bytes: number } & AesKey)
  | { do: 'list'; id?: string }
  | { do: 'destroy'; id: string };

function run(token: TokenAccess, actions: readonly Action[]): unknown[] {
  const script = join(import.meta.dirname, 'raw-token-process.mjs');
  const output = execFileSync(process.execPath, [script], {
    input: JSON.stringify({ ...token, actions }),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...token.module.environment },
    encoding: 'utf8',
  });
  return JSON.parse(output) as unknown[];
}

/** C_CreateObject of an AES key whose value was outside the token. */
export function plantAes(token: TokenAccess, key: { value: string } & AesKey): void {
  run(token, [{ do: 'create-aes', ...key }]);
}

/** C_GenerateKey of AES keys, `count` with the same CKA_ID. */
export function generateForeignAes(token: TokenAccess, key: { bytes: number } & AesKey, count = 1): void {
  run(
    token,
    Array.from({ length: count }, () => ({ do: 'generate-aes' as const, ...key })),
  );
}

/** Objects with the CKA_ID, or all that the token shows. */
export function listObjects(token: TokenAccess, id?: string): readonly RawObject[] {
  return run(token, [id === undefined ? { do: 'list' } : { do: 'list', id }])[0] as RawObject[];
}

export function destroyObjects(token: TokenAccess, id: string): void {
  run(token, [{ do: 'destroy', id }]);
}
