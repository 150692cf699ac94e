// The login name of an identity for showing; rows and audit entries hold ids.
import type { RowId } from '../domain/entities';
import type { StoreReader } from '../ports/store';

/** An identity that is gone shows by its id. */
export async function identityName(tx: StoreReader, id: RowId): Promise<string> {
  return (await tx.identities.get(id))?.name ?? id;
}
