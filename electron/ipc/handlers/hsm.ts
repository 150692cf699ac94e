// hsm.unlock and hsm.logOut: the PIN goes to the HSM and nowhere else.
import type { ConsoleLifecycle } from '../../services/console-lifecycle';
import { readStatus, type StatusParts } from '../../services/status';
import type { Handlers } from '../handler';

export function hsmHandlers(lifecycle: ConsoleLifecycle, status: StatusParts): Handlers<'hsm.unlock' | 'hsm.logOut'> {
  return {
    async 'hsm.unlock'(input, context) {
      await lifecycle.unlock(input, (work, store) => context.unitOfWork(work, store));
      return readStatus(status);
    },
    async 'hsm.logOut'(_input, context) {
      await lifecycle.logOutOfHsm((work, store) => context.unitOfWork(work, store));
      return readStatus(status);
    },
  };
}
