// Ways through the window that many desktop tests begin with: the wizard with an evaluation token, and the login of two people.
import type { Page } from 'playwright-core';

export interface WalkPerson {
  readonly name: string;
  readonly fullName: string;
  readonly password: string;
}

/** Two people who together hold Administrator and Key Manager. */
export const maria: WalkPerson = { name: 'maria', fullName: 'María Santos', password: 'correct horse battery' };
export const jonas: WalkPerson = { name: 'jonas', fullName: 'Jonas Weber', password: 'paper lantern sunrise' };
export const WALK_PIN = '2468-1357';

const next = (window: Page) => window.getByRole('button', { name: 'Next' });

async function fillPerson(window: Page, number: number, person: WalkPerson): Promise<void> {
  await window.getByLabel('Login name').nth(number).fill(person.name);
  await window.getByLabel('Full name').nth(number).fill(person.fullName);
  await window.getByLabel('Password', { exact: true }).nth(number).fill(person.password);
  await window.getByLabel('Password again', { exact: true }).nth(number).fill(person.password);
}

/** From the wizard's first page to its review: EVALUATION, a new SoftHSM token, two people. */
export async function walkToReview(
  window: Page,
  people: readonly [WalkPerson, WalkPerson] = [maria, jonas],
): Promise<void> {
  await window.getByRole('radio', { name: 'EVALUATION' }).waitFor();
  await next(window).click();
  await window.getByLabel('PIN of the new token').fill(WALK_PIN);
  await window.getByLabel('PIN again').fill(WALK_PIN);
  await window.getByRole('button', { name: 'Make the evaluation token' }).click();
  await window.getByText('is ready').waitFor();
  await next(window).click();
  await window.getByRole('heading', { name: /^PIN of/ }).waitFor();
  await next(window).click();
  for (const [number, person] of people.entries()) await fillPerson(window, number, person);
  await next(window).click();
  await window.getByRole('button', { name: 'Set up the console' }).waitFor();
}

/** From the wizard's first page to the login screen. */
export async function walkSetup(
  window: Page,
  people: readonly [WalkPerson, WalkPerson] = [maria, jonas],
): Promise<void> {
  await walkToReview(window, people);
  await window.getByRole('button', { name: 'Set up the console' }).click();
  await window.getByRole('button', { name: 'Go to login' }).click({ timeout: 60_000 });
  await window.getByRole('heading', { name: 'Log in', exact: true }).waitFor();
}

/** One identity on the login screen, or in the dialog of the frame. */
export async function walkLogin(window: Page, person: WalkPerson): Promise<void> {
  await window.getByLabel('Name', { exact: true }).fill(person.name);
  await window.getByLabel('Password', { exact: true }).fill(person.password);
  await window.getByRole('button', { name: 'Log in', exact: true }).click();
}

/** Both people, until the frame is there. */
export async function walkBothIn(
  window: Page,
  people: readonly [WalkPerson, WalkPerson] = [maria, jonas],
): Promise<void> {
  await walkLogin(window, people[0]);
  await window.getByText('1 of 2 logged in').waitFor();
  await walkLogin(window, people[1]);
  await window.getByRole('navigation', { name: 'Navigation' }).waitFor();
}

/** The unlock screen of a later start. */
export async function walkUnlock(window: Page, pin = WALK_PIN): Promise<void> {
  await window.getByLabel('PIN', { exact: true }).fill(pin);
  await window.getByRole('button', { name: 'Log in to the HSM' }).click();
}
