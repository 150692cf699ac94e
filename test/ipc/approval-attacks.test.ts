// Every way around dual control that a page could try, and a clock that was moved back.
import { describe, expect, it } from 'vitest';
import { approvalsConsole } from '../support/approvals-console';
import { justification } from '../support/approve';
import { groupInput } from '../support/group-input';
import { people } from '../support/test-console';

const bench = approvalsConsole();
const { request, decide, refusedDecision, groups, logInAs, details, events } = bench;

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
    bench.console.prompt.signer = null;
    const error = await bench.console.refusal('approvals.decide', {
      ids: [id],
      verdict: 'approve',
      reason: '',
      ...forged,
    });
    expect(error.code).toBe('input.cancelled');
    expect((await details(id)).status).toBe('Pending');
  });

  it('has no request without the digest of the preview, and none for what is not controlled', async () => {
    bench.console.prompt.signer = 'ada';
    const input = groupInput('Payments', bench.credentialId);
    const asked = { call: 'groups.add', input, digest: '0'.repeat(64), justification };
    expect(await bench.console.refusal('approvals.request', asked)).toMatchObject({
      code: 'state.conflict',
      facts: { reason: 'changed-since-preview' },
    });
    for (const call of ['session.logout', 'approvals.decide', 'groups.list', 'constructor', '__proto__', 'x']) {
      expect(await bench.console.refusal('approvals.preview', { call, input: {} })).toMatchObject({
        code: 'input.invalid',
        facts: { rule: 'not-controlled' },
      });
    }
    expect((await bench.console.refusal('approvals.preview', { call: 'groups.add', input: { name: 'x' } })).code).toBe(
      'input.invalid',
    );
  });

  it('asks for nothing that the login may not do', async () => {
    await logInAs('olga');
    const input = groupInput('Payments', bench.credentialId);
    expect(await bench.console.refusal('approvals.preview', { call: 'groups.add', input })).toMatchObject({
      code: 'auth.not-permitted',
      facts: { permission: 'Keys:Add' },
    });
    await logInAs('cleo');
    expect(
      (await bench.console.refusal('approvals.decide', { ids: ['a'.repeat(32)], verdict: 'approve', reason: '' })).code,
    ).toBe('auth.not-permitted');
  });

  it('gets a request carried out once, however many approvals and executions race', async () => {
    const { id } = await request();
    bench.console.prompt.signer = 'bob';
    const input = { ids: [id], verdict: 'approve', reason: '' };
    const raced = await Promise.all([
      ...[1, 2, 3].map(() => bench.console.app().dispatch('approvals.decide', input, { trusted: true })),
      ...[1, 2, 3].map(() => bench.console.app().dispatch('approvals.execute', { id }, { trusted: true })),
    ]);
    expect(raced.some(({ ok }) => ok)).toBe(true);
    expect((await details(id)).status).toBe('Executed');
    expect(await groups()).toEqual(['Payments']);
    expect((await events()).filter(({ event }) => event === 'key-group.added')).toHaveLength(1);
  });

  it('carries out nothing before its quorum', async () => {
    const { id } = await request();
    expect(await bench.console.refusal('approvals.execute', { id })).toMatchObject({
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
      const error = await bench.console.refusal(name, input);
      expect(error.code).toBe('input.invalid');
      expect(JSON.stringify(error).length).toBeLessThan(1000);
    }
  });

  it('decides nothing with half a login of a role that requires two', async () => {
    const { id } = await request();
    await bench.console.call('session.logout', {});
    await bench.console.logIn('bob', 'olga');
    expect((await bench.console.call('app.status', {})).session.roles).toEqual(['Operator']);
    expect((await bench.console.refusal('approvals.decide', { ids: [id], verdict: 'approve', reason: '' })).code).toBe(
      'auth.not-permitted',
    );
  });

  it('cannot lend a complete role to somebody whose own is not: the signer’s role must be', async () => {
    const { id } = await request();
    await bench.console.call('session.logout', {});
    await bench.console.logIn('bob', 'paul');
    expect(await refusedDecision('bob', id)).toMatchObject({
      code: 'auth.not-permitted',
      facts: { reason: 'role-not-logged-in' },
    });
    expect((await decide('paul', id)).status).toBe('Executed');
  });
});

describe('a clock', () => {
  it('that was moved back lets nothing be asked for, decided or carried out', async () => {
    const { id } = await request();
    await bench.console.clock.advance(3_600_000);
    await bench.console.call('audit.verify', {});
    bench.console.clock.setBack(1_800_000);
    expect(await refusedDecision('bob', id)).toMatchObject({
      code: 'state.conflict',
      facts: { reason: 'clock-moved-back' },
    });
    expect(await groups()).toEqual([]);
  });
});
