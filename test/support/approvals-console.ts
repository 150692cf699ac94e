// What the tests of approvals begin with: a console with everybody, ada and bob logged in, a credential, and requests and decisions by name.
import { afterEach, beforeEach } from 'vitest';
import type { RequestView } from '../../shared/schemas/approvals';
import { decideAs, requestAs } from './approve';
import { groupInput } from './group-input';
import { more, testConsole, type TestConsole } from './test-console';

/** A fresh console for each test of the file that calls this once. */
export function approvalsConsole() {
  let console: TestConsole;
  let credentialId: string;
  beforeEach(async () => {
    console = await testConsole();
    await console.setUp(more);
    await console.logIn('ada', 'bob');
    const { accessKeyId, secretAccessKey } = console.simulator.accessKey;
    await console.approved('credentials.add', {
      name: 'Evaluation',
      source: { kind: 'typed', accessKeyId, secretAccessKey },
      region: 'us-east-1',
      endpoint: { kind: 'simulator' },
    });
    credentialId = (await console.call('credentials.list', {})).credentials[0]?.id ?? '';
  });
  afterEach(() => console.stop());
  return {
    get console() {
      return console;
    },
    get credentialId() {
      return credentialId;
    },
    request: (signer = 'ada', name = 'Payments'): Promise<RequestView> =>
      requestAs(console.call, console.prompt, signer, 'groups.add', groupInput(name, credentialId)),
    decide: (signer: string, id: string, verdict: 'approve' | 'deny' = 'approve') =>
      decideAs(console.call, console.prompt, signer, id, verdict),
    /** The refusal of a decision that `signer` signs. */
    async refusedDecision(signer: string, id: string) {
      console.prompt.signer = signer;
      return console.refusal('approvals.decide', { ids: [id], verdict: 'approve', reason: '' });
    },
    groups: async () => (await console.call('groups.list', {})).groups.map(({ name }) => name),
    async logInAs(...names: string[]): Promise<void> {
      await console.call('session.logout', {});
      await console.logIn(...names);
    },
    details: (id: string) => console.call('approvals.details', { id }),
    events: async (filter: object = {}) => (await console.call('audit.list', { filter, limit: 200 })).entries,
  };
}
