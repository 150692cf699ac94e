// The PKCS#11 calls the console makes inside one session, each with its effect named, so that errors carry the right certainty.
import { ck } from './pkcs11-api';
import type { Handle, Library, Template } from './pkcs11-api';
import { ckrOf, tokenCall, tokenCallAsync } from './token-call';

/** One open session of the loaded library; used by one operation at a time. */
export interface Session {
  readonly library: Library;
  readonly handle: Handle;
}
export type Mechanism = { mechanism: number; parameter?: Buffer | { type: number } };

const findBatch = 64;
/** CKZ_DATA_SPECIFIED, for which pkcs11js has no name. */
const dataSpecified = 1;
/** pkcs11js's worker threads keep bare pointers into these buffers: held here until the call has ended. */
const inFlight = new Set<Buffer>();

async function holding<T>(buffers: readonly Buffer[], work: () => Promise<T>): Promise<T> {
  for (const buffer of buffers) inFlight.add(buffer);
  try {
    return await work();
  } finally {
    for (const buffer of buffers) inFlight.delete(buffer);
  }
}

/** All objects that match the template. */
export function findObjects({ library, handle }: Session, template: Template): readonly Handle[] {
  tokenCall('C_FindObjectsInit', 'read', () => library.C_FindObjectsInit(handle, template));
  const found: Handle[] = [];
  try {
    for (;;) {
      const batch = tokenCall('C_FindObjects', 'read', () => library.C_FindObjects(handle, findBatch));
      found.push(...batch);
      if (batch.length < findBatch) return found;
    }
  } finally {
    tokenCall('C_FindObjectsFinal', 'read', () => library.C_FindObjectsFinal(handle));
  }
}

/** One attribute, or null where the token does not have it for this object or does not show it. */
export function readAttribute({ library, handle }: Session, object: Handle, type: number): Buffer | null {
  try {
    const [result] = tokenCall('C_GetAttributeValue', 'read', () =>
      library.C_GetAttributeValue(handle, object, [{ type }]),
    );
    return result === undefined ? null : Buffer.from(result.value);
  } catch (error) {
    const ckr = ckrOf(error);
    if (ckr === 'CKR_ATTRIBUTE_TYPE_INVALID' || ckr === 'CKR_ATTRIBUTE_SENSITIVE') return null;
    throw error;
  }
}

/** Makes a session object: nothing on the token changes. */
export function createSessionObject({ library, handle }: Session, template: Template): Handle {
  return tokenCall('C_CreateObject', 'read', () => library.C_CreateObject(handle, template));
}

export function destroyObject({ library, handle }: Session, object: Handle): void {
  tokenCall('C_DestroyObject', 'change', () => library.C_DestroyObject(handle, object));
}

export function generateKey({ library, handle }: Session, mechanism: Mechanism, template: Template): Promise<Handle> {
  return tokenCallAsync('C_GenerateKey', 'change', () => library.C_GenerateKeyAsync(handle, mechanism, template));
}

export function generateKeyPair(
  { library, handle }: Session,
  mechanism: Mechanism,
  publicTemplate: Template,
  privateTemplate: Template,
): Promise<{ publicKey: Handle; privateKey: Handle }> {
  return tokenCallAsync('C_GenerateKeyPair', 'change', () =>
    library.C_GenerateKeyPairAsync(handle, mechanism, publicTemplate, privateTemplate),
  );
}

/** C_WrapKey; `size` is the most bytes the answer can have. */
export function wrapKey(
  { library, handle }: Session,
  mechanism: Mechanism,
  wrappingKey: Handle,
  key: Handle,
  size: number,
): Promise<Buffer> {
  const out = Buffer.alloc(size);
  return holding([out], () =>
    tokenCallAsync('C_WrapKey', 'read', () => library.C_WrapKeyAsync(handle, mechanism, wrappingKey, key, out)),
  );
}

export function signData(
  { library, handle }: Session,
  mechanism: Mechanism,
  key: Handle,
  data: Buffer,
  size: number,
): Promise<Buffer> {
  const out = Buffer.alloc(size);
  tokenCall('C_SignInit', 'read', () => library.C_SignInit(handle, mechanism, key));
  return holding([data, out], () => tokenCallAsync('C_Sign', 'read', () => library.C_SignAsync(handle, data, out)));
}

export function encryptData(
  { library, handle }: Session,
  mechanism: Mechanism,
  key: Handle,
  data: Buffer,
  size: number,
): Promise<Buffer> {
  const out = Buffer.alloc(size);
  tokenCall('C_EncryptInit', 'read', () => library.C_EncryptInit(handle, mechanism, key));
  return holding([data, out], () =>
    tokenCallAsync('C_Encrypt', 'read', () => library.C_EncryptAsync(handle, data, out)),
  );
}

export function decryptData(
  { library, handle }: Session,
  mechanism: Mechanism,
  key: Handle,
  data: Buffer,
  size: number,
): Promise<Buffer> {
  const out = Buffer.alloc(size);
  tokenCall('C_DecryptInit', 'read', () => library.C_DecryptInit(handle, mechanism, key));
  return holding([data, out], () =>
    tokenCallAsync('C_Decrypt', 'read', () => library.C_DecryptAsync(handle, data, out)),
  );
}

/** OAEP with MGF1 over the same hash and an empty label, as AWS KMS unwraps it. */
export function oaepMechanism(hash: OaepHash): Mechanism {
  const sha256 = hash === 'SHA-256';
  return {
    mechanism: ck.CKM_RSA_PKCS_OAEP,
    parameter: {
      type: ck.CK_PARAMS_RSA_OAEP,
      hashAlg: sha256 ? ck.CKM_SHA256 : ck.CKM_SHA_1,
      mgf: sha256 ? ck.CKG_MGF1_SHA256 : ck.CKG_MGF1_SHA1,
      source: dataSpecified,
    } as { type: number },
  };
}
export type OaepHash = 'SHA-256' | 'SHA-1';
/** Its name in node:crypto. */
export const nodeHash: Readonly<Record<OaepHash, string>> = { 'SHA-256': 'sha256', 'SHA-1': 'sha1' };
