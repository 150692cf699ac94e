// Single entries of the audit log and where they lead, lists of very long entries, and filters kept under a name.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../electron/adapters/system/system-clock';
import type { AuditFilter, SavedAuditChoice } from '../../shared/schemas/audit';
import { testConsole, type TestConsole } from '../support/test-console';

let console: TestConsole;
let jobId: string;
beforeAll(async () => {
  console = await testConsole({}, systemClock);
  await console.setUp();
  await console.logIn('ada', 'bob');
  jobId = await console.rotate(await console.addGroup('payments-eu'));
}, 60_000);
afterAll(() => console.stop());

const listed = async (filter: AuditFilter) => (await console.call('audit.list', { filter, limit: 500 })).entries;

describe('an entry of a job', () => {
  it('leads to the job, the request that allowed it and the key that came of it; and they lead back', async () => {
    const imported = (await listed({ jobId })).find(({ event }) => event === 'kms.key-material-imported');
    const { entry, job, requests, keys } = await console.call('audit.entry', { sequence: imported?.sequence ?? 0 });
    expect(entry).toEqual(imported);
    expect(job).toEqual({ id: jobId, name: 'Force rotate payments-eu' });
    expect(requests.map(({ name }) => name)).toEqual(['payments-eu']);
    expect(keys.map(({ name }) => name)).toEqual(['payments-eu #1']);
    const request = await console.call('approvals.details', { id: requests[0]?.id ?? '' });
    expect(request.jobId).toBe(jobId);
    const ofRequest = (await listed({ targetId: request.id })).map(({ event }) => event);
    expect(ofRequest).toEqual(expect.arrayContaining(['approval.requested', 'approval.decided', 'job.queued']));
    const ofKey = await listed({ targetId: keys[0]?.id ?? '' });
    expect(ofKey.length).toBeGreaterThan(0);
    expect(ofKey.every((about) => about.jobId === jobId)).toBe(true);
  });

  it('is not-found when there is none', async () => {
    expect(await console.refusal('audit.entry', { sequence: 1_000_000 })).toMatchObject({ code: 'not-found' });
  });
});

describe('a filter by who did it', () => {
  it('names everybody, and the console itself', async () => {
    await console.call('session.logout', {});
    await console.logIn('cleo');
    const { identities } = await console.call('audit.identities', {});
    expect(identities.map(({ name }) => name)).toEqual(['ada', 'bob', 'cleo']);
    const cleo = identities.find(({ name }) => name === 'cleo');
    const entries = await listed({ identityIds: [cleo?.id ?? ''] });
    expect(entries.map(({ event }) => event)).toEqual(expect.arrayContaining(['login.succeeded']));
    expect(entries.every((entry) => entry.identities.includes('cleo'))).toBe(true);
    expect((await listed({ identityIds: ['console'] })).every((entry) => entry.identities.length === 0)).toBe(true);
    await console.call('session.logout', {});
    await console.logIn('ada', 'bob');
  });
});

const everything: SavedAuditChoice = {
  ...{ text: '', categories: [], outcomes: [], severities: [], identityIds: [], target: '' },
  ...{ time: 'all', from: null, to: null },
};

describe('saved filters', () => {
  const names = async () => (await console.call('audit.savedFilters', {})).filters.map(({ name }) => name);

  it('are of one person, or shared; what is changed and by whom is in the log', async () => {
    const own = await console.call('audit.saveFilter', {
      ...{ name: 'Refusals', shared: false },
      choice: { ...everything, outcomes: ['refused'], time: 'week' },
    });
    expect(own).toMatchObject({ revision: 1, mine: true, savedBy: 'ada', shared: false });
    const shared = await console.call('audit.saveFilter', { name: 'AWS', shared: true, choice: everything });
    const changed = await console.call('audit.saveFilter', {
      ...{ id: shared.id, revision: 1, name: 'AWS KMS', shared: true },
      choice: { ...everything, categories: ['AWS KMS'] },
    });
    expect(changed.revision).toBe(2);
    expect(await names()).toEqual(['AWS KMS', 'Refusals']);
    const [entry] = await listed({ targetId: shared.id });
    expect(entry?.facts).toMatchObject({ before: { name: 'AWS' }, after: { name: 'AWS KMS' } });

    await console.call('session.logout', {});
    await console.logIn('cleo');
    expect(await names()).toEqual(['AWS KMS']);
    const { filters } = await console.call('audit.savedFilters', {});
    expect(filters[0]).toMatchObject({ mine: false, savedBy: 'ada' });
    const refused = await console.refusal('audit.deleteFilter', { id: shared.id, revision: 2 });
    expect(refused).toMatchObject({ code: 'auth.not-permitted', facts: { reason: 'not-saved-by-you' } });
    expect(await console.refusal('audit.deleteFilter', { id: own.id, revision: 1 })).toMatchObject({
      code: 'not-found',
    });
    // A name of her own may be one that somebody else uses.
    await console.call('audit.saveFilter', { name: 'Refusals', shared: false, choice: everything });
    expect(
      await console.refusal('audit.saveFilter', { name: 'aws kms', shared: true, choice: everything }),
    ).toMatchObject({ code: 'input.name-taken' });
    await console.call('session.logout', {});
    await console.logIn('ada', 'bob');
  });

  it('are deleted at the revision that was shown', async () => {
    const { filters } = await console.call('audit.savedFilters', {});
    const refusals = filters.find(({ name }) => name === 'Refusals');
    const wrong = { id: refusals?.id ?? '', revision: 7 };
    expect(await console.refusal('audit.deleteFilter', wrong)).toMatchObject({ code: 'state.conflict' });
    await console.call('audit.deleteFilter', { id: refusals?.id ?? '', revision: 1 });
    expect(await names()).toEqual(['AWS KMS']);
  });
});
