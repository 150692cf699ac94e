// Check values of AES keys, each with the method that made it. Three bytes collide: never an identifier, never a proof.
import type { CheckValue, CheckValueMethod } from '../../../ports/hsm';
import { readObject } from './object-attributes';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { encryptData, generateKey, readAttribute, signData } from './session-calls';
import type { Session } from './session-calls';
import { aesTemplate } from './templates';
import { canDo, withThrowAway } from './throw-away';

/**
 * How this token gives a check value, the one with the least usage first: CKA_CHECK_VALUE needs none, CMAC needs
 * CKA_SIGN (cannot encrypt data), ECB needs CKA_ENCRYPT.
 */
export type CheckValuePlan = 'attribute' | 'cmac' | 'ecb' | 'none';

const methods: Readonly<Record<CheckValuePlan, CheckValueMethod | null>> = {
  attribute: 'AES_ECB_ZEROS',
  cmac: 'AES_CMAC_ZEROS',
  ecb: 'AES_ECB_ZEROS',
  none: null,
};
const aesBlockBytes = 16;
const checkValueBytes = 3;

export function methodOf(plan: CheckValuePlan): CheckValueMethod | null {
  return methods[plan];
}

/** Usages a key needs for its check value. */
export function usagesOf(plan: CheckValuePlan): readonly ('sign' | 'encrypt')[] {
  if (plan === 'cmac') return ['sign'];
  return plan === 'ecb' ? ['encrypt'] : [];
}

/** The check value of a key by the plan, or by what the key itself allows; null where it allows none. */
export async function readCheckValue(session: Session, key: Handle, plan: CheckValuePlan): Promise<CheckValue | null> {
  if (plan === 'attribute') {
    const value = readAttribute(session, key, ck.CKA_CHECK_VALUE);
    return value?.length === checkValueBytes ? shown('AES_ECB_ZEROS', value) : null;
  }
  if (plan === 'cmac' && readObject(session, key, [ck.CKA_SIGN]).flag(ck.CKA_SIGN) === true) {
    return shown('AES_CMAC_ZEROS', await cmacOfZeros(session, key));
  }
  if (plan === 'ecb' && readObject(session, key, [ck.CKA_ENCRYPT]).flag(ck.CKA_ENCRYPT) === true) {
    return shown('AES_ECB_ZEROS', await ecbOfZeros(session, key));
  }
  return null;
}

/** Finds the plan with throw-away keys: an attribute counts only where it equals the ECB of zeros the token itself makes. */
export async function probeCheckValue(session: Session): Promise<CheckValuePlan> {
  if (await canDo(() => attributeIsTruthful(session))) return 'attribute';
  if (await canDo(() => withUsage(session, 'sign', async (key) => (await cmacOfZeros(session, key)).length > 0)))
    return 'cmac';
  if (await canDo(() => withUsage(session, 'encrypt', async (key) => (await ecbOfZeros(session, key)).length > 0)))
    return 'ecb';
  return 'none';
}

function attributeIsTruthful(session: Session): Promise<boolean> {
  return withUsage(session, 'encrypt', async (key) => {
    const value = readAttribute(session, key, ck.CKA_CHECK_VALUE);
    return (
      value?.length === checkValueBytes && value.equals((await ecbOfZeros(session, key)).subarray(0, checkValueBytes))
    );
  });
}

function withUsage<T>(session: Session, usage: 'sign' | 'encrypt', work: (key: Handle) => Promise<T>): Promise<T> {
  return withThrowAway(
    session,
    async (name) => [
      await generateKey(
        session,
        { mechanism: ck.CKM_AES_KEY_GEN },
        aesTemplate(name, { extractable: false, usages: [usage], modifiable: true }),
      ),
    ],
    ([key]) => work(key as Handle),
  );
}

function ecbOfZeros(session: Session, key: Handle): Promise<Buffer> {
  return encryptData(session, { mechanism: ck.CKM_AES_ECB }, key, Buffer.alloc(aesBlockBytes), aesBlockBytes);
}

function cmacOfZeros(session: Session, key: Handle): Promise<Buffer> {
  return signData(session, { mechanism: ck.CKM_AES_CMAC }, key, Buffer.alloc(aesBlockBytes), aesBlockBytes);
}

function shown(method: CheckValueMethod, value: Buffer): CheckValue {
  return { method, value: value.subarray(0, checkValueBytes).toString('hex') };
}
