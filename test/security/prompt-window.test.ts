// Main's own small window in the real Electron: what it shows, what the console's page can reach of it (nothing), and how it ends.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IpcAnswer, IpcCallName, IpcInput, IpcOutput } from '../../shared/ipc/table';
import { axeFindings } from '../support/axe';
import { keepScreenshot, launchConsole, temporaryDataDir, type LaunchedConsole } from '../support/desktop';
import { PROMPT_URL, promptPage, signInPrompt, typeSignature } from '../support/prompt-page';

const ada = { name: 'ada', fullName: 'Ada Archer', password: 'correct horse battery 1' };
const bob = { name: 'bob', fullName: 'Bob Baker', password: 'correct horse battery 2' };
const pin = '2468-1357';
const justification = 'the fire alarm was false';
const dataDir = temporaryDataDir();
let launched: LaunchedConsole;

/** A call as the console's page makes it. */
async function call<N extends IpcCallName>(name: N, input: IpcInput<N>): Promise<IpcAnswer<IpcOutput<N>>> {
  return (await launched.window.evaluate(
    ([called, given]) => {
      const { kmes } = globalThis as unknown as {
        kmes: { call: Record<string, (input: unknown) => Promise<unknown>> };
      };
      return kmes.call[called as string]?.(given);
    },
    [name, input] as const,
  )) as IpcAnswer<IpcOutput<N>>;
}
async function value<N extends IpcCallName>(name: N, input: IpcInput<N>): Promise<IpcOutput<N>> {
  const answer = await call(name, input);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
const input = { justification };
const asking = async () => {
  const { digest } = await value('approvals.preview', { call: 'jobs.resumeAll', input });
  return call('approvals.request', { call: 'jobs.resumeAll', input, digest, justification });
};

/** The window may be gone before the driver hears that its key was pressed. */
const endsBy = (act: Promise<unknown>): Promise<unknown> => act.catch(() => undefined);
async function closeByEscape(page: Page): Promise<void> {
  const closed = page.waitForEvent('close');
  await endsBy(page.keyboard.press('Escape'));
  await closed;
}

beforeAll(async () => {
  launched = await launchConsole({ dataDir: dataDir.path });
  const token = await value('setup.createEvaluationToken', { label: 'Evaluation', pin });
  await value('setup.complete', {
    environment: 'EVALUATION',
    module: { moduleId: token.moduleId },
    approvedSha256: token.sha256,
    token: { label: 'Evaluation', serial: token.tokens.find(({ label }) => label === 'Evaluation')?.serial ?? '' },
    pin,
    pinSecondPart: null,
    identities: [ada, bob].map((person) => ({ ...person, roles: ['Administrator', 'Key Manager'] })),
  });
  for (const { name, password } of [ada, bob]) await value('session.login', { name, password });
  await value('jobs.stopAll', { justification: 'smoke in the server room' });
}, 180_000);
afterAll(async () => {
  await launched.close();
  dataDir.remove();
}, 60_000);

describe('the window for passwords', () => {
  it('shows the request itself and asks for a password, with nothing wrong for a screen reader', async () => {
    const answer = asking();
    const page = await promptPage(launched.app);
    const text = await page.locator('main').innerText();
    for (const shown of [
      'EVALUATION',
      'Sign this request',
      'Resume all jobs',
      justification,
      'smoke in the server room',
    ])
      expect(text).toContain(shown);
    expect(
      await page.getByLabel('Password', { exact: true }).evaluate((field) => field === document.activeElement),
    ).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await keepScreenshot(page, `prompt-${colorScheme}`);
      expect(await axeFindings(page)).toEqual([]);
    }
    await closeByEscape(page);
    expect(await answer).toMatchObject({ ok: false, error: { code: 'input.cancelled' } });
    expect((await value('approvals.list', { status: 'open' })).total).toBe(0);
  }, 120_000);

  it('shares nothing with the console’s page: bridge, session, document', async () => {
    const { app, window } = launched;
    const answer = asking();
    const page = await promptPage(app);
    const globals = (of: typeof page) =>
      of.evaluate(() =>
        ['kmes', 'kmesPrompt', 'require', 'process', 'opener'].filter((name) => Boolean((globalThis as never)[name])),
      );
    expect(await globals(page)).toEqual(['kmesPrompt']);
    expect(await globals(window)).toEqual(['kmes']);
    const served = await app.evaluate(async ({ session }, url) => {
      const status = async (partition: string, path: string) =>
        (await session.fromPartition(partition).fetch(path)).status;
      return {
        consoleGetsPrompt: await status('console', url),
        promptGetsConsole: await status('prompt', 'app://console/'),
        promptGetsPrompt: await status('prompt', url),
        persistent: session.fromPartition('prompt').isPersistent(),
      };
    }, PROMPT_URL);
    expect(served).toEqual({
      consoleGetsPrompt: 404,
      promptGetsConsole: 404,
      promptGetsPrompt: 200,
      persistent: false,
    });
    const preferences = await app.evaluate(({ BrowserWindow }, url) => {
      const found = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL() === url);
      const prefs = (
        found?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      return { ...prefs, modal: found?.isModal(), parent: found?.getParentWindow() !== null };
    }, PROMPT_URL);
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      modal: true,
      parent: true,
    });
    // The console's page cannot bring the prompt's document to itself, nor open another.
    const tried = await window.evaluate(async (url) => {
      const opened = globalThis.open(url);
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      await new Promise((done) => setTimeout(done, 300));
      let inner: string | null;
      try {
        inner = frame.contentDocument?.body.innerHTML ?? null;
      } catch {
        inner = null;
      }
      frame.remove();
      const fetched = await fetch(url).then(
        () => 'answered',
        () => 'refused',
      );
      return { opened: opened === null, inner: inner?.includes('prompt') ?? false, fetched };
    }, PROMPT_URL);
    expect(tried).toEqual({ opened: true, inner: false, fetched: 'refused' });
    await closeByEscape(page);
    expect(await answer).toMatchObject({ ok: false, error: { code: 'input.cancelled' } });
  }, 120_000);

  it('opens for one thing at a time', async () => {
    const first = asking();
    const page = await promptPage(launched.app);
    expect(await asking()).toMatchObject({
      ok: false,
      error: { code: 'state.conflict', facts: { reason: 'prompt-open' } },
    });
    await closeByEscape(page);
    expect((await first).ok).toBe(false);
  }, 120_000);

  it('says that a password is wrong, keeps none, and signs with the right one by keyboard alone', async () => {
    const answer = asking();
    const page = await promptPage(launched.app);
    await typeSignature(page, { name: 'Ada', password: 'not the password' });
    await page.getByText('Password or code is not right').waitFor();
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    expect(await axeFindings(page)).toEqual([]);
    const closed = page.waitForEvent('close');
    await page.keyboard.type(ada.password);
    await endsBy(page.keyboard.press('Enter'));
    await closed;
    const asked = await answer;
    expect(asked).toMatchObject({ ok: true, value: { requester: 'ada', status: 'Pending' } });
    const stored = await value('approvals.list', { status: 'open' });
    expect(stored.requests.map(({ requester }) => requester)).toEqual(['ada']);
    const seen = await launched.window.content();
    expect(seen).not.toContain(ada.password);
  }, 120_000);

  it('lets the other identity approve what is stored, and it is carried out', async () => {
    const { requests } = await value('approvals.list', { status: 'open' });
    const deciding = call('approvals.decide', { ids: [requests[0]?.id ?? ''], verdict: 'approve', reason: '' });
    const page = await promptPage(launched.app);
    const text = await page.locator('main').innerText();
    for (const shown of ['Approve this request', 'ada', justification, requests[0]?.digest ?? 'no digest'])
      expect(text).toContain(shown);
    await keepScreenshot(page, 'prompt-approve');
    await signInPrompt(launched.app, { name: 'Bob', password: bob.password });
    expect(await deciding).toMatchObject({ ok: true, value: { requests: [{ status: 'Executed' }] } });
    expect((await value('app.status', {})).jobs.stopped).toBeNull();
  }, 120_000);
});
