// Ways through the screens of the window, once both people are logged in.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { LaunchedConsole } from './desktop';
import { answerDialogs } from './dialog-answers';
import { walkApproval } from './walk-approval';

export type ScreenName =
  | 'Cloud Credentials'
  | 'Keys'
  | 'Approvals'
  | 'Jobs'
  | 'Audit Logs'
  | 'Reports'
  | 'Identities'
  | 'Roles'
  | 'HSM'
  | 'Approval policy'
  | 'Backup'
  | 'Settings';

/** Through the navigation, until the screen's heading is there. */
export async function walkTo(window: Page, screen: ScreenName): Promise<void> {
  await window.getByRole('navigation', { name: 'Navigation' }).getByRole('link', { name: screen }).click();
  await window.getByRole('heading', { level: 1, name: screen }).waitFor();
}

/** Adds a credential of the simulator from a fresh evaluation CSV in `folder`, with its approval; returns the path of the CSV. */
export async function walkAddCredential(launched: LaunchedConsole, folder: string, name: string): Promise<string> {
  const { app, window } = launched;
  const path = join(folder, `${name}.csv`);
  await walkTo(window, 'Cloud Credentials');
  await window.getByRole('button', { name: 'Add credential' }).first().click();
  const dialog = window.getByRole('dialog', { name: 'Add cloud credential' });
  await answerDialogs(app, { save: path, open: path });
  await dialog.getByRole('button', { name: 'Make an evaluation access key CSV' }).click();
  await dialog.getByText(`Saved ${name}.csv.`).waitFor();
  await dialog.getByRole('button', { name: 'Choose CSV file' }).click();
  await dialog.getByText(`Read ${name}.csv.`).waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'OK', exact: true }).click();
  await walkApproval(launched);
  await dialog.waitFor({ state: 'detached' });
  return path;
}

export interface WalkGroup {
  readonly name: string;
  /** Name of the cloud credential. */
  readonly credential: string;
  readonly method: 'Same key' | 'New key';
  /** As the first window offers it; default Symmetric. */
  readonly keyType?: 'HMAC';
}

/** From the Keys screen through both windows until [ OK ] of the second could be pressed. Returns its dialog. */
export async function walkFillGroup(window: Page, { name, credential, method, keyType }: WalkGroup) {
  await window.getByRole('button', { name: 'Add key group' }).first().click();
  const storage = window.getByRole('dialog', { name: 'Select Key Group Storage' });
  if (keyType !== undefined) {
    await storage.getByRole('combobox', { name: 'Key Type' }).click();
    await window.getByRole('option', { name: keyType, exact: true }).click();
  }
  await storage.getByRole('button', { name: 'OK', exact: true }).click();
  const editor = window.getByRole('dialog', { name: 'Add Key Group' });
  await editor.getByRole('textbox', { name: 'Name' }).fill(name);
  await editor.getByRole('button', { name: 'Select', exact: true }).click();
  const picker = window.getByRole('dialog', { name: 'Select Credential' });
  await picker.getByRole('gridcell', { name: credential, exact: true }).dblclick();
  await editor.getByRole('tab', { name: 'AWS Properties' }).click();
  await editor.getByRole('radio', { name: new RegExp(`^${method}`) }).check();
  return editor;
}

/** The whole of adding a key group, with its approval. */
export async function walkAddGroup(launched: LaunchedConsole, group: WalkGroup): Promise<void> {
  const { window } = launched;
  const editor = await walkFillGroup(window, group);
  await editor.getByRole('button', { name: 'OK', exact: true }).click();
  await walkApproval(launched);
  await window.getByRole('region', { name: `Key group ${group.name}` }).waitFor();
}

/** Confirms a force rotate of the chosen group; what follows is the request for its approval. */
export async function walkConfirmRotate(window: Page, name: string, generation: number): Promise<void> {
  const first = generation === 1 ? `Force rotate ${name}` : 'Force Rotate';
  await window.getByRole('button', { name: first, exact: true }).click();
  const dialog = window.getByRole('dialog', { name: `Force rotate ${name}` });
  await dialog.getByRole('textbox', { name: 'Justification' }).fill(`Generation ${generation} for a test`);
  await dialog.getByRole('button', { name: `Force rotate ${name}` }).click();
}

/** Force rotates the chosen group, with its approval, and waits for its key of that generation to be Active. */
export async function walkForceRotate(launched: LaunchedConsole, name: string, generation: number): Promise<void> {
  const { window } = launched;
  await walkConfirmRotate(window, name, generation);
  await walkApproval(launched);
  await window.getByRole('dialog', { name: `Force rotate ${name}` }).waitFor({ state: 'detached' });
  const key = window.getByRole('row', { name: new RegExp(`${name} #${generation}`) });
  await key.getByText('Active', { exact: true }).waitFor({ timeout: 60_000 });
}

/** A first credential and a group with two generations of its key, made from the empty console on. */
export async function walkGroupWithTwoKeys(
  launched: LaunchedConsole,
  folder: string,
  { name, method }: Pick<WalkGroup, 'name' | 'method'>,
): Promise<void> {
  await walkAddCredential(launched, folder, 'simulator');
  await walkTo(launched.window, 'Keys');
  await walkAddGroup(launched, { name, credential: 'simulator', method });
  await walkForceRotate(launched, name, 1);
  await walkForceRotate(launched, name, 2);
}

/** Closes whatever dialog or menu is open, giving up what was typed into it. */
export async function closeDialogs(window: Page): Promise<void> {
  for (let left = 8; left > 0 && (await window.locator('[role=dialog], [role=menu]').count()) > 0; left -= 1) {
    const leave = window.getByRole('button', { name: 'Leave without saving' });
    if (await leave.isVisible()) await leave.click();
    else await window.keyboard.press('Escape');
  }
}
