// Dual control through the dispatcher: requested, signed, decided, carried out once; what approvers read, and who may sign.
import { describe, expect, it, vi } from 'vitest';
import { approvalsConsole } from '../support/approvals-console';
import { justification, requestAs } from '../support/approve';
import { groupInput } from '../support/group-input';
import { people } from '../support/test-console';

const bench = approvalsConsole();
const { request, decide, refusedDecision, groups, logInAs, details, events } = bench;

describe('a controlled call', () => {
  it('is refused with the number of approvals, and changes nothing', async () => {
    const error = await bench.console.refusal('groups.add', groupInput('Payments', bench.credentialId));
    expect(error).toMatchObject({
      code: 'auth.approval-required',
      certainty: 'not-done',
      facts: { operation: 'key-group.add', approvalsRequired: 1 },
    });
    expect(await groups()).toEqual([]);
  });

  it('is shown before it is asked for: target, effect, digest, who may approve and for how long', async () => {
    const preview = await bench.console.call('approvals.preview', {
      call: 'groups.add',
      input: groupInput('Payments', bench.credentialId),
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
    const groupId = await bench.console.addGroup('Later');
    await logInAs('olga');
    const { digest } = await bench.console.call('groups.previewForceRotate', { groupId });
    const input = { groupId, previewDigest: digest, justification };
    const asked = await requestAs(bench.console.call, bench.console.prompt, 'olga', 'groups.forceRotate', input);
    expect(asked.actions).toEqual(['withdraw']);
    expect((await bench.console.call('app.status', {})).approvals).toEqual({ open: 1, forMe: 0 });
    await logInAs('paul');
    expect((await bench.console.call('app.status', {})).approvals).toEqual({ open: 1, forMe: 1 });
    const decided = await decide('paul', asked.id);
    expect(decided.status).toBe('Executed');
    const { job } = await bench.console.call('jobs.details', { id: decided.jobId ?? '' });
    expect(job).toMatchObject({ startedBy: ['olga'], grant: 'consumed-request' });
  });
});

describe('what approvers read', () => {
  it('of a change is every field that changes, with what it is now, in words', async () => {
    const groupId = await bench.console.addGroup('Payments');
    const group = {
      ...groupInput('Payments', bench.credentialId),
      owner: 'Treasury',
      rotateKey: true,
      rotateEvery: { count: 30, unit: 'days' as const },
      tags: [{ key: 'team', value: 'treasury' }],
      policy: null,
    };
    const input = { id: groupId, revision: 1, group };
    const { effect } = await bench.console.call('approvals.preview', { call: 'groups.change', input });
    const { groups: listed } = await bench.console.call('groups.list', {});
    const now = listed[0];
    expect(now?.owner).toBe('');
    expect(effect).toEqual([
      { name: 'Rotate Every', value: '30 days', before: 'No schedule' },
      { name: 'Owner', value: 'Treasury', before: 'None' },
      { name: 'Tags', value: 'team = treasury', before: 'None' },
    ]);
    const { id } = await requestAs(bench.console.call, bench.console.prompt, 'ada', 'groups.change', input);
    await decide('bob', id);
    expect(bench.console.prompt.shown.at(-1)?.items[0]?.effect).toEqual(effect);
  });

  it('of a force rotate are names and words, and its justification stands once', async () => {
    const groupId = await bench.console.addGroup('Payments');
    const { digest } = await bench.console.call('groups.previewForceRotate', { groupId });
    const input = { groupId, previewDigest: digest, justification: 'the one of the confirmation' };
    const asked = await requestAs(bench.console.call, bench.console.prompt, 'ada', 'groups.forceRotate', input);
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
    const [asked, decided] = bench.console.prompt.shown.slice(-2);
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
    expect(bench.console.prompt.shown.at(-1)?.signers.map(({ name }) => name)).toEqual(['bob']);
  });

  it('offers for a request only who holds a complete role that may ask', async () => {
    const groupId = await bench.console.addGroup('Payments');
    await logInAs('olga', 'paul');
    const { digest } = await bench.console.call('groups.previewForceRotate', { groupId });
    const input = { groupId, previewDigest: digest, justification };
    await requestAs(bench.console.call, bench.console.prompt, 'olga', 'groups.forceRotate', input);
    expect(bench.console.prompt.shown.at(-1)?.signers.map(({ name }) => name)).toEqual(['olga']);
  });

  it('is not opened where nobody of the login may sign, and says why', async () => {
    const { rows } = await bench.console.call('policy.get', {});
    const row = rows.find(({ operation }) => operation === 'key-group.add');
    if (row === undefined) throw new Error('no row');
    const { floor: _floor, ...rest } = row;
    await bench.console.approved('policy.change', { revision: 0, rows: [{ ...rest, approvalsRequired: 2 }] });
    const { id } = await request();
    await decide('bob', id);
    const before = bench.console.prompt.shown.length;
    // ada has asked for it, bob has decided: what says more is that bob has.
    expect(await refusedDecision('bob', id)).toMatchObject({
      code: 'auth.not-permitted',
      facts: { reason: 'decided-before', requestId: id },
    });
    expect(bench.console.prompt.shown).toHaveLength(before);
  });

  it('looks at every rule again when it has been signed: a request withdrawn meanwhile takes no decision', async () => {
    const { id } = await request();
    bench.console.prompt.once = async (view) => {
      await bench.console.call('approvals.withdraw', { id });
      return { identityId: view.signers[0]?.id ?? '', password: people[1].password, code: null };
    };
    const error = await bench.console.refusal('approvals.decide', { ids: [id], verdict: 'approve', reason: '' });
    expect(error).toMatchObject({ code: 'state.conflict', facts: { reason: 'not-pending' } });
    expect((await details(id)).decisions).toEqual([]);
  });

  it('closed without a signature leaves nothing behind', async () => {
    bench.console.prompt.signer = null;
    const input = groupInput('Payments', bench.credentialId);
    const { digest } = await bench.console.call('approvals.preview', { call: 'groups.add', input });
    const error = await bench.console.refusal('approvals.request', {
      call: 'groups.add',
      input,
      digest,
      justification,
    });
    expect(error.code).toBe('input.cancelled');
    expect((await bench.console.call('approvals.list', { status: 'open' })).total).toBe(0);
  });

  it('counts wrong passwords like the login, locks out after ten, and records each', async () => {
    const { id } = await request();
    bench.console.prompt.passwords.set('bob', 'not the password');
    for (let tries = 1; tries <= 10; tries += 1)
      expect((await refusedDecision('bob', id)).code).toBe('input.cancelled');
    bench.console.prompt.passwords.set('bob', people[1].password);
    expect((await refusedDecision('bob', id)).code).toBe('input.cancelled');
    expect(bench.console.prompt.shown.at(-1)?.problem).toBe('locked-out');
    const refused = (await events()).filter(({ event }) => event === 'approval.signer-refused');
    expect(refused).toHaveLength(11);
    await bench.console.call('session.logout', {});
    const login = await bench.console.refusal('session.login', { name: 'bob', password: people[1].password });
    expect(login.code).toBe('auth.locked-out');
    await bench.console.clock.advance(30 * 60_000);
    await bench.console.logIn('ada', 'bob');
    expect((await decide('bob', id)).status).toBe('Executed');
  });

  it('takes nobody who is not of this login', async () => {
    const { id } = await request();
    await logInAs('paul');
    const { signers } = bench.console.prompt.shown.at(-1) ?? { signers: [] };
    const ada = signers.find(({ name }) => name === 'ada')?.id ?? '';
    bench.console.prompt.once = () => ({ identityId: ada, password: people[0].password, code: null });
    const error = await bench.console.refusal('approvals.decide', { ids: [id], verdict: 'approve', reason: '' });
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
    expect(await bench.console.refusal('approvals.execute', { id })).toMatchObject({
      code: 'state.conflict',
      facts: { reason: 'closed' },
    });
    expect(await groups()).toEqual([]);
  });

  it('is withdrawn by who made it and by nobody else', async () => {
    const { id } = await request();
    await logInAs('paul');
    expect(await bench.console.refusal('approvals.withdraw', { id })).toMatchObject({
      code: 'auth.not-permitted',
      facts: { reason: 'not-requester' },
    });
    await logInAs('ada', 'bob');
    expect((await bench.console.call('approvals.withdraw', { id })).status).toBe('Withdrawn');
  });

  it('expires with the clock, by the sweep, and is never carried out then', async () => {
    const { id } = await request();
    await bench.console.clock.advance(7 * 86_400_000);
    await logInAs('ada', 'bob');
    expect(await refusedDecision('bob', id)).toMatchObject({ code: 'state.conflict' });
    expect(await details(id)).toMatchObject({ status: 'Expired', actions: [] });
    await vi.waitFor(async () => {
      await bench.console.clock.advance(60_000);
      expect((await bench.console.call('approvals.list', { status: 'open' })).total).toBe(0);
    });
    expect((await events()).map(({ event }) => event)).toContain('approval.expired');
    expect((await bench.console.refusal('approvals.execute', { id })).facts['reason']).toBe('closed');
    expect(await groups()).toEqual([]);
  });

  it('is stale when its target has changed since, and says so', async () => {
    const groupId = await bench.console.addGroup('Payments');
    const first = await requestAs(bench.console.call, bench.console.prompt, 'ada', 'groups.delete', {
      id: groupId,
      revision: 1,
    });
    const change = { ...groupInput('Payments', bench.credentialId), notes: 'changed meanwhile' };
    await bench.console.approved('groups.change', { id: groupId, revision: 1, group: change });
    expect(await decide('bob', first.id)).toMatchObject({ status: 'Stale', error: { code: 'state.conflict' } });
    expect(await groups()).toEqual(['Payments']);
  });

  it('that could not be carried out keeps its error and is carried out later, once', async () => {
    const groupId = await bench.console.addGroup('Payments');
    const { digest } = await bench.console.call('groups.previewForceRotate', { groupId });
    const input = { groupId, previewDigest: digest, justification };
    const { id } = await requestAs(bench.console.call, bench.console.prompt, 'ada', 'groups.forceRotate', input);
    await bench.console.simulator.control.addFault({ operation: '*', kind: 'deny' });
    const decided = await decide('bob', id);
    expect(decided).toMatchObject({ status: 'Approved', actions: ['withdraw', 'execute'], jobId: null });
    expect(decided.error?.code).toMatch(/^kms\./);
    const done = await bench.console.call('approvals.execute', { id });
    expect(done).toMatchObject({ status: 'Executed', error: null });
    for (let again = 0; again < 2; again += 1) {
      expect(await bench.console.refusal('approvals.execute', { id })).toMatchObject({
        code: 'state.conflict',
        facts: { reason: 'closed' },
      });
    }
    expect((await bench.console.call('jobs.list', {})).total).toBe(1);
  });

  it('lists open and decided ones apart, newest first, by pages', async () => {
    const ids: string[] = [];
    for (const name of ['One', 'Two', 'Three']) {
      ids.unshift((await request('ada', name)).id);
      await bench.console.clock.advance(1000);
    }
    const first = await bench.console.call('approvals.list', { status: 'open', limit: 2 });
    expect([first.total, first.requests.map(({ id }) => id)]).toEqual([3, ids.slice(0, 2)]);
    const second = await bench.console.call('approvals.list', { status: 'open', limit: 2, cursor: first.next ?? '' });
    expect([second.next, second.requests.map(({ id }) => id)]).toEqual([null, ids.slice(2)]);
    await decide('bob', ids[0] ?? '', 'deny');
    expect((await bench.console.call('approvals.list', { status: 'open' })).total).toBe(2);
    // The credential of the set-up is the other decided one.
    expect((await bench.console.call('approvals.list', { status: 'closed' })).requests[0]?.id).toBe(ids[0]);
  });

  it('is decided in bulk by one signer, each with a signature of its own', async () => {
    const ids = [(await request('ada', 'One')).id, (await request('ada', 'Two')).id];
    bench.console.prompt.signer = 'bob';
    const { requests } = await bench.console.call('approvals.decide', { ids, verdict: 'approve', reason: 'both' });
    expect(requests.map(({ status }) => status)).toEqual(['Executed', 'Executed']);
    expect((await groups()).sort()).toEqual(['One', 'Two']);
    const entry = (await events()).find(({ event }) => event === 'approval.decided');
    const signed = entry?.facts['requests'] as { signature: string }[];
    expect(new Set(signed.map(({ signature }) => signature)).size).toBe(2);
  });
});

describe('the desktop', () => {
  it('is told once of what waits for somebody else who is logged in, by number and name alone', async () => {
    const { id } = await request();
    expect(bench.console.notices).toEqual([]);
    await logInAs('paul');
    await bench.console.clock.advance(60_000);
    await vi.waitFor(() => expect(bench.console.notices).toEqual([{ count: 1, newest: ['Payments'] }]));
    await bench.console.clock.advance(600_000);
    expect(bench.console.notices).toHaveLength(1);
    await decide('paul', id, 'deny');
    expect(bench.console.notices).toHaveLength(1);
  });
});
