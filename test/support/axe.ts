// Runs axe over the page of a window. Injected as a script evaluation by the driver, so the page's own policy stays as it is.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly {
      readonly target: readonly unknown[];
      readonly failureSummary?: string;
      readonly html: string;
    }[];
  }[];
}

/** Waits for what fades or slides to arrive: half-way, a button has a colour that nobody chose. What runs for ever is left. */
async function animationsToEnd(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime)));
    await Promise.allSettled(ending.map(async (one) => await one.finished));
  });
}

/** What axe finds against WCAG 2.2 A and AA and its best practices: one line per rule and element, empty when nothing. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  await animationsToEnd(page);
  const result = await page.evaluate(async () => {
    // An open menu lies over the page and belongs to no landmark of it.
    const region = { enabled: document.querySelector('[role="menu"]') === null };
    const { axe } = globalThis as unknown as { axe: { run(options: unknown): Promise<unknown> } };
    return await axe.run({ rules: { region } });
  });
  return (result as AxeResult).violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) =>
        `${id}: ${help} · ${target.join(' ')} · ${html.slice(0, 160)} · ${failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  );
}
