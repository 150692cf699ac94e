// Who may do what: Logins Required, lock-out, permissions lost and held, and what the log keeps of it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sqliteStoreFactory } from '../../electron/adapters/sqlite/sqlite-store-factory';
import type { Store } from '../../electron/ports/store';
import { ConsoleError } from '../../shared/errors';
import { manualClock } from '../support/manual-clock';
import { keptLog } from '../support/memory-ports';
import { people, testConsole, type TestConsole } from '../support/test-console';

let console: TestConsole;
beforeEach(async () => {
  console = await testConsole();
  await console.setUp();
});
afterEach(() => console.stop());

const session = async () => (await console.call('app.status', {})).session;
const wrong = (name: string) => console.refusal('session.login', { name, password: 'not the password' });

describe('a login', () => {
  it('of one of two grants nothing and shows who is missing; the second, different one grants the role', async () => {
    await console.logIn('ada');
    expect(await session()).toMatchObject({
      roles: [],
      permissions: [],
      waiting: { role: 'Administrator', have: 1, need: 2 },
    });
    expect((await console.refusal('session.login', { name: 'ada', password: people[0].password })).code).toBe(
      'auth.already-logged-in',
    );
    expect((await session()).permissions).toEqual([]);
    await console.logIn('bob');
    expect((await session()).roles).toEqual(['Administrator', 'Key Manager']);
    expect((await console.call('app.status', {})).phase).toBe('ready');
  });

  it('takes the name in any case, with spaces around it', async () => {
    const status = await console.call('session.login', { name: '  CLEO ', password: people[2].password });
    expect(status.session.roles).toEqual(['Auditor']);
  });

  it('that is refused says the same of an unknown name and of a wrong password', async () => {
    const [known, unknown] = [await wrong('cleo'), await wrong('nobody')];
    expect([known.code, known.facts]).toEqual([unknown.code, unknown.facts]);
    expect(known.code).toBe('auth.login-refused');
  });

  it('is locked out after ten tries for half an hour, even with the right password, known or unknown name alike', async () => {
    for (const name of ['cleo', 'nobody']) {
      for (let tries = 1; tries < 10; tries += 1) expect((await wrong(name)).code).toBe('auth.login-refused');
      expect((await wrong(name)).code).toBe('auth.locked-out');
    }
    expect((await console.refusal('session.login', { name: 'cleo', password: people[2].password })).code).toBe(
      'auth.locked-out',
    );
    await console.clock.advance(30 * 60_000);
    await console.logIn('cleo');
    const { entries } = await console.call('audit.list', { filter: { categories: ['Login'] }, limit: 200 });
    const refused = entries.filter(({ event }) => event === 'login.refused');
    expect(refused).toHaveLength(21);
    expect(JSON.stringify(entries)).not.toContain('nobody');
  });

  it('is counted one by one when tries come at once, and not kept waiting without end', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => wrong('cleo')));
    const codes = answers.map(({ code }) => code);
    expect(codes.filter((code) => code === 'auth.login-refused')).toHaveLength(8);
    expect(codes.filter((code) => code === 'state.conflict')).toHaveLength(4);
  });
});

describe('logging out', () => {
  it('ends the login of everyone and is recorded under their names', async () => {
    await console.logIn('ada', 'bob');
    const status = await console.call('session.logout', {});
    expect(status).toMatchObject({ phase: 'login', session: { identities: [], permissions: [] } });
    expect((await console.refusal('groups.list', {})).code).toBe('state.wrong-phase');
    await console.logIn('cleo');
    const { entries } = await console.call('audit.list', { limit: 50 });
    expect(entries.find(({ event }) => event === 'login.ended')?.identities).toEqual(['ada', 'bob']);
  });

  it('without anyone logged in changes and records nothing', async () => {
    await console.call('session.logout', {});
    await console.logIn('cleo');
    const { entries } = await console.call('audit.list', { limit: 50 });
    expect(entries.map(({ event }) => event)).not.toContain('login.ended');
  });
});

describe('refusals', () => {
  it('are recorded once with a count, however often they are repeated', async () => {
    await console.logIn('cleo');
    for (let tries = 0; tries < 500; tries += 1)
      await console.refusal('groups.delete', { id: 'a'.repeat(32), revision: 1 });
    await console.clock.advance(2 * 60_000);
    const entries = await vi.waitFor(async () => {
      const list = await console.call('audit.list', { filter: { categories: ['Refused'] }, limit: 50 });
      expect(list.entries).toHaveLength(2);
      return list.entries;
    });
    expect(
      entries.map(({ facts, target, identities }) => [facts['code'], facts['repetitions'], target?.id, identities]),
    ).toEqual([
      ['auth.not-permitted', 499, 'groups.delete', ['cleo']],
      ['auth.not-permitted', undefined, 'groups.delete', ['cleo']],
    ]);
  });
});

describe('preferences', () => {
  it('are kept for the identity, and for the window while nobody is logged in', async () => {
    await console.call('preferences.set', { key: 'theme', value: 'dark' });
    await console.logIn('cleo');
    expect(await console.call('preferences.get', { key: 'theme' })).toEqual({ value: null });
    await console.call('preferences.set', { key: 'theme', value: { mode: 'light' } });
    await console.call('session.logout', {});
    expect(await console.call('preferences.get', { key: 'theme' })).toEqual({ value: 'dark' });
  });

  it('are refused beyond their number and size', async () => {
    for (let n = 0; n < 200; n += 1) await console.call('preferences.set', { key: `k${n}`, value: n });
    expect((await console.refusal('preferences.set', { key: 'one-more', value: 1 })).code).toBe('input.too-large');
    await console.call('preferences.set', { key: 'k1', value: 'again' });
    expect((await console.refusal('preferences.set', { key: 'k2', value: 'x'.repeat(300_000) })).code).toBe(
      'input.too-large',
    );
  });
});

describe('a row that decides who may do what and does not fit the log', () => {
  it('ends the login and makes the console read-only, and the window still gets its status', async () => {
    await console.stop();
    const tampered = { on: false };
    const real = () => sqliteStoreFactory({ dataDir: folder.path, clock: manualClock(), log: keptLog() });
    const folder = { path: '' };
    const edited = (store: Store): Store => ({
      ...store,
      read: (work) =>
        store.read((tx) => {
          const get = (id: string) =>
            tampered.on
              ? Promise.reject(new ConsoleError('store.row-tampered', { facts: { kind: 'identity', id } }))
              : tx.identities.get(id);
          const identities = {
            get,
            byName: (name: string) => tx.identities.byName(name),
            list: () => tx.identities.list(),
          };
          return work({ ...tx, identities });
        }),
    });
    console = await testConsole({
      stores: {
        ...real(),
        exists: () => Promise.resolve(false),
        setAside: () => real().setAside(),
        create: async (key, identity) => edited(await real().create(key, identity)),
        open: async (key) => edited(await real().open(key)),
      },
    });
    folder.path = console.dataDir;
    await console.setUp();
    await console.logIn('ada', 'bob');
    tampered.on = true;
    await console.call('session.logout', {});
    await console.logIn('ada');
    expect(await console.call('app.status', {})).toMatchObject({
      phase: 'login',
      problem: { code: 'store.row-tampered', facts: { kind: 'identity' } },
      session: { identities: [] },
    });
    await vi.waitFor(() => expect(console.early.events.map(({ event }) => event)).toContain('audit.row-tampered'));
  });
});
