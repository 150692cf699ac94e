// Is who has just signed still who they were? Asked in the transaction that keeps the signature.
import type { Identity } from '../../domain/entities';
import type { StoreReader } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import { keyFingerprint } from './people';

/** Throws `auth.not-permitted` when the identity was disabled, or its key replaced, between signing and keeping. */
export async function assertStillSigner(tx: StoreReader, signed: Identity): Promise<Identity> {
  const identity = await tx.identities.get(signed.id);
  const same =
    identity?.status === 'enabled' && keyFingerprint(identity.signingKey) === keyFingerprint(signed.signingKey);
  if (!same) throw new ConsoleError('auth.not-permitted', { facts: { reason: 'signer-changed' } });
  return identity;
}
