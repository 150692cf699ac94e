// Asks AWS whose an access key is, before it is kept: a wrong secret, a wrong clock or an unreachable endpoint shows at once.
import type { Credential } from '../../domain/entities';
import type { CloudKms } from '../../ports/cloud-kms';
import { ConsoleError } from '../../../shared/errors';

export interface AccessKeyOwner {
  readonly accountId: string | null;
  readonly callerArn: string | null;
}

const unknownOwner: AccessKeyOwner = { accountId: null, callerArn: null };

/**
 * STS GetCallerIdentity, which needs no permission. An endpoint of its own may offer KMS alone: there a KMS listing is tried, and an answer
 * of "access denied" to it proves the key as well as a list does. Rejects with `kms.credential-invalid`, `kms.clock-skew`, `kms.unreachable`, …
 */
export async function testAccessKey(kms: CloudKms, endpoint: Credential['endpoint']['kind']): Promise<AccessKeyOwner> {
  try {
    const caller = await kms.callerIdentity();
    if (caller !== null) return { accountId: caller.accountId, callerArn: caller.arn };
  } catch (thrown) {
    // An STS that a firewall hides is no reason to refuse a key that KMS itself accepts.
    const mayStillWork =
      thrown instanceof ConsoleError &&
      ['kms.unreachable', 'kms.timeout', 'kms.endpoint-refused'].includes(thrown.code);
    if (!mayStillWork && endpoint !== 'custom') throw thrown;
  }
  try {
    await kms.findAlias('alias/kmes-console');
  } catch (thrown) {
    if (!(thrown instanceof ConsoleError) || thrown.code !== 'kms.access-denied') throw thrown;
  }
  return unknownOwner;
}
