// Jobs in the built page with scripted answers: the states that a test cannot bring about at will (failed, needs attention, waiting).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobDetails, JobView } from '../../shared/schemas/jobs';
import { axeFindings } from '../support/axe';
import { aJob, aJobStep, idOf, jobDetailsOf } from '../support/builders/views';
import { keepScreenshot } from '../support/desktop';
import { answers, type FakeScript } from '../support/fake-bridge';
import { openPage, type OpenedPage } from '../support/open-page';
import { anError, status } from '../support/screen-scripts';
import { walkTo } from '../support/walk-screens';

let opened: OpenedPage;

beforeAll(async () => {
  opened = await openPage();
}, 120_000);
afterAll(async () => {
  await opened.close();
});

const denied = anError({
  code: 'kms.access-denied',
  facts: {
    awsError: 'AccessDeniedException',
    action: 'kms:ImportKeyMaterial',
    requestId: '0b41bd76-7a7d-4fd1-92c6-9a5a97f4f1ab',
  },
});
const running = aJob({ id: idOf(1), name: 'Force rotate backups', status: 'Running', stepsDone: 2, finishedAt: null });
const failed = aJob({ id: idOf(2), name: 'Force rotate ledger', status: 'Failed', stepsDone: 2, error: denied });
const stuck = aJob({
  id: idOf(3),
  name: 'Force rotate hr',
  status: 'Needs attention',
  stepsDone: 2,
  finishedAt: null,
  error: anError({ code: 'kms.ambiguous', certainty: 'unknown', retry: 'never' }),
});

const page = (jobs: readonly JobView[], details?: JobDetails): FakeScript => ({
  'app.status': answers('app.status', status()),
  'jobs.list': answers('jobs.list', { jobs: [...jobs], next: null, total: jobs.length }),
  ...(details === undefined ? {} : { 'jobs.details': answers('jobs.details', details) }),
});

