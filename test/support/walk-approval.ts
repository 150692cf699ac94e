// The way of a controlled command through the window: requested and signed by one person, approved at once by another, in main's own small window.
import type { Locator } from 'playwright-core';
import type { LaunchedConsole } from './desktop';
import { signInPrompt } from './prompt-page';
import { jonas, maria, type WalkPerson } from './walk';

export interface WalkSigners {
  readonly requester: WalkPerson;
  readonly approver: WalkPerson;
}
export const usualSigners: WalkSigners = { requester: maria, approver: jonas };

/** The *Request approval* dialog, with its effect read and a justification in it. */
export async function requestDialog({ window }: LaunchedConsole): Promise<Locator> {
  const dialog = window.getByRole('dialog', { name: /^Request approval/ });
  const justification = dialog.getByRole('textbox', { name: 'Justification' });
  await dialog.getByRole('button', { name: 'Sign and request' }).waitFor({ timeout: 30_000 });
  // One that was given in the confirmation is shown, not asked for again.
  if ((await justification.count()) > 0) await justification.fill('As the plan of this test says');
  return dialog;
}

/** Files the request that the window has just asked for; leaves the dialog *Requested* open. */
export async function walkRequest(launched: LaunchedConsole, requester: WalkPerson = maria): Promise<Locator> {
  const dialog = await requestDialog(launched);
  await dialog.getByRole('button', { name: 'Sign and request' }).click();
  await signInPrompt(launched.app, requester);
  const filed = launched.window.getByRole('dialog', { name: 'Requested' });
  await filed.waitFor({ timeout: 30_000 });
  return filed;
}

/** Requested and approved at once by another identity of the same login; resolves when it was carried out. */
export async function walkApproval(launched: LaunchedConsole, { requester, approver } = usualSigners): Promise<void> {
  const filed = await walkRequest(launched, requester);
  await filed.getByRole('button', { name: 'Approve now' }).click();
  await signInPrompt(launched.app, approver);
  await filed.waitFor({ state: 'detached', timeout: 30_000 });
}
