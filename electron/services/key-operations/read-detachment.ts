// Asks AWS of every KMS key that ever had a key's material whether it still lists it. Reads only.
import { deletedState, parseKmsArn, type DetachmentAnswer } from '../../domain/destroy-rules';
import type { Credential } from '../../domain/entities';
import type { CloudKms } from '../../ports/cloud-kms';
import { ConsoleError } from '../../../shared/errors';
import { openCredential, type AwsAccessParts } from '../rotation/group-access';

/** One answer for each ARN, in their order. Rejects where AWS does not answer, or denies: nothing is concluded from silence. */
export async function readDetachment(
  parts: AwsAccessParts,
  credential: Credential,
  arns: readonly string[],
  keyMaterialId: string | null,
): Promise<readonly DetachmentAnswer[]> {
  const answers: DetachmentAnswer[] = [];
  for (const kmsKeyArn of arns) {
    const region = parseKmsArn(kmsKeyArn)?.region;
    if (region === undefined) throw new ConsoleError('internal', { facts: { what: 'key ARN', kmsKeyArn } });
    const kms = await openCredential(parts, credential, region);
    try {
      answers.push(await answerOf(kms, kmsKeyArn, keyMaterialId));
    } finally {
      kms.close();
    }
  }
  return answers;
}

async function answerOf(kms: CloudKms, kmsKeyArn: string, keyMaterialId: string | null): Promise<DetachmentAnswer> {
  try {
    const { state, awsRequestId } = await kms.describeKey(kmsKeyArn);
    const materials = await kms.listKeyRotations(kmsKeyArn);
    // Without its id the material cannot be told from another: as good as listed.
    const lists =
      materials === null
        ? null
        : keyMaterialId === null || materials.some((material) => material.keyMaterialId === keyMaterialId);
    return { kmsKeyArn, awsState: state, lists, awsRequestId };
  } catch (thrown) {
    if (!(thrown instanceof ConsoleError) || thrown.code !== 'kms.not-found') throw thrown;
    const { awsRequestId } = thrown.facts;
    return {
      ...{ kmsKeyArn, awsState: deletedState, lists: false },
      awsRequestId: typeof awsRequestId === 'string' ? awsRequestId : null,
    };
  }
}
