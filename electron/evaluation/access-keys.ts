// Access keys of the simulated account: brought by the officer or made as IAM would.
import { randomBytes, randomInt } from 'node:crypto';
import type { SimulatorStore } from './state/simulator-store';

export interface AccessKeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Makes a key pair known. The first secret of an id wins: a later, different one changes nothing and is refused as AWS
 * refuses it, when a request is signed with it.
 */
export async function registerAccessKey(
  store: SimulatorStore,
  pair: AccessKeyPair,
  userName: string,
  nowMs: number,
): Promise<void> {
  if (store.get('accessKey', '', pair.accessKeyId, 'current') !== null) return;
  store.put('accessKey', '', pair.accessKeyId, {
    secretAccessKey: pair.secretAccessKey,
    userName,
    createdAtMs: nowMs,
  });
  await store.flush();
}

const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An id and secret of the form that IAM gives out. */
export function newAccessKeyPair(): AccessKeyPair {
  const letters = Array.from({ length: 16 }, () => ID_LETTERS.charAt(randomInt(ID_LETTERS.length)));
  return { accessKeyId: `AKIA${letters.join('')}`, secretAccessKey: randomBytes(30).toString('base64') };
}
