// Dual control through the dispatcher: requested, signed, decided, carried out once; and every way around it that a page could try.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RequestView } from '../../shared/schemas/approvals';
import { decideAs, justification, requestAs } from '../support/approve';
import { groupInput } from '../support/group-input';
import { more, people, testConsole, type TestConsole } from '../support/test-console';

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

const request = (signer = 'ada', name = 'Payments'): Promise<RequestView> =>
  requestAs(console.call, console.prompt, signer, 'groups.add', groupInput(name, credentialId));
const decide = (signer: string, id: string, verdict: 'approve' | 'deny' = 'approve') =>
  decideAs(console.call, console.prompt, signer, id, verdict);
/** The refusal of a decision that `signer` signs. */
const refusedDecision = async (signer: string, id: string) => {
  console.prompt.signer = signer;
  return console.refusal('approvals.decide', { ids: [id], verdict: 'approve', reason: '' });
};
const groups = async () => (await console.call('groups.list', {})).groups.map(({ name }) => name);
const logInAs = async (...names: string[]): Promise<void> => {
  await console.call('session.logout', {});
  await console.logIn(...names);
};
const details = (id: string) => console.call('approvals.details', { id });
const events = async (filter: object = {}) => {
  const { entries } = await console.call('audit.list', { filter, limit: 200 });
  return entries;
};

