// The role editor and the approval policy in the real console: both change only with an approval, and never past the quorum.
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { walkBothIn, walkSetup } from '../support/walk';
import { walkApproval } from '../support/walk-approval';
import { closeDialogs, walkTo } from '../support/walk-screens';

const dataDir = temporaryDataDir();
let launched: LaunchedConsole;

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  await walkSetup(launched.window);
  await walkBothIn(launched.window);
}, 180_000);
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await keepScreenshot(launched.window, `roles-and-policy-${task.name.replaceAll(/\W+/g, '-')}`);
  await closeDialogs(launched.window);
}, 30_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
}, 60_000);

const rowOf = (name: string): Locator =>
  launched.window.getByRole('row').filter({ has: launched.window.getByRole('gridcell', { name, exact: true }) });

describe('roles', () => {
  it('are added with permissions checked in the tree by keyboard, after an approval', async () => {
    const { window } = launched;
    await walkTo(window, 'Roles');
    await window.getByRole('button', { name: 'Add role' }).click();
    const dialog = window.getByRole('dialog', { name: 'Add Role' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Night shift');
    await dialog.getByRole('tab', { name: 'Permissions' }).click();
    await dialog.getByRole('treeitem', { name: 'Keys', exact: true }).focus();
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Space');
    expect(await dialog.getByRole('treeitem', { name: /^Keys:View/ }).getAttribute('aria-checked')).toBe('true');
    expect(await dialog.getByRole('treeitem', { name: 'Keys', exact: true }).getAttribute('aria-checked')).toBe(
      'mixed',
    );
    await window.keyboard.press('ArrowLeft');
    await window.keyboard.press('ArrowLeft');
    expect(await dialog.getByRole('treeitem', { name: /^Keys:View/ }).count()).toBe(0);
    expect(await axeFindings(window)).toEqual([]);
    await dialog.getByRole('button', { name: 'OK', exact: true }).click();
    await walkApproval(launched);
    await dialog.waitFor({ state: 'detached' });
    await window.getByRole('grid', { name: 'Roles' }).getByText('Night shift').waitFor();
  }, 90_000);

  it('that everybody has keep their name and gain nothing beyond their own', async () => {
    const { window } = launched;
    await window.getByRole('grid', { name: 'Roles' }).getByText('Operator', { exact: true }).dblclick();
    const dialog = window.getByRole('dialog', { name: 'Role Operator' });
    expect(await dialog.getByRole('textbox', { name: 'Name' }).isDisabled()).toBe(true);
    await dialog.getByRole('tab', { name: 'Permissions' }).click();
    await dialog.getByRole('treeitem', { name: /^Keys:Delete/ }).click();
    await dialog.getByRole('button', { name: 'OK', exact: true }).click();
    await window.getByText('A default role gains no permission beyond its own.').first().waitFor();
    await closeDialogs(window);
  }, 60_000);

  it('of the organisation’s own are deleted after an approval', async () => {
    const { window } = launched;
    await window.getByRole('button', { name: 'Actions for Night shift' }).click();
    await window.getByRole('menuitem', { name: /Delete/ }).click();
    const dialog = window.getByRole('dialog', { name: 'Delete role Night shift' });
    await dialog.getByRole('textbox', { name: 'Type Night shift to confirm' }).fill('Night shift');
    await dialog.getByRole('button', { name: 'Delete Night shift' }).click();
    await walkApproval(launched);
    await window.getByRole('grid', { name: 'Roles' }).getByText('Night shift').waitFor({ state: 'detached' });
  }, 60_000);
});

describe('the approval policy', () => {
  const setApprovals = async (operation: string, choice: RegExp): Promise<void> => {
    const { window } = launched;
    await rowOf(operation).getByRole('gridcell', { name: operation, exact: true }).dblclick();
    const rule = window.getByRole('dialog', { name: `Approval of: ${operation}` });
    await rule.getByRole('combobox', { name: 'Approvals required' }).click();
    await window.getByRole('option', { name: choice }).click();
    await rule.getByRole('button', { name: 'OK', exact: true }).click();
    await rule.waitFor({ state: 'detached' });
    await window.getByRole('button', { name: 'Review changes' }).click();
  };

  it('is changed only through an approval, and shows before and after', async () => {
    const { window } = launched;
    await walkTo(window, 'Approval policy');
    await setApprovals('Add key group', /^None/);
    const review = window.getByRole('dialog', { name: 'Change the approval policy' });
    await review.getByText('Weaker than before').waitFor();
    expect(await axeFindings(window)).toEqual([]);
    await review.getByRole('button', { name: 'Change 1 rule' }).click();
    await walkApproval(launched);
    await review.waitFor({ state: 'detached' });
    await rowOf('Add key group').getByText('None: runs at once').waitFor();
  }, 90_000);

  it('is not changed so that an operation could not gather its approvals', async () => {
    const { window } = launched;
    await setApprovals('Force rotate key group', /^5/);
    await window
      .getByRole('dialog', { name: 'Change the approval policy' })
      .getByRole('button', { name: 'Change 1 rule' })
      .click();
    await window
      .getByText(/“Force rotate key group” could not gather its approvals/)
      .first()
      .waitFor();
    await closeDialogs(window);
    // What was not taken stays a draft until it is discarded.
    await window.getByRole('row', { name: /Force rotate key group Changed/ }).waitFor();
    await window.getByRole('button', { name: 'Discard' }).click();
    await rowOf('Force rotate key group').getByText('1 approval').waitFor();
  }, 60_000);
});
