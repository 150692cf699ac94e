// Keys made only to find out what a token can do: unmistakable label, random id, destroyed whatever happens.
import { randomBytes } from 'node:crypto';
import { ConsoleError } from '../../../../shared/errors';
import { ck } from './pkcs11-api';
import type { Handle } from './pkcs11-api';
import { destroyObject, findObjects } from './session-calls';
import type { Session } from './session-calls';
import type { Naming } from './templates';
import { lossOf } from './token-call';

export const throwAwayLabel = 'KMES Console capability probe';

export function throwAwayName(token: boolean): Naming {
  return { token, id: randomBytes(16), label: throwAwayLabel };
}

/** Runs `work` on objects that `make` makes and destroys them at the end: as session objects, else as token objects. */
export async function withThrowAway<T>(
  session: Session,
  make: (name: Naming) => Promise<readonly Handle[]>,
  work: (objects: readonly Handle[]) => Promise<T> | T,
): Promise<T> {
  const objects = await make(throwAwayName(false)).catch((error: unknown) => {
    if (lossOf(error) !== null) throw error;
    return make(throwAwayName(true));
  });
  try {
    return await work(objects);
  } finally {
    for (const object of objects) destroyObject(session, object);
  }
}

/** True where the trial succeeds. What the token refuses is a missing ability; a lost login is not. */
export async function canDo(trial: () => Promise<boolean>): Promise<boolean> {
  try {
    return await trial();
  } catch (error) {
    if (!(error instanceof ConsoleError) || error.code === 'internal' || lossOf(error) !== null) throw error;
    return false;
  }
}

/** Destroys what an earlier probe left on the token when its process died; returns how many objects that were. */
export function destroyLeftOvers(session: Session): number {
  const left = findObjects(session, [
    { type: ck.CKA_TOKEN, value: true },
    { type: ck.CKA_LABEL, value: Buffer.from(throwAwayLabel, 'utf8') },
  ]);
  for (const object of left) destroyObject(session, object);
  return left.length;
}