describe('a controlled call', () => {
  it('is refused with the number of approvals, and changes nothing', async () => {
    const error = await console.refusal('groups.add', groupInput('Payments', credentialId));
    expect(error).toMatchObject({
      code: 'auth.approval-required',
      certainty: 'not-done',
      facts: { operation: 'key-group.add', approvalsRequired: 1 },
    });
    expect(await groups()).toEqual([]);
  });

  it('is shown before it is asked for: target, effect, digest, who may approve and for how long', async () => {
    const preview = await console.call('approvals.preview', {
      call: 'groups.add',
      input: groupInput('Payments', credentialId),
    });
    expect(preview).toMatchObject({
      operation: 'key-group.add',
      target: { kind: 'key-group', name: 'Payments' },
      approvalsRequired: 1,
      approverRoles: ['Administrator', 'Key Manager', 'Approver'],
      ttlMs: 7 * 86_400_000,
    });
    expect(preview.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(preview.effect.length).toBeGreaterThan(5);
  });

  it('runs once it is approved by the other identity of the same login, and names both in the log', async () => {
    const { id, status, actions } = await request();
    expect([status, actions]).toEqual(['Pending', ['approve', 'deny', 'withdraw']]);
    expect(await groups()).toEqual([]);
    const decided = await decide('bob', id);
    expect(decided).toMatchObject({ status: 'Executed', approvalsCounted: 1, actions: [], error: null });
    expect(await groups()).toEqual(['Payments']);
    const entry = (await events()).find(({ event }) => event === 'key-group.added');
    expect(entry).toMatchObject({
      identities: ['ada', 'bob'],
      facts: { grant: 'consumed-request', request: id, justification },
    });
  });

  it('asked for by an operator is approved by an approver after a log-in of their own, and the job runs', async () => {
    const groupId = await console.addGroup('Later');
    await logInAs('olga');
    const { digest } = await console.call('groups.previewForceRotate', { groupId });
    const input = { groupId, previewDigest: digest, justification };
    const asked = await requestAs(console.call, console.prompt, 'olga', 'groups.forceRotate', input);
    expect(asked.actions).toEqual(['withdraw']);
    expect((await console.call('app.status', {})).approvals).toEqual({ open: 1, forMe: 0 });
    await logInAs('paul');
    expect((await console.call('app.status', {})).approvals).toEqual({ open: 1, forMe: 1 });
    const decided = await decide('paul', asked.id);
    expect(decided.status).toBe('Executed');
    const { job } = await console.call('jobs.details', { id: decided.jobId ?? '' });
    expect(job).toMatchObject({ startedBy: ['olga'], grant: 'consumed-request' });
  });
});

describe('what approvers read', () => {
  it('of a change is every field that changes, with what it is now, in words', async () => {
    const groupId = await console.addGroup('Payments');
    const group = {
      ...groupInput('Payments', credentialId),
      owner: 'Treasury',
      rotateKey: true,
      rotateEvery: { count: 30, unit: 'days' as const },
      tags: [{ key: 'team', value: 'treasury' }],
      policy: null,
    };
    const input = { id: groupId, revision: 1, group };
    const { effect } = await console.call('approvals.preview', { call: 'groups.change', input });
    const { groups: listed } = await console.call('groups.list', {});
    const now = listed[0];
    expect(now?.owner).toBe('');
    expect(effect).toEqual([
      { name: 'Rotate Every', value: '30 days', before: 'No schedule' },
      { name: 'Owner', value: 'Treasury', before: 'None' },
      { name: 'Tags', value: 'team = treasury', before: 'None' },
    ]);
    const { id } = await requestAs(console.call, console.prompt, 'ada', 'groups.change', input);
    await decide('bob', id);
    expect(console.prompt.shown.at(-1)?.items[0]?.effect).toEqual(effect);
  });

  it('of a force rotate are names and words, and its justification stands once', async () => {
    const groupId = await console.addGroup('Payments');
    const { digest } = await console.call('groups.previewForceRotate', { groupId });
    const input = { groupId, previewDigest: digest, justification: 'the one of the confirmation' };
    const asked = await requestAs(console.call, console.prompt, 'ada', 'groups.forceRotate', input);
    expect(asked.justification).toBe('the one of the confirmation');
    const rows = Object.fromEntries(asked.effect.map(({ name, value }) => [name, value]));
    expect(rows).toMatchObject({
      Method: 'First key, new AWS KMS key',
      'New key': 'Payments #1',
      'AWS account': expect.stringMatching(/^\d{12} \(simulator, not AWS\)$/) as string,
      Credential: expect.stringMatching(/^Evaluation \(AKIA/) as string,
      Policy: 'AWS default policy',
    });
    expect(JSON.stringify(asked.effect)).not.toContain('the one of the confirmation');
    expect(JSON.stringify(asked.effect)).not.toMatch(/"[0-9a-f]{32}"/);
  });
});

describe('the window of main', () => {
  it('is drawn from what main prepared, and for a decision from what is stored', async () => {
    const { id, digest } = await request();
    await decide('bob', id);
    const [asked, decided] = console.prompt.shown.slice(-2);
    expect(asked).toMatchObject({
      kind: 'request',
      environment: 'EVALUATION',
      items: [{ operation: 'key-group.add', target: 'Payments', digest, justification, requester: '' }],
    });
    expect(decided).toMatchObject({ kind: 'approve', items: [{ digest, requester: 'ada', justification }] });
    expect(asked?.signers.map(({ name }) => name)).toEqual(['ada', 'bob']);
  });

  it('offers for a decision only who may decide on it', async () => {
    const { id } = await request();
    await decide('bob', id, 'deny');
    expect(console.prompt.shown.at(-1)?.signers.map(({ name }) => name)).toEqual(['bob']);
  });

  it('offers for a request only who holds a complete role that may ask', async () => {
    const groupId = await console.addGroup('Payments');
    await logInAs('olga', 'paul');
    const { digest } = await console.call('groups.previewForceRotate', { groupId });
    const input = { groupId, previewDigest: digest, justification };
    await requestAs(console.call, console.prompt, 'olga', 'groups.forceRotate', input);
    expect(console.prompt.shown.at(-1)?.signers.map(({ name }) => name)).toEqual(['olga']);
  });

  it('is not opened where nobody of the login may sign, and says why', async () => {
    const { rows } = await console.call('policy.get', {});
    const row = rows.find(({ operation }) => operation === 'key-group.add');
    if (row === undefined) throw new Error('no row');
    const { floor: _floor, ...rest } = row;
    await console.approved('policy.change', { revision: 0, rows: [{ ...rest, approvalsRequired: 2 }] });
    const { id } = await request();
    await decide('bob', id);
    const before = console.prompt.shown.length;
    // ada has asked for it, bob has decided: what says more is that bob has.
    expect(await refusedDecision('bob', id)).toMatchObject({
      code: 'auth.not-permitted',
      facts: { reason: 'decided-before', requestId: id },
    });
    expect(console.prompt.shown).toHaveLength(before);
  });

  it('looks at every rule again when it has been signed: a request withdrawn meanwhile takes no decision', async () => {
    const { id } = await request();
    console.prompt.once = async (view) => {
      await console.call('approvals.withdraw', { id });
      return { identityId: view.signers[0]?.id ?? '', password: people[1].password, code: null };
    };
    const error = await console.refusal('approvals.decide', { ids: [id], verdict: 'approve', reason: '' });
    expect(error).toMatchObject({ code: 'state.conflict', facts: { reason: 'not-pending' } });
    expect((await details(id)).decisions).toEqual([]);
  });

  it('closed without a signature leaves nothing behind', async () => {
    console.prompt.signer = null;
    const input = groupInput('Payments', credentialId);
    const { digest } = await console.call('approvals.preview', { call: 'groups.add', input });
    const error = await console.refusal('approvals.request', { call: 'groups.add', input, digest, justification });
    expect(error.code).toBe('input.cancelled');
    expect((await console.call('approvals.list', { status: 'open' })).total).toBe(0);
  });

  it('counts wrong passwords like the login, locks out after ten, and records each', async () => {
    const { id } = await request();
    console.prompt.passwords.set('bob', 'not the password');
    for (let tries = 1; tries <= 10; tries += 1)
      expect((await refusedDecision('bob', id)).code).toBe('input.cancelled');
    console.prompt.passwords.set('bob', people[1].password);
    expect((await refusedDecision('bob', id)).code).toBe('input.cancelled');
    expect(console.prompt.shown.at(-1)?.problem).toBe('locked-out');
    const refused = (await events()).filter(({ event }) => event === 'approval.signer-refused');
    expect(refused).toHaveLength(11);
    await console.call('session.logout', {});
    const login = await console.refusal('session.login', { name: 'bob', password: people[1].password });
    expect(login.code).toBe('auth.locked-out');
    await console.clock.advance(30 * 60_000);
    await console.logIn('ada', 'bob');
    expect((await decide('bob', id)).status).toBe('Executed');
  });

  it('takes nobody who is not of this login', async () => {
    const { id } = await request();
    await logInAs('paul');
    const { signers } = console.prompt.shown.at(-1) ?? { signers: [] };
    const ada = signers.find(({ name }) => name === 'ada')?.id ?? '';
    console.prompt.once = () => ({ identityId: ada, password: people[0].password, code: null });
    const error = await console.refusal('approvals.decide', { ids: [id], verdict: 'approve', reason: '' });
    expect(error).toMatchObject({ code: 'auth.not-permitted', facts: { reason: 'not-of-this-login' } });
    expect((await details(id)).decisions).toEqual([]);
  });
});

describe('a request', () => {
  it('ends with one denial', async () => {
    const { id } = await request();
    expect(await decide('bob', id, 'deny')).toMatchObject({ status: 'Denied', actions: [] });
    expect(await refusedDecision('bob', id)).toMatchObject({
      code: 'state.conflict',
      facts: { reason: 'not-pending' },
    });
    expect(await console.refusal('approvals.execute', { id })).toMatchObject({
      code: 'state.conflict',
      facts: { reason: 'closed' },
    });
    expect(await groups()).toEqual([]);
  });

  it('is withdrawn by who made it and by nobody else', async () => {
    const { id } = await request();
    await logInAs('paul');
    expect(await console.refusal('approvals.withdraw', { id })).toMatchObject({
      code: 'auth.not-permitted',
      facts: { reason: 'not-requester' },
    });
    await logInAs('ada', 'bob');
    expect((await console.call('approvals.withdraw', { id })).status).toBe('Withdrawn');
  });

  it('expires with the clock, by the sweep, and is never carried out then', async () => {
    const { id } = await request();
    await console.clock.advance(7 * 86_400_000);
    await logInAs('ada', 'bob');
    expect(await refusedDecision('bob', id)).toMatchObject({ code: 'state.conflict' });
    expect(await details(id)).toMatchObject({ status: 'Expired', actions: [] });
    await vi.waitFor(async () => {
      await console.clock.advance(60_000);
      expect((await console.call('approvals.list', { status: 'open' })).total).toBe(0);
    });
    expect((await events()).map(({ event }) => event)).toContain('approval.expired');
    expect((await console.refusal('approvals.execute', { id })).facts['reason']).toBe('closed');
    expect(await groups()).toEqual([]);
  });

  it('is stale when its target has changed since, and says so', async () => {
    const groupId = await console.addGroup('Payments');
    const first = await requestAs(console.call, console.prompt, 'ada', 'groups.delete', { id: groupId, revision: 1 });
    const change = { ...groupInput('Payments', credentialId), notes: 'changed meanwhile' };
    await console.approved('groups.change', { id: groupId, revision: 1, group: change });
    expect(await decide('bob', first.id)).toMatchObject({ status: 'Stale', error: { code: 'state.conflict' } });
    expect(await groups()).toEqual(['Payments']);
  });

  it('that could not be carried out keeps its error and is carried out later, once', async () => {
    const groupId = await console.addGroup('Payments');
    const { digest } = await console.call('groups.previewForceRotate', { groupId });
    const input = { groupId, previewDigest: digest, justification };
    const { id } = await requestAs(console.call, console.prompt, 'ada', 'groups.forceRotate', input);
    await console.simulator.control.addFault({ operation: '*', kind: 'deny' });
    const decided = await decide('bob', id);
    expect(decided).toMatchObject({ status: 'Approved', actions: ['withdraw', 'execute'], jobId: null });
    expect(decided.error?.code).toMatch(/^kms\./);
    const done = await console.call('approvals.execute', { id });
    expect(done).toMatchObject({ status: 'Executed', error: null });
    for (let again = 0; again < 2; again += 1) {
      expect(await console.refusal('approvals.execute', { id })).toMatchObject({
        code: 'state.conflict',
        facts: { reason: 'closed' },
      });
    }
    expect((await console.call('jobs.list', {})).total).toBe(1);
  });

  it('lists open and decided ones apart, newest first, by pages', async () => {
    const ids: string[] = [];
    for (const name of ['One', 'Two', 'Three']) {
      ids.unshift((await request('ada', name)).id);
      await console.clock.advance(1000);
    }
    const first = await console.call('approvals.list', { status: 'open', limit: 2 });
    expect([first.total, first.requests.map(({ id }) => id)]).toEqual([3, ids.slice(0, 2)]);
    const second = await console.call('approvals.list', { status: 'open', limit: 2, cursor: first.next ?? '' });
    expect([second.next, second.requests.map(({ id }) => id)]).toEqual([null, ids.slice(2)]);
    await decide('bob', ids[0] ?? '', 'deny');
    expect((await console.call('approvals.list', { status: 'open' })).total).toBe(2);
    // The credential of the set-up is the other decided one.
    expect((await console.call('approvals.list', { status: 'closed' })).requests[0]?.id).toBe(ids[0]);
  });

  it('is decided in bulk by one signer, each with a signature of its own', async () => {
    const ids = [(await request('ada', 'One')).id, (await request('ada', 'Two')).id];
    console.prompt.signer = 'bob';
    const { requests } = await console.call('approvals.decide', { ids, verdict: 'approve', reason: 'both' });
    expect(requests.map(({ status }) => status)).toEqual(['Executed', 'Executed']);
    expect((await groups()).sort()).toEqual(['One', 'Two']);
    const entry = (await events()).find(({ event }) => event === 'approval.decided');
    const signed = entry?.facts['requests'] as { signature: string }[];
    expect(new Set(signed.map(({ signature }) => signature)).size).toBe(2);
  });
});

describe('a page that wants around it', () => {
  it('approves nothing of its own: the requester is refused under every role, and alone', async () => {
    const { id } = await request();
    expect(await refusedDecision('ada', id)).toMatchObject({
      code: 'auth.not-permitted',
      facts: { reason: 'own-request' },
    });
    expect((await details(id)).decisions).toEqual([]);
    const refused = await events({ categories: ['Refused'] });
    expect(
      refused.some(({ target, facts }) => target?.id === 'approvals.decide' && facts['reason'] === 'own-request'),
    ).toBe(true);
  });

  it('files nothing in the name of the other of a dual login: who signs is the requester', async () => {
    const { requester, id } = await request('bob');
    expect(requester).toBe('bob');
    expect((await refusedDecision('bob', id)).facts['reason']).toBe('own-request');
    expect((await decide('ada', id)).status).toBe('Executed');
  });

  it('cannot name an approver, a requester or a login in any payload', async () => {
    const { id } = await request();
    const forged = { approverId: 'a'.repeat(32), identityId: 'a'.repeat(32), password: people[1].password };
    console.prompt.signer = null;
    const error = await console.refusal('approvals.decide', { ids: [id], verdict: 'approve', reason: '', ...forged });
    expect(error.code).toBe('input.cancelled');
    expect((await details(id)).status).toBe('Pending');
  });

  it('has no request without the digest of the preview, and none for what is not controlled', async () => {
    console.prompt.signer = 'ada';
    const input = groupInput('Payments', credentialId);
    const asked = { call: 'groups.add', input, digest: '0'.repeat(64), justification };
    expect(await console.refusal('approvals.request', asked)).toMatchObject({
      code: 'state.conflict',
      facts: { reason: 'changed-since-preview' },
    });
    for (const call of ['session.logout', 'approvals.decide', 'groups.list', 'constructor', '__proto__', 'x']) {
      expect(await console.refusal('approvals.preview', { call, input: {} })).toMatchObject({
        code: 'input.invalid',
        facts: { rule: 'not-controlled' },
      });
    }
    expect((await console.refusal('approvals.preview', { call: 'groups.add', input: { name: 'x' } })).code).toBe(
      'input.invalid',
    );
  });

  it('asks for nothing that the login may not do', async () => {
    await logInAs('olga');
    const input = groupInput('Payments', credentialId);
    expect(await console.refusal('approvals.preview', { call: 'groups.add', input })).toMatchObject({
      code: 'auth.not-permitted',
      facts: { permission: 'Keys:Add' },
    });
    await logInAs('cleo');
    expect(
      (await console.refusal('approvals.decide', { ids: ['a'.repeat(32)], verdict: 'approve', reason: '' })).code,
    ).toBe('auth.not-permitted');
  });

  it('gets a request carried out once, however many approvals and executions race', async () => {
    const { id } = await request();
    console.prompt.signer = 'bob';
    const input = { ids: [id], verdict: 'approve', reason: '' };
    const raced = await Promise.all([
      ...[1, 2, 3].map(() => console.app().dispatch('approvals.decide', input, { trusted: true })),
      ...[1, 2, 3].map(() => console.app().dispatch('approvals.execute', { id }, { trusted: true })),
    ]);
    expect(raced.some(({ ok }) => ok)).toBe(true);
    expect((await details(id)).status).toBe('Executed');
    expect(await groups()).toEqual(['Payments']);
    expect((await events()).filter(({ event }) => event === 'key-group.added')).toHaveLength(1);
  });

  it('carries out nothing before its quorum', async () => {
    const { id } = await request();
    expect(await console.refusal('approvals.execute', { id })).toMatchObject({
      code: 'auth.approval-required',
      facts: { have: 0, need: 1 },
    });
    expect(await groups()).toEqual([]);
  });

  it('is refused strings of a megabyte, and what it repeats is counted', async () => {
    const huge = 'x'.repeat(1024 * 1024);
    for (const [name, input] of [
      ['approvals.request', { call: 'groups.add', input: {}, digest: huge, justification: huge }],
      ['approvals.decide', { ids: [huge], verdict: 'approve', reason: huge }],
      ['approvals.preview', { call: huge, input: {} }],
      ['approvals.list', { status: 'open', cursor: huge }],
    ] as const) {
      const error = await console.refusal(name, input);
      expect(error.code).toBe('input.invalid');
      expect(JSON.stringify(error).length).toBeLessThan(1000);
    }
  });

  it('decides nothing with half a login of a role that requires two', async () => {
    const { id } = await request();
    await console.call('session.logout', {});
    await console.logIn('bob', 'olga');
    expect((await console.call('app.status', {})).session.roles).toEqual(['Operator']);
    expect((await console.refusal('approvals.decide', { ids: [id], verdict: 'approve', reason: '' })).code).toBe(
      'auth.not-permitted',
    );
  });

  it('cannot lend a complete role to somebody whose own is not: the signer’s role must be', async () => {
    const { id } = await request();
    await console.call('session.logout', {});
    await console.logIn('bob', 'paul');
    expect(await refusedDecision('bob', id)).toMatchObject({
      code: 'auth.not-permitted',
      facts: { reason: 'role-not-logged-in' },
    });
    expect((await decide('paul', id)).status).toBe('Executed');
  });
});

describe('the desktop', () => {
  it('is told once of what waits for somebody else who is logged in, by number and name alone', async () => {
    const { id } = await request();
    expect(console.notices).toEqual([]);
    await logInAs('paul');
    await console.clock.advance(60_000);
    await vi.waitFor(() => expect(console.notices).toEqual([{ count: 1, newest: ['Payments'] }]));
    await console.clock.advance(600_000);
    expect(console.notices).toHaveLength(1);
    await decide('paul', id, 'deny');
    expect(console.notices).toHaveLength(1);
  });
});

describe('stopping all jobs', () => {
  it('is done by anyone, keeps every job from starting, and is undone by two', async () => {
    const groupId = await console.addGroup('Payments');
    await logInAs('cleo');
    await console.call('jobs.stopAll', { justification: 'something is wrong here' });
    expect((await console.call('app.status', {})).jobs.stopped).toMatchObject({
      by: 'cleo',
      justification: 'something is wrong here',
    });
    expect(await console.refusal('jobs.stopAll', { justification })).toMatchObject({
      code: 'state.conflict',
      facts: { what: 'jobs-stopped' },
    });
    await logInAs('ada', 'bob');
    const { digest } = await console.call('groups.previewForceRotate', { groupId });
    const rotation = await console.approved('groups.forceRotate', { groupId, previewDigest: digest, justification });
    await console.clock.advance(10_000);
    const jobOf = async () => (await console.call('jobs.details', { id: rotation.jobId ?? '' })).job.status;
    expect(await jobOf()).toBe('Queued');
    expect((await console.refusal('jobs.resumeAll', { justification })).code).toBe('auth.approval-required');
    await console.approved('jobs.resumeAll', { justification });
    expect((await console.call('app.status', {})).jobs.stopped).toBeNull();
    await vi.waitFor(
      async () => {
        await console.clock.advance(1000);
        expect(await jobOf()).toBe('Completed');
      },
      { timeout: 20_000 },
    );
  });
});

describe('the approval policy', () => {
  const policy = () => console.call('policy.get', {});
  const rowFor = async (operation: string) => {
    const row = (await policy()).rows.find((known) => known.operation === operation);
    if (row === undefined) throw new Error(operation);
    const { floor: _floor, ...rest } = row;
    return rest;
  };

  it('starts with one approval for every operation but those that give nobody more than was approved before', async () => {
    const { rows } = await policy();
    expect(rows.filter(({ approvalsRequired }) => approvalsRequired !== 1).map(({ operation }) => operation)).toEqual([
      'key.synchronize',
      'key.prove',
    ]);
  });

  it('lets nobody resume all jobs alone', async () => {
    const rows = [{ ...(await rowFor('jobs.resume-all')), approvalsRequired: 0 }];
    const error = await console.refusal('approvals.preview', { call: 'policy.change', input: { revision: 0, rows } });
    expect(error).toMatchObject({ code: 'input.invalid', facts: { rule: 'floor', operation: 'jobs.resume-all' } });
  });

  it('is changed under dual control, shows what changes, and rules from then on', async () => {
    const row = { ...(await rowFor('key-group.add')), approvalsRequired: 0 };
    const change = { revision: 0, rows: [row] };
    const preview = await console.call('approvals.preview', { call: 'policy.change', input: change });
    expect(preview.effect).toEqual([{ name: 'Add key group: approvals required', before: '1', value: '0' }]);
    await console.approved('policy.change', change);
    expect((await policy()).revision).toBe(1);
    expect((await console.call('groups.add', groupInput('At once', credentialId))).name).toBe('At once');
    expect(
      await console.refusal('approvals.request', {
        call: 'groups.add',
        input: groupInput('Needless', credentialId),
        digest: (
          await console.call('approvals.preview', { call: 'groups.add', input: groupInput('Needless', credentialId) })
        ).digest,
        justification,
      }),
    ).toMatchObject({ code: 'state.conflict', facts: { reason: 'no-approval-needed' } });
  });

  it('cannot ask for more people than there are, and says for which operation', async () => {
    const rows = [{ ...(await rowFor('credential.add')), approvalsRequired: 2 }];
    const error = await console.refusal('approvals.preview', { call: 'policy.change', input: { revision: 0, rows } });
    expect(error).toMatchObject({
      code: 'state.conflict',
      facts: { reason: 'quorum', operation: 'credential.add', have: 1, need: 2 },
    });
  });

  it('runs its own change under the stricter of old and new', async () => {
    const strict = { ...(await rowFor('key-group.add')), approvalsRequired: 3 };
    await console.approved('policy.change', { revision: 0, rows: [strict] });
    const looser = { ...strict, approvalsRequired: 0 };
    const waiting = await request();
    expect(waiting.approvalsRequired).toBe(3);
    await console.approved('policy.change', { revision: 1, rows: [looser] });
    // The request keeps the rule it was made under.
    expect(await decide('bob', waiting.id)).toMatchObject({
      status: 'Pending',
      approvalsRequired: 3,
      approvalsCounted: 1,
    });
  });

  it('takes no role that cannot decide, no unknown one, none twice, and no old revision', async () => {
    const row = await rowFor('key-group.add');
    const { roles } = await console.call('roles.list', {});
    const auditor = roles.find(({ name }) => name === 'Auditor')?.id ?? '';
    const refusal = (revision: number, rows: unknown[]) =>
      console.refusal('approvals.preview', { call: 'policy.change', input: { revision, rows } });
    for (const [rows, rule] of [
      [[{ ...row, approverRoleIds: [auditor] }], 'role-cannot-decide'],
      [[{ ...row, approverRoleIds: ['f'.repeat(32)] }], 'unknown-role'],
      [[{ ...row, approverRoleIds: [] }], 'no-approvers'],
      [[row, { ...row, approvalsRequired: 2 }], 'twice'],
      [[row], 'nothing-changed'],
    ] as const) {
      expect(await refusal(0, [...rows])).toMatchObject({ code: 'input.invalid', facts: { rule } });
    }
    expect((await refusal(7, [{ ...row, approvalsRequired: 2 }])).code).toBe('state.conflict');
    expect((await refusal(0, [{ ...row, approvalsRequired: 6 }])).code).toBe('input.invalid');
  });
});

describe('a clock', () => {
  it('that was moved back lets nothing be asked for, decided or carried out', async () => {
    const { id } = await request();
    await console.clock.advance(3_600_000);
    await console.call('audit.verify', {});
    console.clock.setBack(1_800_000);
    expect(await refusedDecision('bob', id)).toMatchObject({
      code: 'state.conflict',
      facts: { reason: 'clock-moved-back' },
    });
    expect(await groups()).toEqual([]);
  });
});
