// Keys that are made to be pushed: generated once per reference, read back, verified, found, destroyed.
import { ConsoleError } from '../../../../shared/errors';
import type { HsmKey, HsmReference, SecretSpec, SecretType } from '../../../ports/hsm';
import { usagesOf, readCheckValue } from './check-value';
import { hmacCheckValue } from './hmac';
import { readObject } from './object-attributes';
import type { ObjectAttributes } from './object-attributes';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { destroyObject, findObjects, generateKey } from './session-calls';
import type { Session } from './session-calls';
import { aesTemplate, genericSecretTemplate, idOf, named } from './templates';
import type { Naming } from './templates';
import type { TokenContext } from './token-context';

/** Looks the reference up first: 0 → generate, 1 → verify and return it, 2 or more → `hsm.object-ambiguous`. */
export function generateSecret(
  token: TokenContext,
  reference: HsmReference,
  label: string,
  secret: SecretSpec,
): Promise<HsmKey> {
  return token.change(async (session) => {
    const existing = findOne(session, reference);
    if (existing === null) await make(token, session, named(reference, label), secret);
    // Read back through a fresh look-up, so that what is verified is what a later wrap will find.
    const found = findOne(session, reference);
    if (found === null) throw new ConsoleError('hsm.object-missing', { facts: { reference }, certainty: 'unknown' });
    return describe(token, session, found, reference, await verifyImportable(token, session, found, reference, secret));
  });
}

async function make(token: TokenContext, session: Session, name: Naming, secret: SecretSpec): Promise<void> {
  const modifiable = !(await token.abilities.unmodifiable(session));
  if (secret.type === 'HMAC') {
    const template = genericSecretTemplate(name, { extractable: true, bytes: secret.bits / 8, modifiable });
    await generateKey(session, { mechanism: ck.CKM_GENERIC_SECRET_KEY_GEN }, template);
    return;
  }
  const usages = usagesOf(await token.abilities.checkValuePlan(session));
  await generateKey(
    session,
    { mechanism: ck.CKM_AES_KEY_GEN },
    aesTemplate(name, { extractable: true, usages, modifiable }),
  );
}

const keyTypes: Readonly<Record<SecretType, number>> = { AES: ck.CKK_AES, HMAC: ck.CKK_GENERIC_SECRET };
const typeOf = (key: ObjectAttributes): SecretType | null =>
  (Object.keys(keyTypes) as SecretType[]).find((type) => keyTypes[type] === key.number(ck.CKA_KEY_TYPE)) ?? null;

/** Secret keys that carry the reference; unverified, as they are. */
export function findKeys(token: TokenContext, reference: HsmReference): Promise<readonly HsmKey[]> {
  return token.use(async (session) => {
    const keys: HsmKey[] = [];
    for (const object of findSecretKeys(session, reference)) {
      const key = readObject(session, object, attributesRead);
      if (typeOf(key) !== null) keys.push(await describe(token, session, object, reference, key));
    }
    return keys;
  });
}

/** Destroys the one key with the reference and looks that it is gone. */
export function destroyKey(token: TokenContext, reference: HsmReference): Promise<void> {
  return token.change((session) => {
    const object = findOne(session, reference);
    if (object === null) throw new ConsoleError('hsm.object-missing', { facts: { reference } });
    destroyObject(session, object);
    if (findOne(session, reference) !== null) {
      throw new ConsoleError('hsm.failed', { certainty: 'unknown', facts: { reference, reason: 'still-there' } });
    }
  });
}

/** The one secret key of the token with the reference as CKA_ID, whatever its type; null when there is none. */
export function findOne(session: Session, reference: HsmReference): Handle | null {
  const found = findSecretKeys(session, reference);
  if (found.length > 1) throw new ConsoleError('hsm.object-ambiguous', { facts: { reference, found: found.length } });
  return found[0] ?? null;
}

function findSecretKeys(session: Session, reference: HsmReference): readonly Handle[] {
  return findObjects(session, [
    { type: ck.CKA_CLASS, value: ck.CKO_SECRET_KEY },
    { type: ck.CKA_TOKEN, value: true },
    { type: ck.CKA_ID, value: idOf(reference) },
  ]);
}

