// AES-GCM inside the token: 96-bit IV from the host, 128-bit tag appended to the ciphertext, the context as AAD.
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { decryptData, encryptData } from './session-calls';
import type { Mechanism, Session } from './session-calls';

/** CK_GCM_PARAMS exists with and without ulIvBits (PKCS#11 v2.40's text and header differ): a token takes one of them. */
export const gcmParameterTypes = ['with-iv-bits', 'without-iv-bits'] as const;
export type GcmParameterType = (typeof gcmParameterTypes)[number];

export interface GcmInput {
  /** 12 bytes, never used twice with one key. */
  readonly iv: Buffer;
  readonly aad: Buffer;
}
const tagBytes = 16;
/** Room beyond the data: some tokens count tag and a block more before they answer. */
const slackBytes = 64;

function mechanism(type: GcmParameterType, { iv, aad }: GcmInput): Mechanism {
  const common = { iv, aad, ivBits: iv.length * 8, tagBits: tagBytes * 8 };
  const parameter = { type: type === 'with-iv-bits' ? ck.CK_PARAMS_AES_GCM_v240 : ck.CK_PARAMS_AES_GCM, ...common };
  return { mechanism: ck.CKM_AES_GCM, parameter };
}

export function gcmSeal(
  session: Session,
  key: Handle,
  type: GcmParameterType,
  input: GcmInput,
  data: Buffer,
): Promise<Buffer> {
  return encryptData(session, mechanism(type, input), key, data, data.length + slackBytes);
}

export function gcmOpen(
  session: Session,
  key: Handle,
  type: GcmParameterType,
  input: GcmInput,
  sealed: Buffer,
): Promise<Buffer> {
  return decryptData(session, mechanism(type, input), key, sealed, sealed.length + slackBytes);
}
