// Every key object of the token as it lies there: the console's own, and those of others. Nothing is changed; foreign keys are never used.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ConsoleError } from '../../../../shared/errors';
import type { CheckValue, TokenObject, TokenObjectClass } from '../../../ports/hsm';
import { readCheckValue } from './check-value';
import type { CheckValuePlan } from './check-value';
import { readObject } from './object-attributes';
import type { ObjectAttributes } from './object-attributes';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { findObjects } from './session-calls';
import type { Session } from './session-calls';
import { throwAwayLabel } from './throw-away';
import type { TokenContext } from './token-context';
import { ckrOf, lossOf } from './token-call';

const classes: readonly (readonly [TokenObjectClass, number])[] = [
  ['secret-key', ck.CKO_SECRET_KEY],
  ['private-key', ck.CKO_PRIVATE_KEY],
  ['public-key', ck.CKO_PUBLIC_KEY],
];

const keyTypeNames: Readonly<Record<number, string>> = {
  [ck.CKK_AES]: 'AES',
  [ck.CKK_RSA]: 'RSA',
  [ck.CKK_EC]: 'EC',
  [ck.CKK_DSA]: 'DSA',
  [ck.CKK_DH]: 'DH',
  [ck.CKK_DES3]: 'DES3',
  [ck.CKK_DES2]: 'DES2',
  [ck.CKK_DES]: 'DES',
  [ck.CKK_GENERIC_SECRET]: 'GENERIC_SECRET',
};

/** Other calls of this process get their turn after so many objects. */
const turnEvery = 64;

/** Objects made by a probe are left out: they are gone in a moment. */
export function listObjects(token: TokenContext): Promise<readonly TokenObject[]> {
  return token.use(async (session) => {
    const plan = await token.abilities.checkValuePlan(session);
    const listed: TokenObject[] = [];
    let seen = 0;
    for (const [objectClass, number] of classes) {
      const handles = findObjects(session, [
        { type: ck.CKA_CLASS, value: number },
        { type: ck.CKA_TOKEN, value: true },
      ]);
      for (const handle of handles) {
        const described = await describe(session, handle, objectClass, plan);
        if (described !== null && described.label !== throwAwayLabel) listed.push(described);
        seen += 1;
        if (seen % turnEvery === 0) await nextTurn();
      }
    }
    return listed;
  });
}

/** One that the token will not describe is listed all the same, with what is known of it: its class. Null: it went away meanwhile. */
async function describe(
  session: Session,
  handle: Handle,
  objectClass: TokenObjectClass,
  plan: CheckValuePlan,
): Promise<TokenObject | null> {
  const isPublic = objectClass === 'public-key';
  try {
    const types = isPublic ? publicAttributes : keyAttributes;
    const key = readObject(session, handle, [...types, ...(objectClass === 'secret-key' ? [ck.CKA_VALUE_LEN] : [])]);
    const type = key.number(ck.CKA_KEY_TYPE);
    const isAes = objectClass === 'secret-key' && type === ck.CKK_AES;
    const flag = (attribute: number): boolean | null => (isPublic ? null : key.flag(attribute));
    return {
      objectClass,
      keyType: type === null ? '' : (keyTypeNames[type] ?? `0x${type.toString(16)}`),
      id: key.hex(ck.CKA_ID),
      label: key.text(ck.CKA_LABEL),
      lengthBits: lengthOf(session, handle, objectClass, key, type),
      checkValue: isAes ? await refusedAsNull(checkValueOf(session, handle, key, plan)) : null,
      sensitive: flag(ck.CKA_SENSITIVE),
      alwaysSensitive: flag(ck.CKA_ALWAYS_SENSITIVE),
      extractable: flag(ck.CKA_EXTRACTABLE),
      local: key.flag(ck.CKA_LOCAL),
    };
  } catch (error) {
    if (ckrOf(error) === 'CKR_OBJECT_HANDLE_INVALID') return null;
    if (!isRefusal(error)) throw error;
    const unknown = { sensitive: null, alwaysSensitive: null, extractable: null, local: null };
    return { objectClass, keyType: '', id: '', label: '', lengthBits: null, checkValue: null, ...unknown };
  }
}

/** The token's own no, not a lost login and not a fault of ours. */
function isRefusal(error: unknown): boolean {
  return error instanceof ConsoleError && error.code !== 'internal' && lossOf(error) === null;
}

async function refusedAsNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

const publicAttributes = [ck.CKA_KEY_TYPE, ck.CKA_ID, ck.CKA_LABEL, ck.CKA_LOCAL];
const keyAttributes = [...publicAttributes, ck.CKA_SENSITIVE, ck.CKA_ALWAYS_SENSITIVE, ck.CKA_EXTRACTABLE];

function lengthOf(
  session: Session,
  handle: Handle,
  objectClass: TokenObjectClass,
  key: ObjectAttributes,
  type: number | null,
): number | null {
  if (objectClass === 'secret-key') {
    const bytes = key.number(ck.CKA_VALUE_LEN);
    return bytes === null ? null : bytes * 8;
  }
  if (type !== ck.CKK_RSA) return null;
  const modulus = readObject(session, handle, [ck.CKA_MODULUS])
    .hex(ck.CKA_MODULUS)
    .replace(/^(00)+/, '');
  return modulus === '' ? null : modulus.length * 4;
}

/** A key that the console's own naming marks may be used for its check value; another one only says what the token keeps of it. */
function checkValueOf(
  session: Session,
  handle: Handle,
  key: ObjectAttributes,
  plan: CheckValuePlan,
): Promise<CheckValue | null> {
  const named = key.hex(ck.CKA_ID) !== '' && key.text(ck.CKA_LABEL).endsWith(` ${key.hex(ck.CKA_ID)}`);
  return named || plan === 'attribute' ? readCheckValue(session, handle, plan) : Promise.resolve(null);
}
