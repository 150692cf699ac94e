// What each key object of the token is to the console: a key of a group, a key of its own, an orphan, or somebody else's; and which keys are missing. Pure.
import type { InventoryKind, InventoryProblem } from '../../shared/schemas/inventory';
import type { Key } from './entities';

/** A key object as the token shows it. */
export interface ObjectOnToken {
  readonly objectClass: 'secret-key' | 'private-key' | 'public-key';
  readonly id: string;
  readonly label: string;
  readonly checkValue: { readonly method: string; readonly value: string } | null;
}

/** What the console knows of the token's objects. */
export interface KnownReferences {
  /** Every key row of the store. */
  readonly keys: readonly Key[];
  /** References of steps of jobs that are not over: their keys may not have a row yet. */
  readonly openJobs: ReadonlySet<string>;
  readonly anchor: string;
  readonly sealing: string;
}

export interface ClassifiedObject<T extends ObjectOnToken> {
  /** null: the row's object is not on the token. */
  readonly object: T | null;
  readonly kind: InventoryKind;
  readonly key: Key | null;
  readonly problems: readonly InventoryProblem[];
}

/** The console names its objects `NAME REFERENCE` with the reference as CKA_ID; nobody else does so by chance. */
export function isNamedByConsole(object: Pick<ObjectOnToken, 'id' | 'label'>): boolean {
  return /^[0-9a-f]{32}$/.test(object.id) && object.label.endsWith(` ${object.id}`);
}

/** Keys that are missing first, then as the token lists them. */
export function classifyObjects<T extends ObjectOnToken>(
  objects: readonly T[],
  known: KnownReferences,
): readonly ClassifiedObject<T>[] {
  const byReference = new Map<string, Key>();
  for (const key of known.keys) if (key.hsmReference !== null) byReference.set(key.hsmReference, key);
  const secrets = new Map<string, number>();
  for (const { objectClass, id } of objects)
    if (objectClass === 'secret-key') secrets.set(id, (secrets.get(id) ?? 0) + 1);
  const missing = [...byReference.values()].filter(
    (key) => key.state !== 'Destroyed' && !secrets.has(key.hsmReference ?? ''),
  );
  return [
    ...missing.map((key) => ({ object: null, kind: 'missing' as const, key, problems: ['missing' as const] })),
    ...objects.map((object) => classify(object, byReference, secrets, known)),
  ];
}

function classify<T extends ObjectOnToken>(
  object: T,
  byReference: ReadonlyMap<string, Key>,
  secrets: ReadonlyMap<string, number>,
  known: KnownReferences,
): ClassifiedObject<T> {
  const { id, objectClass } = object;
  const key = objectClass === 'secret-key' ? (byReference.get(id) ?? null) : null;
  if (key !== null) {
    const problems: InventoryProblem[] = [
      ...((secrets.get(id) ?? 0) > 1 ? (['duplicate'] as const) : []),
      ...(differs(object, key) ? (['check-value'] as const) : []),
      ...(key.state === 'Destroyed' ? (['destroyed'] as const) : []),
    ];
    return { object, kind: 'key', key, problems };
  }
  const kind: InventoryKind =
    id !== '' && (id === known.anchor || id === known.sealing)
      ? 'console'
      : known.openJobs.has(id)
        ? 'job'
        : isNamedByConsole(object)
          ? 'orphan'
          : 'foreign';
  return { object, kind, key: null, problems: [] };
}

/** Compared only where both were made by the same method; three bytes prove difference, never equality. */
function differs({ checkValue }: ObjectOnToken, key: Key): boolean {
  return (
    checkValue !== null && key.checkValue?.method === checkValue.method && key.checkValue.value !== checkValue.value
  );
}
