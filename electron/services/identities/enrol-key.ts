// Enrols a signing key: the HSM's anchor key signs that it belongs to this identity of this store.
import type { SigningKey } from '../../domain/entities';
import type { Hsm, HsmReference } from '../../ports/hsm';
import type { Installation } from '../../ports/settings';
import { enrolmentStatement } from '../setup/make-identities';

export interface Enroller {
  readonly hsm: Pick<Hsm, 'sign'>;
  readonly anchorKey: Installation['anchorKey'];
  readonly storeId: string;
}

/** Errors: `hsm.*`. */
export async function enrolKey(
  { hsm, anchorKey, storeId }: Enroller,
  identityId: string,
  key: Pick<SigningKey, 'algorithm' | 'publicKeyDer' | 'sealedPrivateKey'>,
  enrolledAt: string,
): Promise<SigningKey> {
  const { reference, algorithm } = anchorKey;
  const statement = enrolmentStatement({
    identity: identityId,
    publicKey: key.publicKeyDer,
    enrolledAt,
    store: storeId,
  });
  const signature = await hsm.sign({ reference: reference as HsmReference, algorithm }, statement);
  return { ...key, enrolledAt, enrolmentSignature: Buffer.from(signature).toString('base64') };
}

/** A key that signs nothing any more: its public half stays for verification, its private half is gone. */
export function closeKey(key: SigningKey): SigningKey {
  return { ...key, sealedPrivateKey: { salt: '', iv: '', tag: '', ciphertext: '' } };
}
