// Attributes of one object, read in one call where the token knows them all.
import type { Handle } from './pkcs11-api';
import { readAttribute } from './session-calls';
import type { Session } from './session-calls';
import { ckrOf, tokenCall } from './token-call';

export interface ObjectAttributes {
  /** A CK_BBOOL; null where the token has none. */
  flag(type: number): boolean | null;
  /** A CK_ULONG; null where the token has none. */
  number(type: number): number | null;
  /** UTF-8; empty where the token has none. */
  text(type: number): string;
  /** Bytes as lower-case hex; empty where the token has none. */
  hex(type: number): string;
}

/** Only the `types` named can be asked for afterwards. */
export function readObject(session: Session, object: Handle, types: readonly number[]): ObjectAttributes {
  const values = readTogether(session, object, types) ?? readEach(session, object, types);
  return {
    flag: (type) => flagOf(values.get(type) ?? null),
    number: (type) => numberOf(values.get(type) ?? null),
    text: (type) => values.get(type)?.toString('utf8') ?? '',
    hex: (type) => values.get(type)?.toString('hex') ?? '',
  };
}

/** First byte of a CK_BBOOL. */
function flagOf(value: Buffer | null): boolean | null {
  return value === null || value.length === 0 ? null : value[0] !== 0;
}

/** A CK_ULONG of 4 or 8 bytes, in the order of the machines the console runs on. */
function numberOf(value: Buffer | null): number | null {
  if (value?.length === 8) return Number(value.readBigUInt64LE());
  return value?.length === 4 ? value.readUInt32LE() : null;
}

/** null where one of the attributes is unknown to the token: which one, only single reads tell. */
function readTogether(
  { library, handle }: Session,
  object: Handle,
  types: readonly number[],
): Map<number, Buffer> | null {
  try {
    const results = tokenCall('C_GetAttributeValue', 'read', () =>
      library.C_GetAttributeValue(
        handle,
        object,
        types.map((type) => ({ type })),
      ),
    );
    return new Map(results.map(({ type, value }) => [type, Buffer.from(value)]));
  } catch (error) {
    if (ckrOf(error) === 'CKR_ATTRIBUTE_TYPE_INVALID') return null;
    throw error;
  }
}

function readEach(session: Session, object: Handle, types: readonly number[]): Map<number, Buffer | null> {
  return new Map(types.map((type) => [type, readAttribute(session, object, type)]));
}