const attributesRead = [
  ck.CKA_CLASS,
  ck.CKA_KEY_TYPE,
  ck.CKA_VALUE_LEN,
  ck.CKA_LABEL,
  ck.CKA_TOKEN,
  ck.CKA_PRIVATE,
  ck.CKA_SENSITIVE,
  ck.CKA_ALWAYS_SENSITIVE,
  ck.CKA_EXTRACTABLE,
  ck.CKA_LOCAL,
  ck.CKA_ENCRYPT,
  ck.CKA_DECRYPT,
  ck.CKA_SIGN,
  ck.CKA_VERIFY,
  ck.CKA_WRAP,
  ck.CKA_UNWRAP,
  ck.CKA_DERIVE,
];

/**
 * Refuses (`hsm.object-refused`, fact `mismatch`) what this token did not generate by the template: a planted key has
 * ALWAYS_SENSITIVE false (NSS, SoftHSM) or LOCAL false (openCryptoki), for it was outside the token once. LOCAL counts only
 * where the token tells the truth.
 */
export async function verifyImportable(
  token: TokenContext,
  session: Session,
  object: Handle,
  reference: HsmReference,
  secret: SecretSpec,
): Promise<ObjectAttributes> {
  const localMatters = await token.abilities.localIsTruthful(session);
  const key = readObject(session, object, attributesRead);
  const checks: readonly (readonly [string, boolean])[] = [
    ['class', key.number(ck.CKA_CLASS) === ck.CKO_SECRET_KEY],
    ['key-type', key.number(ck.CKA_KEY_TYPE) === keyTypes[secret.type]],
    ['length', (key.number(ck.CKA_VALUE_LEN) ?? 0) * 8 === secret.bits],
    ['token', key.flag(ck.CKA_TOKEN) === true],
    ['private', key.flag(ck.CKA_PRIVATE) === true],
    ['sensitive', key.flag(ck.CKA_SENSITIVE) === true],
    ['always-sensitive', key.flag(ck.CKA_ALWAYS_SENSITIVE) === true],
    ['extractable', key.flag(ck.CKA_EXTRACTABLE) === true],
    ['usage', !usedForMore(key)],
    ['local', !localMatters || key.flag(ck.CKA_LOCAL) === true],
  ];
  const mismatch = checks.filter(([, matches]) => !matches).map(([name]) => name);
  if (mismatch.length > 0) {
    throw new ConsoleError('hsm.object-refused', { facts: { reference, mismatch: mismatch.join(', ') } });
  }
  return key;
}

/** Whatever decrypts, wraps or derives was not made by the template; a check value needs SIGN or ENCRYPT, never both. */
function usedForMore(key: ObjectAttributes): boolean {
  const never = [ck.CKA_DECRYPT, ck.CKA_VERIFY, ck.CKA_WRAP, ck.CKA_UNWRAP, ck.CKA_DERIVE];
  return (
    never.some((type) => key.flag(type) === true) ||
    (key.flag(ck.CKA_SIGN) === true && key.flag(ck.CKA_ENCRYPT) === true)
  );
}

async function describe(
  token: TokenContext,
  session: Session,
  object: Handle,
  reference: HsmReference,
  key: ObjectAttributes,
): Promise<HsmKey> {
  const type = typeOf(key) ?? 'AES';
  const plan = type === 'AES' ? await token.abilities.checkValuePlan(session) : null;
  return {
    type,
    reference,
    label: key.text(ck.CKA_LABEL),
    lengthBits: (key.number(ck.CKA_VALUE_LEN) ?? 0) * 8,
    checkValue: plan === null ? await hmacCheckValue(session, object) : await readCheckValue(session, object, plan),
    sensitive: key.flag(ck.CKA_SENSITIVE) === true,
    alwaysSensitive: key.flag(ck.CKA_ALWAYS_SENSITIVE) === true,
    extractable: key.flag(ck.CKA_EXTRACTABLE) === true,
    local: key.flag(ck.CKA_LOCAL) === true,
  };
}
