// The approvals service on a real store with real signatures, and a controlled command whose runs are counted: for tests below the dispatcher.
import { createPrivateKey, sign } from 'node:crypto';
import type { ApprovalRequest } from '../../electron/domain/approval-request';
import type { Identity } from '../../electron/domain/entities';
import { defaultRoles } from '../../electron/domain/roles';
import type { Clock } from '../../electron/ports/clock';
import type { Store } from '../../electron/ports/store';
import { createApprovals, type Approvals } from '../../electron/services/approvals/approvals';
import type { RecordWork } from '../../electron/services/approvals/approval-parts';
import { createAskSigner } from '../../electron/services/approvals/ask-signer';
import { createAuthenticator } from '../../electron/services/authenticate';
import type { CallContext, ControlledCall } from '../../electron/services/controlled-command';
import { createPasswords } from '../../electron/services/passwords';
import { canonicalJson } from '../../shared/canonical-json';
import { promptScript, type PromptScript } from './approve';
import { identityRow } from './builders/store-rows';
import { idOf } from './builders/views';

/** As cheap as scrypt can be: what is tested is what is signed, not how long it takes. */
export const cheapPasswords = createPasswords({ n: 2 ** 6, r: 8, p: 1 });
const roleOf = (name: string): string => defaultRoles.find((role) => role.name === name)?.id ?? '';
/** Key managers ask, approvers approve; the last one is both. */
export const crowd = ['ann', 'ben', 'cat', 'dan', 'eve'] as const;
const rolesOf: Readonly<Record<string, readonly string[]>> = {
  ann: ['Key Manager'],
  ben: ['Key Manager'],
  cat: ['Approver'],
  dan: ['Approver'],
  eve: ['Key Manager', 'Approver'],
};
export const passwordOf = (name: string): string => `password of ${name}`;

export async function newIdentity(name: string, number: number): Promise<Identity> {
  const password = passwordOf(name);
  const pair = await cheapPasswords.makeSigningKey(password);
  return identityRow({
    id: idOf(number),
    name,
    roleIds: (rolesOf[name] ?? ['Approver']).map(roleOf),
    password: await cheapPasswords.hashPassword(password),
    signingKey: { ...pair, enrolledAt: '2026-01-01T00:00:00.000Z', enrolmentSignature: 'c2ln' },
  });
}

export interface ApprovalsBench {
  readonly approvals: Approvals;
  readonly prompt: PromptScript;
  readonly record: RecordWork;
  /** What the command would do now: another version makes requests stale. */
  readonly target: { version: number };
  /** Ids of requests that were carried out, in order. */
  readonly runs: string[];
  identities(): Promise<readonly Identity[]>;
  /** Everybody logged in. */
  context(): Promise<CallContext>;
  request(signer: string): Promise<ApprovalRequest>;
  decide(signer: string, id: string, verdict?: 'approve' | 'deny'): Promise<void>;
  stored(id: string): Promise<ApprovalRequest>;
}

export async function approvalsBench(store: Store, clock: Clock): Promise<ApprovalsBench> {
  const people = await Promise.all(crowd.map((name, index) => newIdentity(name, 0x10 + index)));
  await store.write(async (tx) => {
    for (const role of defaultRoles) await tx.roles.put(role);
    for (const person of people) await tx.identities.put(person);
    await tx.record({ event: 'system.set-up', category: 'System', outcome: 'success' });
  });
  const target = { version: 1 };
  const runs: string[] = [];
  const order = () => ({ target: { kind: 'thing', id: 't', name: 'Thing' }, frozen: { version: target.version } });
  const call: ControlledCall = {
    name: 'groups.add',
    operation: 'key-group.add',
    permission: 'Keys:Add',
    auditEvent: 'key-group.added',
    parse: (input) => input,
    assertPermitted: () => Promise.resolve(),
    command: {
      prepare: () => Promise.resolve(order()),
      recheck: () => Promise.resolve(order()),
      execute(_tx, _order, grant) {
        runs.push(grant.record.requestId ?? '');
        return Promise.resolve({ result: {}, audit: {} });
      },
    },
  };
  const prompt = promptScript(Object.fromEntries(crowd.map((name) => [name, passwordOf(name)])));
  const authenticator = createAuthenticator({ store, clock, readOnly: () => false, passwords: cheapPasswords });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const approvals = createApprovals({
    ...{ store, clock, log, passwords: cheapPasswords, readOnly: () => false, changed: () => undefined },
    askSigner: createAskSigner({ store, prompt, authenticator }),
    controlled: () => call,
  });
  const identities = () => store.read((tx) => tx.identities.list());
  const record: RecordWork = (work) =>
    store.write(async (tx) => {
      const { result, audit } = await work(tx);
      await tx.record({ event: 'approval.test', category: 'Approvals', outcome: 'success', ...audit });
      return result;
    });
  const bench: ApprovalsBench = {
    ...{ approvals, prompt, record, target, runs, identities },
    async context() {
      const all = await identities();
      return { identities: all.filter(({ status }) => status === 'enabled'), now: clock.now() };
    },
    async request(signer) {
      const context = await bench.context();
      prompt.signer = signer;
      const { digest } = await approvals.preview('groups.add', {}, context);
      const asked = { call: 'groups.add', input: {}, digest, justification: 'because it is due' };
      const request = await approvals.request(asked, context, record);
      if (request === null) throw new Error('nobody signed');
      return request;
    },
    async decide(signer, id, verdict = 'approve') {
      prompt.signer = signer;
      await approvals.decide([id], { verdict, reason: '' }, await bench.context(), record);
    },
    async stored(id) {
      const request = await store.read((tx) => tx.requests.get(id));
      if (request === null) throw new Error('no request');
      return request;
    },
  };
  return bench;
}

/** A signature over a statement by somebody's key, as the service makes it. */
export async function signatureOf(identity: Identity, statement: unknown): Promise<string> {
  const secret = await cheapPasswords.openSigningKey(passwordOf(identity.name), identity.signingKey.sealedPrivateKey);
  if (secret === null) throw new Error('password does not open the key');
  const key = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
  return sign(null, Buffer.from(canonicalJson(statement), 'utf8'), key).toString('base64');
}
