// kill -9 at every step of set-up, then set-up again in the same folder: no half-written installation, and nothing in the way.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { setupSteps } from '../../shared/schemas/setup';
import type { SetUpLife } from './set-up-process';

const root = mkdtempSync(join(tmpdir(), 'kmes-set-up-'));
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

interface Ended {
  readonly signal: string | null;
  readonly told: { steps: number; before: { phase: string; problem: unknown }; after: { phase: string } } | null;
  readonly stderr: string;
}

/** One life of the console in a process of its own. */
function live(life: SetUpLife): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', resolve('test/crash/set-up-process.ts')], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], KMES_SET_UP: JSON.stringify(life) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  return new Promise((done) => {
    child.once('close', (_code, signal) => {
      const told = stdout === '' ? null : (JSON.parse(stdout.trimEnd()) as Ended['told']);
      done({ signal, told, stderr });
    });
  });
}

const hasInstallation = (dataDir: string): boolean => {
  const path = join(dataDir, 'settings.json');
  return existsSync(path) && 'installation' in (JSON.parse(readFileSync(path, 'utf8')) as object);
};

describe('set-up', () => {
  it.each(setupSteps.map((step, index) => [step, index] as const))(
    'killed as it begins "%s" leaves no installation, and is done again',
    async (_step, dieAt) => {
      const life = { dataDir: join(root, `at-${dieAt}`), pin: '86420-pin' };
      expect(await live({ ...life, dieAt })).toMatchObject({ signal: 'SIGKILL', told: null });
      expect(hasInstallation(life.dataDir)).toBe(false);
      const again = await live({ ...life, dieAt: null });
      expect(again.told, again.stderr).toMatchObject({
        before: { phase: 'setup' },
        after: { phase: 'login', problem: null },
      });
      // A store that was made belongs to no one: the window says so before set-up begins again.
      const madeStore = dieAt > setupSteps.indexOf('store');
      expect(again.told?.before.problem).toEqual(
        madeStore ? expect.objectContaining({ code: 'state.conflict', facts: { reason: 'set-up-interrupted' } }) : null,
      );
      expect(hasInstallation(life.dataDir)).toBe(true);
    },
  );

  it('killed as it tells of its end is an installation', async () => {
    const life = { dataDir: join(root, 'at-end'), pin: '86420-pin' };
    expect((await live({ ...life, dieAt: setupSteps.length })).signal).toBe('SIGKILL');
    expect(hasInstallation(life.dataDir)).toBe(true);
  });
});
