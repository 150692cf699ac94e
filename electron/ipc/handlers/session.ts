// session.*: logging in and out, locking the view, one's own password and second factor.
import type { SecretPrompt } from '../../ports/secret-prompt';
import type { Clock } from '../../ports/clock';
import type { ConsoleState } from '../../services/console-state';
import { changePassword } from '../../services/identities/change-password';
import type { Passwords } from '../../services/passwords';
import { enrolSecondFactor } from '../../services/second-factor/enrol-second-factor';
import { readStatus, type StatusParts } from '../../services/status';
import { ConsoleError } from '../../../shared/errors';
import type { Handlers } from '../handler';

export interface SessionHandlerParts {
  readonly state: ConsoleState;
  readonly status: StatusParts;
  readonly passwords: Passwords;
  readonly prompt: SecretPrompt;
  readonly clock: Clock;
}

type SessionCall =
  'session.login' | 'session.logout' | 'session.lock' | 'session.changePassword' | 'session.enrolSecondFactor';

const secretsOf = ({ password, code }: { readonly password: string; readonly code?: string | undefined }) => ({
  password,
  code: code ?? null,
});

export function sessionHandlers(parts: SessionHandlerParts): Handlers<SessionCall> {
  const opened = () => {
    if (parts.state.opened === null) throw new ConsoleError('state.wrong-phase');
    return parts.state.opened;
  };
  return {
    async 'session.login'(input, context) {
      const { login, anchors } = opened();
      await login.login(input.name, secretsOf(input), (work) => context.unitOfWork(work));
      await anchors.anchorQuietly();
      return readStatus(parts.status);
    },
    async 'session.logout'(_input, context) {
      const { session, anchors } = opened();
      const { identities, locked } = await session.current();
      if (identities.length > 0 || locked !== null) {
        const ended = [...identities, ...(locked ?? [])].map(({ id }) => id);
        await context.unitOfWork(() =>
          Promise.resolve({
            result: undefined,
            audit: { identities: [...new Set(ended)], facts: { locked: locked !== null } },
          }),
        );
        session.end();
        await anchors.anchorQuietly();
      }
      return readStatus(parts.status);
    },
    async 'session.lock'(_input, context) {
      const { session } = opened();
      await context.unitOfWork(() => Promise.resolve({ result: undefined, audit: { facts: { reason: 'asked-for' } } }));
      session.lock();
      return readStatus(parts.status);
    },
    async 'session.changePassword'(input, context) {
      const { passwords } = parts;
      await changePassword({ ...opened(), passwords }, input.name, secretsOf(input), input.newPassword, (work) =>
        context.unitOfWork(work),
      );
      return readStatus(parts.status);
    },
    async 'session.enrolSecondFactor'(input, context) {
      const { clock, prompt } = parts;
      await enrolSecondFactor({ ...opened(), clock, prompt }, input.name, secretsOf(input), (work) =>
        context.unitOfWork(work),
      );
      return readStatus(parts.status);
    },
  };
}
