// What a restoration would bring back and lose, from a backup that was verified and the store that is open.
import type { StoreReader } from '../../ports/store';
import type { RestorePreview } from '../../../shared/schemas/backup';
import type { FoundBackupFiles } from './read-backup';

interface Names {
  readonly keys: readonly string[];
  readonly groups: readonly string[];
  readonly credentials: readonly string[];
  readonly identities: readonly string[];
}

export async function previewRestore(
  { manifest, manifestSha256 }: FoundBackupFiles,
  backup: StoreReader,
  today: StoreReader,
): Promise<RestorePreview> {
  const head = await today.audit.head();
  const at = await today.audit.get(manifest.chainHead.sequence);
  const same = manifest.chainHead.sequence === 0 || at?.hash === manifest.chainHead.hash;
  const lost = missing(await namesOf(today), await namesOf(backup));
  return {
    backupId: manifestSha256,
    directory: manifest.directory,
    createdAt: manifest.createdAt,
    createdBy: manifest.createdBy.map(({ name }) => name),
    version: manifest.version,
    storeId: manifest.storeId,
    environment: manifest.environment,
    head: manifest.chainHead.sequence,
    bytes: manifest.file.bytes,
    openRequests: manifest.openRequests,
    loses: {
      head: head.sequence,
      entries: same ? head.sequence - manifest.chainHead.sequence : null,
      openRequests: (await today.requests.page('open', { limit: 1 })).total,
      keys: [...lost.keys],
      groups: [...lost.groups],
      credentials: [...lost.credentials],
      identities: [...lost.identities],
    },
  };
}

type Rows = { readonly [K in keyof Names]: ReadonlyMap<string, string> };

/** Names by row id. */
async function namesOf(tx: StoreReader): Promise<Rows> {
  const named = <T extends { readonly id: string }>(rows: readonly T[], nameOf: (row: T) => string) =>
    new Map(rows.map((row) => [row.id, nameOf(row)]));
  return {
    keys: named(await tx.keys.list(), ({ name }) => name),
    groups: named(await tx.groups.list(), ({ template }) => template.name),
    credentials: named(await tx.credentials.list(), ({ name }) => name),
    identities: named(await tx.identities.list(), ({ name }) => name),
  };
}

function missing(today: Rows, backup: Rows): Names {
  const of = (kind: keyof Rows): readonly string[] =>
    [...today[kind]].filter(([id]) => !backup[kind].has(id)).map(([, name]) => name);
  return { keys: of('keys'), groups: of('groups'), credentials: of('credentials'), identities: of('identities') };
}
