// What main's own window is drawn from: the prepared or stored request itself, never what a page says of it.
import type { ApprovalRequest } from '../../domain/approval-request';
import type { SignView } from '../../ports/secret-prompt';

export type ShownRequest = Pick<
  ApprovalRequest,
  'operation' | 'target' | 'effect' | 'justification' | 'digest' | 'expiresAt' | 'rule'
> & {
  /** Name of who asks; empty while that is still to be chosen. */
  readonly requester: string;
};

export function signView(
  kind: SignView['kind'],
  requests: readonly ShownRequest[],
  reason: string,
  environment: string,
): SignView {
  return {
    kind,
    items: requests.map(({ operation, target, effect, requester, justification, digest, expiresAt, rule }) => ({
      operation,
      target: target.name,
      effect,
      requester,
      justification,
      digest,
      expiresAt,
      approvalsRequired: rule.approvalsRequired,
    })),
    reason,
    signers: [],
    environment,
    problem: null,
  };
}
