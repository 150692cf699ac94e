// Compares one key group with AWS: the rows as they are, AWS as it answers just now, by the rules of the domain.
import { findDrifts } from '../../domain/drift';
import { partSettling, type RecentChange } from '../../domain/drift-settling';
import type { Belief } from '../../domain/drift-sides';
import type { Credential } from '../../domain/entities';
import type { CloudKms } from '../../ports/cloud-kms';
import type { Store } from '../../ports/store';
import { ConsoleError } from '../../../shared/errors';
import type { Drift, KmsKeyFacts, UnreadPart } from '../../../shared/schemas/reconcile';
import { openCredential, type AwsAccessParts } from '../rotation/group-access';
import { kmsKeyIds, readGroupSide, type ReadOptions } from './read-group-side';
import { recentChanges } from './recent-changes';

export interface Compared {
  readonly belief: Belief;
  readonly drifts: readonly Drift[];
  readonly settling: readonly Drift[];
  readonly unread: readonly UnreadPart[];
  readonly keys: readonly KmsKeyFacts[];
}

export interface BelievedGroup {
  readonly belief: Belief;
  readonly changes: readonly RecentChange[];
  readonly credential: Credential;
}

/** Rejects with `not-found` for a group or credential that is gone. */
export function readBelief(store: Store, groupId: string, now: Date): Promise<BelievedGroup> {
  return store.read(async (tx) => {
    const group = await tx.groups.get(groupId);
    if (group === null) throw new ConsoleError('not-found', { facts: { kind: 'key-group', id: groupId } });
    const credential = await tx.credentials.get(group.template.credentialId);
    if (credential === null)
      throw new ConsoleError('not-found', { facts: { kind: 'credential', id: group.template.credentialId } });
    const belief = { group, keys: await tx.keys.ofGroup(groupId) };
    return { belief, credential, changes: await recentChanges(tx, groupId, now) };
  });
}

export async function compareGroup(
  kms: CloudKms,
  { belief, changes }: BelievedGroup,
  options: ReadOptions,
  now: Date,
): Promise<Compared> {
  const { side, keys, unread } = await readGroupSide(kms, belief, options);
  const earlier = kmsKeyIds(belief).filter((id) => id !== belief.group.activeKeyId);
  return { belief, keys, unread, ...partSettling(findDrifts(belief, side, now), changes, earlier, now) };
}

/** Opens the group's credential, compares the whole group, and closes it. */
export async function compareWholeGroup(
  parts: AwsAccessParts,
  groupId: string,
  now: Date,
): Promise<Compared & { readonly credential: Credential }> {
  const believed = await readBelief(parts.store, groupId, now);
  const { credential, belief } = believed;
  const kms = await openCredential(parts, credential, belief.group.template.region);
  try {
    const options = {
      accountId: credential.accountId,
      onlyKmsKeyId: null,
      withLastUse: false,
      aliases: kms.listAliases(),
    };
    options.aliases.catch(() => undefined);
    return { ...(await compareGroup(kms, believed, options, now)), credential };
  } finally {
    kms.close();
  }
}
