// The MAC of a message under a stored key, to compare with what AWS KMS makes of the same message.
import { ConsoleError } from '../../../../shared/errors';
import type { HsmReference } from '../../../ports/hsm';
import { signHmac } from './hmac';
import { findOne } from './secret-keys';
import type { TokenContext } from './token-context';

/** Rejects with `hsm.object-missing` where the key is not there, `hsm.object-ambiguous` where it is there twice. */
export function macOf(token: TokenContext, reference: HsmReference, message: Uint8Array): Promise<Uint8Array> {
  return token.use(async (session) => {
    const key = findOne(session, reference);
    if (key === null) throw new ConsoleError('hsm.object-missing', { facts: { reference } });
    return (await signHmac(session, key, message)).mac;
  });
}
