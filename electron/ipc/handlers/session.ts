// session.login and session.logout.
import type { ConsoleState } from '../../services/console-state';
import { readStatus, type StatusParts } from '../../services/status';
import { ConsoleError } from '../../../shared/errors';
import type { Handlers } from '../handler';

export interface SessionHandlerParts {
  readonly state: ConsoleState;
  readonly status: StatusParts;
}

export function sessionHandlers(parts: SessionHandlerParts): Handlers<'session.login' | 'session.logout'> {
  const opened = () => {
    if (parts.state.opened === null) throw new ConsoleError('state.wrong-phase');
    return parts.state.opened;
  };
  return {
    async 'session.login'(input, context) {
      const { login, anchors } = opened();
      await login.login(input.name, input.password, (work) => context.unitOfWork(work));
      await anchors.anchorQuietly();
      return readStatus(parts.status);
    },
    async 'session.logout'(_input, context) {
      const { session, anchors } = opened();
      if (context.identities.length > 0) {
        await context.unitOfWork(() => Promise.resolve({ result: undefined, audit: {} }));
        session.end();
        await anchors.anchorQuietly();
      }
      return readStatus(parts.status);
    },
  };
}
