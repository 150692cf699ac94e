// Screens and dialogs of people and approvals in states that the walk of the other pictures does not meet, light and dark. Run by `npm run screenshots`.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import type { FakeScript } from '../support/fake-bridge';
import { openPage, type OpenedPage } from '../support/open-page';
import {
  changeScript,
  codeScript,
  decidedScript,
  enrolScript,
  lockedScript,
  noRequestsScript,
  noticesScript,
  peopleScript,
  recoveryScript,
} from '../support/people-scripts';
import { takePictures, type Pictures } from '../support/take-pictures';
import { walkTo } from '../support/walk-screens';

const folder = process.env['KMES_SCREENSHOTS'] ?? 'test-results/screenshots';
let opened: OpenedPage;
let pictures: Pictures;
beforeAll(async () => {
  opened = await openPage();
  pictures = await takePictures(opened.page, folder);
}, 60_000);
afterAll(() => opened.close());

async function logIn(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('maria');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}
const lost = (page: Page): Promise<void> => page.getByRole('button', { name: 'All administrators are lost' }).click();
async function identityAct(page: Page, item: RegExp): Promise<void> {
  await walkTo(page, 'Identities');
  await page.getByRole('button', { name: 'Actions for amara' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}
async function ownAccess(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: /^Who is logged in/ }).click();
  await page.getByRole('button', { name: what }).click();
}
async function review(page: Page): Promise<void> {
  await walkTo(page, 'Approval policy');
  await page.getByRole('gridcell', { name: 'Force rotate key group', exact: true }).dblclick();
  const rule = page.getByRole('dialog');
  await rule.getByRole('combobox', { name: 'Approvals required' }).click();
  await page.getByRole('option', { name: /^3/ }).click();
  await rule.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByRole('button', { name: 'Review changes' }).click();
}
async function openRequest(page: Page): Promise<void> {
  await walkTo(page, 'Approvals');
  await page.getByRole('row').nth(1).dblclick();
  await page.getByRole('region', { name: 'Request details' }).waitFor();
}

type Way = (page: Page) => Promise<unknown>;
const asItIs: Way = () => Promise.resolve();
const states: readonly (readonly [string, FakeScript, Way])[] = [
  ['login-code', codeScript, logIn],
  ['login-new-password', changeScript, logIn],
  ['login-second-factor', enrolScript, logIn],
  ['login-locked', lockedScript, asItIs],
  ['recovery-begin', recoveryScript('ready'), lost],
  ['recovery-waiting', recoveryScript('waiting'), lost],
  ['recovery-complete', recoveryScript('open'), lost],
  ['notices', noticesScript(), (page) => walkTo(page, 'Identities')],
  ['jobs-resume', noticesScript(), (page) => page.getByRole('button', { name: 'Resume jobs' }).click()],
  ['identity', peopleScript(), (page) => identityAct(page, /Edit/)],
  ['identity-reset', peopleScript(), (page) => identityAct(page, /Reset/)],
  ['own-second-factor', peopleScript(), (page) => ownAccess(page, 'Second factor')],
  ['policy-review', peopleScript(), review],
  ['approvals-open', peopleScript(), openRequest],
  ['approvals-decided', decidedScript(), openRequest],
  ['approvals-empty', noRequestsScript(), (page) => walkTo(page, 'Approvals')],
];

it.each(states)('%s', async (name, script, way) => {
  const { page, show } = opened;
  await show(script);
  await way(page);
  await pictures.take(name);
});
