// The approval policy, and stopping all jobs: changed under dual control, with its floors and quorum.
import { describe, expect, it, vi } from 'vitest';
import { approvalsConsole } from '../support/approvals-console';
import { justification } from '../support/approve';
import { groupInput } from '../support/group-input';

const bench = approvalsConsole();
const { request, decide, logInAs } = bench;

describe('the approval policy', () => {
  const policy = () => bench.console.call('policy.get', {});
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
    const error = await bench.console.refusal('approvals.preview', {
      call: 'policy.change',
      input: { revision: 0, rows },
    });
    expect(error).toMatchObject({ code: 'input.invalid', facts: { rule: 'floor', operation: 'jobs.resume-all' } });
  });

  it('is changed under dual control, shows what changes, and rules from then on', async () => {
    const row = { ...(await rowFor('key-group.add')), approvalsRequired: 0 };
    const change = { revision: 0, rows: [row] };
    const preview = await bench.console.call('approvals.preview', { call: 'policy.change', input: change });
    expect(preview.effect).toEqual([{ name: 'Add key group: approvals required', before: '1', value: '0' }]);
    await bench.console.approved('policy.change', change);
    expect((await policy()).revision).toBe(1);
    expect((await bench.console.call('groups.add', groupInput('At once', bench.credentialId))).name).toBe('At once');
    expect(
      await bench.console.refusal('approvals.request', {
        call: 'groups.add',
        input: groupInput('Needless', bench.credentialId),
        digest: (
          await bench.console.call('approvals.preview', {
            call: 'groups.add',
            input: groupInput('Needless', bench.credentialId),
          })
        ).digest,
        justification,
      }),
    ).toMatchObject({ code: 'state.conflict', facts: { reason: 'no-approval-needed' } });
  });

  it('cannot ask for more people than there are, and says for which operation', async () => {
    const rows = [{ ...(await rowFor('credential.add')), approvalsRequired: 2 }];
    const error = await bench.console.refusal('approvals.preview', {
      call: 'policy.change',
      input: { revision: 0, rows },
    });
    expect(error).toMatchObject({
      code: 'state.conflict',
      facts: { reason: 'quorum', operation: 'credential.add', have: 1, need: 2 },
    });
  });

  it('runs its own change under the stricter of old and new', async () => {
    const strict = { ...(await rowFor('key-group.add')), approvalsRequired: 3 };
    await bench.console.approved('policy.change', { revision: 0, rows: [strict] });
    const looser = { ...strict, approvalsRequired: 0 };
    const waiting = await request();
    expect(waiting.approvalsRequired).toBe(3);
    await bench.console.approved('policy.change', { revision: 1, rows: [looser] });
    // The request keeps the rule it was made under.
    expect(await decide('bob', waiting.id)).toMatchObject({
      status: 'Pending',
      approvalsRequired: 3,
      approvalsCounted: 1,
    });
  });

  it('takes no role that cannot decide, no unknown one, none twice, and no old revision', async () => {
    const row = await rowFor('key-group.add');
    const { roles } = await bench.console.call('roles.list', {});
    const auditor = roles.find(({ name }) => name === 'Auditor')?.id ?? '';
    const refusal = (revision: number, rows: unknown[]) =>
      bench.console.refusal('approvals.preview', { call: 'policy.change', input: { revision, rows } });
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

describe('stopping all jobs', () => {
  it('is done by anyone, keeps every job from starting, and is undone by two', async () => {
    const groupId = await bench.console.addGroup('Payments');
    await logInAs('cleo');
    await bench.console.call('jobs.stopAll', { justification: 'something is wrong here' });
    expect((await bench.console.call('app.status', {})).jobs.stopped).toMatchObject({
      by: 'cleo',
      justification: 'something is wrong here',
    });
    expect(await bench.console.refusal('jobs.stopAll', { justification })).toMatchObject({
      code: 'state.conflict',
      facts: { what: 'jobs-stopped' },
    });
    await logInAs('ada', 'bob');
    const { digest } = await bench.console.call('groups.previewForceRotate', { groupId });
    const rotation = await bench.console.approved('groups.forceRotate', {
      groupId,
      previewDigest: digest,
      justification,
    });
    await bench.console.clock.advance(10_000);
    const jobOf = async () => (await bench.console.call('jobs.details', { id: rotation.jobId ?? '' })).job.status;
    expect(await jobOf()).toBe('Queued');
    expect((await bench.console.refusal('jobs.resumeAll', { justification })).code).toBe('auth.approval-required');
    await bench.console.approved('jobs.resumeAll', { justification });
    expect((await bench.console.call('app.status', {})).jobs.stopped).toBeNull();
    await vi.waitFor(
      async () => {
        await bench.console.clock.advance(1000);
        expect(await jobOf()).toBe('Completed');
      },
      { timeout: 20_000 },
    );
  });
});
