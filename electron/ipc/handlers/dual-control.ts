// Joins what dual control needs while the store is open: approvals over the controlled calls of the table, and the approval policy.
import type { Clock } from '../../ports/clock';
import type { FileDialogs, Files } from '../../ports/desktop';
import type { DesktopNotice } from '../../ports/desktop-notice';
import type { Log } from '../../ports/log';
import type { SecretPrompt } from '../../ports/secret-prompt';
import { createRequestAnnouncer } from '../../services/approvals/announce-requests';
import { createApprovals, type Approvals } from '../../services/approvals/approvals';
import { createAskSigner } from '../../services/approvals/ask-signer';
import type { OpenedConsole } from '../../services/console-state';
import type { Passwords } from '../../services/passwords';
import { toConsoleError } from '../../../shared/errors';
import { controlledCalls } from '../controlled-calls';
import type { Handlers } from '../handler';
import { approvalHandlers, type ApprovalCall } from './approvals';
import { exportEvidence } from './export-evidence';
import { policyHandlers } from './policy';

export interface DualControlParts {
  readonly opened: OpenedConsole;
  readonly clock: Clock;
  readonly log: Log;
  readonly passwords: Passwords;
  readonly prompt: SecretPrompt;
  readonly readOnly: () => boolean;
  readonly notice?: DesktopNotice | undefined;
  /** Has the login turned notices of requests off? */
  readonly silenced: (identityIds: readonly string[]) => boolean;
  readonly dialogs: FileDialogs;
  readonly files: Files;
  /** Every handler that can be called now. */
  readonly handlers: () => Partial<Handlers>;
  /** Requests were made, decided or ended. */
  changed(ids: readonly string[]): void;
}

export interface DualControl {
  readonly handlers: Handlers<ApprovalCall | 'approvals.exportEvidence' | 'policy.get' | 'policy.change'>;
  readonly approvals: Approvals;
  /** Ends what is over its time, and announces what has come for who is logged in now. */
  tend(): Promise<void>;
}

export function createDualControl(parts: DualControlParts): DualControl {
  const { opened, clock, log, passwords, prompt } = parts;
  const { store, authenticator, session } = opened;
  const approvals = createApprovals({
    ...{ store, clock, log, passwords, readOnly: parts.readOnly },
    askSigner: createAskSigner({ store, prompt, authenticator }),
    controlled: controlledCalls(parts.handlers, session),
    changed(ids) {
      parts.changed(ids);
      void announce();
    },
  });
  const { notice } = parts;
  const announcer =
    notice === undefined ? null : createRequestAnnouncer({ store, session, clock, notice, silenced: parts.silenced });
  const announce = async (): Promise<void> => {
    await announcer?.look().catch((thrown: unknown) => log.error('approval.not-announced', toConsoleError(thrown)));
  };
  return {
    approvals,
    async tend() {
      await approvals.sweep();
      await announce();
    },
    handlers: {
      ...approvalHandlers({ store, clock, approvals }),
      ...policyHandlers(store),
      'approvals.exportEvidence': exportEvidence(parts),
    },
  };
}
