// Dual control in the demo: one officer signs the request, the other signs the approval, and the console carries it out.
import { ConsoleError } from '../../shared/errors';
import type { IpcCallName } from '../../shared/ipc/table';
import { operationNames } from '../../shared/text/operation-names';
import type { RequestView } from '../../shared/schemas/approvals';
import type { DemoClient } from './demo-client';
import type { DemoPrompt } from './demo-prompt';

export interface Officer {
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
}

export interface DemoApprovals {
  /** Throws what kept the request from being carried out. */
  approved(call: IpcCallName, input: unknown): Promise<RequestView>;
}

export function demoApprovals(parts: {
  readonly client: DemoClient;
  readonly prompt: DemoPrompt;
  readonly requester: Officer;
  readonly approver: Officer;
  readonly say: (line: string) => void;
}): DemoApprovals {
  const { client, prompt, requester, approver, say } = parts;
  return {
    async approved(call, input) {
      const preview = await client.call('approvals.preview', { call, input });
      const name = `${operationNames[preview.operation]} ${preview.target.name}`;
      prompt.signAs(requester.name, requester.password);
      const justification = 'Demonstration of dual control.';
      const request = await client.call('approvals.request', { call, input, digest: preview.digest, justification });
      say(`${name}: requested and signed by ${requester.name}, digest ${request.digest}`);
      prompt.signAs(approver.name, approver.password);
      const { requests } = await client.call('approvals.decide', { ids: [request.id], verdict: 'approve', reason: '' });
      const [decided] = requests;
      if (decided?.status !== 'Executed') {
        if (decided !== undefined && decided.error !== null) throw ConsoleError.fromShape(decided.error);
        throw new ConsoleError('state.conflict', { facts: { request: decided?.status ?? null } });
      }
      say(`${name}: approved and signed by ${approver.name}`);
      return decided;
    },
  };
}
