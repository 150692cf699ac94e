// The early log: nothing that was appended is lost, and nothing is forgotten that was not drained.
import { appendFile, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { earlyLogFileName, openEarlyLog } from '../../../electron/adapters/settings/early-log';

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kmes-early-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
const eventOf = (name: string, facts: Record<string, unknown> = {}) => ({
  at: '2026-03-01T09:00:00.000Z',
  event: name,
  outcome: 'failed' as const,
  facts,
});
const namesOf = (events: readonly { event: string }[]) => events.map(({ event }) => event);

describe('the early log', () => {
  it('is empty without a file', async () => {
    const { events, forget } = await openEarlyLog(await newFolder()).drain();
    expect(events).toEqual([]);
    await forget();
  });

  it('gives back what was appended, in order, whatever the text holds, also to another opening', async () => {
    const folder = await newFolder();
    const early = openEarlyLog(folder);
    const events = ['a\nb', '\0\ud800\u2028', 'c'].map((text, index) => eventOf(`event-${index}`, { text }));
    await Promise.all(events.map((event) => early.append(event)));
    expect((await openEarlyLog(folder).drain()).events).toEqual(events);
    expect((await stat(join(folder, earlyLogFileName))).mode & 0o777).toBe(0o600);
    expect((await readFile(join(folder, earlyLogFileName), 'utf8')).split('\n')).toHaveLength(4);
  });

  it('forgets exactly what was drained', async () => {
    const folder = await newFolder();
    const early = openEarlyLog(folder);
    await early.append(eventOf('first'));
    const { events, forget } = await early.drain();
    await early.append(eventOf('second'));
    expect(namesOf(events)).toEqual(['first']);
    expect(namesOf((await early.drain()).events)).toEqual(['first', 'second']);
    await forget();
    expect(namesOf((await early.drain()).events)).toEqual(['second']);
    await (await early.drain()).forget();
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps a line that a crash cut off as an event of its own, and the ones around it whole', async () => {
    const folder = await newFolder();
    const early = openEarlyLog(folder);
    await early.append(eventOf('first'));
    await appendFile(join(folder, earlyLogFileName), '{"at":"2026-03-01T09:00:01.000Z","event":"cut');
    await early.append(eventOf('third'));
    const { events } = await early.drain();
    expect(namesOf(events)).toEqual(['first', 'early-log.line-damaged', 'third']);
    expect(events[1]).toMatchObject({
      at: '2026-03-01T09:00:00.000Z',
      outcome: 'failed',
      facts: { line: expect.stringContaining('"cut') as string },
    });
  });
});
