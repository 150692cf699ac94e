// AWS KMS over the AWS SDK: one client for each credential and Region. The SDK is loaded with the first call that needs it.
import type { Clock } from '../../ports/clock';
import type { AwsAccess, CloudKms, CloudKmsFactory } from '../../ports/cloud-kms';
import { defaultTimeouts, type Timeouts } from './client-settings';
import type { OpenAwsKms } from './open-aws-kms';

export interface AwsKmsFactoryParts {
  readonly clock: Clock;
  readonly timeouts?: Timeouts;
}

export function createAwsKmsFactory({ clock, timeouts = defaultTimeouts }: AwsKmsFactoryParts): CloudKmsFactory {
  let loading: Promise<OpenAwsKms> | null = null;
  const opener = (): Promise<OpenAwsKms> =>
    (loading ??= import('./open-aws-kms').then(({ awsKmsOpener }) => awsKmsOpener(clock, timeouts)));
  return { open: (access) => openedLater(access, async () => (await opener())(access)) };
}

/** Opens with the first call. Every method of a CloudKms is asynchronous, so nobody sees a difference. */
function openedLater(access: AwsAccess, open: () => Promise<CloudKms>): CloudKms {
  let opening: Promise<CloudKms> | null = null;
  const own = { region: access.region, close: () => undefined };
  return new Proxy(own as CloudKms, {
    get(target, name) {
      // `then` too is no method of ours: what resolves to a client must not take it for a promise.
      if (typeof name === 'symbol' || name === 'then' || name in target) return Reflect.get(target, name) as unknown;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        const kms = await (opening ??= open());
        const method = kms[name as keyof CloudKms] as (...given: readonly unknown[]) => Promise<unknown>;
        return method(...args);
      };
    },
  });
}
