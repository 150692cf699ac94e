// Reads the AWS side of one key group: reads only, side by side. What a missing permission hides is named, and not compared.
import { believes, isActivated, type Belief, type GroupSide, type KmsKeySide } from '../../domain/drift-sides';
import type { CloudKms, KmsAlias, KmsLastUse, KmsRotation } from '../../ports/cloud-kms';
import { ConsoleError } from '../../../shared/errors';
import type { KmsKeyFacts, UnreadPart } from '../../../shared/schemas/reconcile';

export interface ReadOptions {
  readonly accountId: string | null;
  /** Only this KMS key; null: every one of the group. */
  readonly onlyKmsKeyId: string | null;
  /** GetKeyLastUsage has a small quota: left out where many groups are read. */
  readonly withLastUse: boolean;
  /** Every alias of the account and Region, listed once for all its groups. */
  readonly aliases: Promise<readonly KmsAlias[]>;
}

export interface ReadGroup {
  readonly side: GroupSide;
  readonly keys: readonly KmsKeyFacts[];
  readonly unread: readonly UnreadPart[];
}

type Unread = (what: string, action: string) => void;

/** Rejects as the KMS port does where AWS cannot be reached or refuses the credential itself. */
export async function readGroupSide(kms: CloudKms, belief: Belief, options: ReadOptions): Promise<ReadGroup> {
  const unread: UnreadPart[] = [];
  const note: Unread = (what, action) => void unread.push({ what, action });
  const { group } = belief;
  const whole = options.onlyKmsKeyId === null;
  const active =
    isActivated(belief) && (whole || options.onlyKmsKeyId === group.activeKeyId) ? group.activeKeyId : null;
  const ids = kmsKeyIds(belief).filter((id) => whole || id === options.onlyKmsKeyId);
  const [aliases, keys, policy, tags] = await Promise.all([
    active === null ? undefined : unlessDenied(options.aliases, () => note(group.template.alias, 'kms:ListAliases')),
    Promise.all(ids.map((id) => readKmsKey(kms, id, options.withLastUse, note))),
    active === null ? undefined : readPart(kms.getKeyPolicy(active), () => note(active, 'kms:GetKeyPolicy')),
    active === null ? undefined : readPart(kms.listResourceTags(active), () => note(active, 'kms:ListResourceTags')),
  ]);
  const found = keys.flatMap((key) => key ?? []);
  return {
    side: {
      accountId: options.accountId,
      aliasTarget:
        aliases === undefined
          ? undefined
          : (aliases.find(({ aliasName }) => aliasName === group.template.alias)?.targetKeyId ?? null),
      keys: found.map(({ side }) => side),
      policy,
      tags: tags ?? undefined,
    },
    keys: found.map(({ facts }) => facts),
    unread,
  };
}

/** Those that the rows say something of. */
export function kmsKeyIds({ keys }: Belief): readonly string[] {
  return [...new Set(keys.filter(believes).flatMap((key) => key.kmsKeyId ?? []))];
}

async function readKmsKey(
  kms: CloudKms,
  keyId: string,
  withLastUse: boolean,
  note: Unread,
): Promise<{ readonly side: KmsKeySide; readonly facts: KmsKeyFacts } | null> {
  const denied = (action: string) => (): void => note(keyId, action);
  // Each wait is caught where it begins: one that fails while another is awaited must not go unheard.
  const [key, materials, lastUse] = await Promise.all([
    unlessMissing(unlessDenied(kms.describeKey(keyId), denied('kms:DescribeKey'))),
    readPart(kms.listKeyRotations(keyId), denied('kms:ListKeyRotations')),
    withLastUse ? readPart(kms.getKeyLastUsage(keyId), denied('kms:GetKeyLastUsage')) : null,
  ]);
  if (key === undefined) return null;
  const listed = materials ?? null;
  const side: KmsKeySide =
    key === null
      ? { kmsKeyId: keyId, state: 'missing', description: '', deletionDate: null, materials: null }
      : {
          kmsKeyId: keyId,
          state: key.state,
          description: key.description,
          deletionDate: key.deletionDate,
          materials: listed,
        };
  return { side, facts: factsOf(side, listed, lastUse ?? null) };
}

function factsOf(side: KmsKeySide, materials: readonly KmsRotation[] | null, lastUse: KmsLastUse | null): KmsKeyFacts {
  const rotationsUsed = materials?.filter(({ rotationDate }) => rotationDate !== null).length ?? null;
  return { kmsKeyId: side.kmsKeyId, state: side.state, rotationsUsed, lastUse };
}

/** `undefined` where the credential may not read it. */
async function unlessDenied<T>(reading: Promise<T>, denied: () => void): Promise<T | undefined> {
  try {
    return await reading;
  } catch (thrown) {
    if (!(thrown instanceof ConsoleError) || thrown.code !== 'kms.access-denied') throw thrown;
    denied();
    return undefined;
  }
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (thrown) {
    if (thrown instanceof ConsoleError && thrown.code === 'kms.not-found') return null;
    throw thrown;
  }
}

/** Of a key that is gone, the description of the key says so. */
const readPart = async <T>(reading: Promise<T>, denied: () => void): Promise<T | undefined> =>
  (await unlessMissing(unlessDenied(reading, denied))) ?? undefined;
