// Joins what dual control needs while the store is open: approvals over the controlled calls of the table, and the approval policy.
import type { Clock } from '../../ports/clock';
import type { FileDialogs, Files } from '../../ports/desktop';
import type { Log } from '../../ports/log';
import type { SecretPrompt } from '../../ports/secret-prompt';
import { createApprovals, type Approvals } from '../../services/approvals/approvals';
import { createAskSigner } from '../../services/approvals/ask-signer';
import type { OpenedConsole } from '../../services/console-state';
import type { Passwords } from '../../services/passwords';
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
}

export function createDualControl(parts: DualControlParts): DualControl {
  const { opened, clock, log, passwords, prompt } = parts;
  const { store, authenticator, session } = opened;
  const approvals = createApprovals({
    ...{ store, clock, log, passwords, readOnly: parts.readOnly },
    askSigner: createAskSigner({ store, prompt, authenticator }),
    controlled: controlledCalls(parts.handlers, session),
    changed: (ids) => parts.changed(ids),
  });
  return {
    approvals,
    handlers: {
      ...approvalHandlers({ store, approvals }),
      ...policyHandlers(store),
      'approvals.exportEvidence': exportEvidence(parts),
    },
  };
}
