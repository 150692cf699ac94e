// Counts the effects of the console on its outside, and ends the process with SIGKILL at a given one: before it, or after it and before
// its answer is used. Inside a transaction of the store "before" is just before the commit.
import type { CloudKms, CloudKmsFactory } from '../../electron/ports/cloud-kms';
import type { Hsm } from '../../electron/ports/hsm';
import type { Store } from '../../electron/ports/store';

export interface KillPoints {
  /** How many points have been passed. */
  readonly passed: () => number;
  readonly store: (store: Store) => Store;
  readonly hsm: (hsm: Hsm) => Hsm;
  readonly kms: (factory: CloudKmsFactory) => CloudKmsFactory;
}

/** Calls that change the HSM or AWS, and the two between them that hand out what is used once. */
const hsmCalls = ['generateAes256', 'wrapForImport', 'destroyKey'] as const;
const kmsCalls = [
  'createExternalKey',
  'getParametersForImport',
  'importKeyMaterial',
  'createAlias',
  'updateAlias',
  'rotateKeyOnDemand',
  'deleteImportedKeyMaterial',
  'enableKey',
  'disableKey',
  'scheduleKeyDeletion',
  'cancelKeyDeletion',
] as const;

/** @param killAt number of the point to die at, from 1; null: never. */
export function killPoints(killAt: number | null): KillPoints {
  let passed = 0;
  const point = (): void => {
    passed += 1;
    if (passed === killAt) process.kill(process.pid, 'SIGKILL');
  };
  function around<T extends object>(target: T, names: readonly string[]): T {
    return new Proxy(target, {
      get(object, name) {
        const member: unknown = Reflect.get(object, name, object);
        if (typeof member !== 'function') return member;
        const call = member.bind(object) as (...args: unknown[]) => unknown;
        if (!names.includes(String(name))) return call;
        return async (...args: unknown[]) => {
          point();
          const answer = await call(...args);
          point();
          return answer;
        };
      },
    });
  }
  return {
    passed: () => passed,
    store: (store) =>
      new Proxy(store, {
        get(object, name) {
          const member: unknown = Reflect.get(object, name, object);
          if (name !== 'write') return typeof member === 'function' ? (member.bind(object) as unknown) : member;
          const write: Store['write'] = async (work) => {
            const result = await object.write(async (tx) => {
              const inner = await work(tx);
              point();
              return inner;
            });
            point();
            return result;
          };
          return write;
        },
      }),
    hsm: (hsm) => around(hsm, hsmCalls),
    kms: (factory) => ({ open: (access): CloudKms => around(factory.open(access), kmsCalls) }),
  };
}