describe('the jobs screen', () => {
  it('teaches when there is no job, and leads to the key groups', async () => {
    await opened.show(page([]));
    await walkTo(opened.page, 'Jobs');
    await opened.page.getByText('No job yet').waitFor();
    expect(await axeFindings(opened.page)).toEqual([]);
    await opened.page.getByRole('button', { name: 'Go to key groups' }).click();
    await opened.page.getByRole('heading', { level: 1, name: 'Keys' }).waitFor();
  });

  it('shows each state as a word, and progress as a count', async () => {
    await opened.show(page([running, failed, stuck]));
    await walkTo(opened.page, 'Jobs');
    const row = opened.page.getByRole('row', { name: /Force rotate backups/ });
    await row.getByText('Running', { exact: true }).waitFor();
    const bar = row.getByRole('progressbar', { name: 'Force rotate backups: 2 of 4 steps done' });
    expect(await bar.getAttribute('aria-valuenow')).toBe('50');
    for (const word of ['Failed', 'Needs attention'])
      expect(await opened.page.getByText(word, { exact: true }).count(), word).toBe(1);
    expect(await axeFindings(opened.page)).toEqual([]);
    await keepScreenshot(opened.page, 'jobs-states');
  });

  it('says of a failure what happened, whether anything was changed, and what to do', async () => {
    await opened.show(page([failed], jobDetailsOf(failed)));
    await walkTo(opened.page, 'Jobs');
    await opened.page.getByRole('gridcell', { name: 'Force rotate ledger', exact: true }).click();
    await opened.page.keyboard.press('Enter');
    const alert = opened.page.getByRole('region', { name: 'Job details' }).getByRole('alert');
    await alert.waitFor();
    const said = await alert.innerText();
    expect(said).toContain('kms:ImportKeyMaterial');
    expect(said).toContain('Nothing was changed.');
    expect(await alert.getByRole('button', { name: 'Copy details' }).count()).toBe(1);
    expect(await opened.page.getByRole('button', { name: 'Retry' }).count()).toBe(0);
    expect(await axeFindings(opened.page)).toEqual([]);
    await keepScreenshot(opened.page, 'jobs-failed');
  });

  it('lets a person retry a job that needs attention, with a reason and after saying what it does', async () => {
    const steps = [
      aJobStep(),
      aJobStep({
        index: 1,
        name: 'Push the key to AWS KMS',
        status: 'Needs attention',
        certainty: 'unknown',
        attempts: 3,
        awsRequestIds: ['0b41bd76-7a7d-4fd1-92c6-9a5a97f4f1ab'],
      }),
    ];
    const details = jobDetailsOf(stuck, { steps, actions: ['retry', 'cancel'] });
    const goesOn = jobDetailsOf({ ...stuck, status: 'Running', error: null }, { steps, actions: [] });
    await opened.show({
      ...page([stuck], details),
      'jobs.retry': { value: {}, then: { 'jobs.details': goesOn } },
    });
    await walkTo(opened.page, 'Jobs');
    await opened.page.getByRole('gridcell', { name: 'Force rotate hr', exact: true }).dblclick();
    const pane = opened.page.getByRole('region', { name: 'Job details' });
    await pane.getByText('Not known whether it took effect').waitFor();
    expect(await axeFindings(opened.page)).toEqual([]);
    await pane.getByRole('button', { name: 'Retry' }).click();
    const dialog = opened.page.getByRole('dialog', { name: 'Retry Force rotate hr' });
    expect(await dialog.innerText()).toContain('Push the key to AWS KMS');
    await dialog.getByRole('button', { name: 'Retry Force rotate hr' }).click();
    expect(await dialog.getByRole('textbox', { name: 'Justification' }).getAttribute('aria-invalid')).toBe('true');
    await dialog.getByRole('textbox', { name: 'Justification' }).fill('The permission is there now');
    expect(await axeFindings(opened.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Retry Force rotate hr' }).click();
    await pane.getByText('Running', { exact: true }).waitFor();
    expect(await pane.getByRole('button', { name: 'Retry' }).count()).toBe(0);
  });

  it('says what a cancelled job leaves behind before it is cancelled', async () => {
    await opened.show(page([stuck], jobDetailsOf(stuck, { actions: ['retry', 'cancel'] })));
    await walkTo(opened.page, 'Jobs');
    await opened.page.getByRole('gridcell', { name: 'Force rotate hr', exact: true }).dblclick();
    await opened.page.getByRole('button', { name: 'Cancel job' }).click();
    const dialog = opened.page.getByRole('dialog', { name: 'Cancel Force rotate hr' });
    expect(await dialog.innerText()).toContain('Nothing that it made is destroyed');
    expect(await axeFindings(opened.page)).toEqual([]);
  });

  it('keeps names of any direction and length whole in the details', async () => {
    const name = 'Force rotate مفاتيح المدفوعات الأوروبية';
    const arabic = aJob({ id: idOf(4), name, target: 'مفاتيح المدفوعات الأوروبية' });
    await opened.show(page([arabic], jobDetailsOf(arabic)));
    await walkTo(opened.page, 'Jobs');
    await opened.page.getByRole('gridcell', { name, exact: true }).dblclick();
    await opened.page.getByRole('region', { name: 'Job details' }).getByRole('heading', { name }).waitFor();
    expect(await axeFindings(opened.page)).toEqual([]);
    expect(opened.problems).toEqual([]);
  });

  it('shows an error in place of the list, with a way to try again', async () => {
    // The bar at the bottom asks for jobs as well, so every question fails.
    await opened.show({
      'app.status': answers('app.status', status()),
      'jobs.list': { error: anError({ code: 'store.failed' }) },
    });
    await walkTo(opened.page, 'Jobs');
    const alert = opened.page.getByRole('main').getByRole('alert');
    await alert.waitFor();
    expect(await alert.getByRole('button', { name: 'Try again' }).count()).toBe(1);
    expect(await opened.page.getByRole('grid').count()).toBe(0);
    expect(await axeFindings(opened.page)).toEqual([]);
  });
});
