// PRODUCTION: nobody logs in without a second factor, and identities that nobody uses are disabled while every operation keeps its people.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, describe, expect, it } from 'vitest';
import { sqliteStoreFactory } from '../../../electron/adapters/sqlite/sqlite-store-factory';
import type { Identity } from '../../../electron/domain/entities';
import { defaultRoles } from '../../../electron/domain/roles';
import type { Store } from '../../../electron/ports/store';
import { createAuthenticator } from '../../../electron/services/authenticate';
import { createDisableUnused } from '../../../electron/services/identities/disable-unused';
import { changePassword } from '../../../electron/services/identities/change-password';
import { createLogin, type LoginUnitOfWork } from '../../../electron/services/login';
import { createPasswords } from '../../../electron/services/passwords';
import { enrolSecondFactor } from '../../../electron/services/second-factor/enrol-second-factor';
import { createSession } from '../../../electron/services/session';
import type { Environment } from '../../../shared/schemas/status';
import { promptScript } from '../../support/approve';
import { identityRow } from '../../support/builders/store-rows';
import { manualClock } from '../../support/manual-clock';
import { keptLog } from '../../support/memory-ports';
import { oneTimeCode } from '../../support/one-time-code';

const day = 86_400_000;
const passwords = createPasswords({ n: 2 ** 4, r: 8, p: 1 });
const password = 'a password of everyone 1';
const names = ['ada', 'bob', 'cleo', 'dora', 'erin'];

async function bench(environment: Environment) {
  const dataDir = mkdtempSync(join(tmpdir(), 'kmes-production-'));
  const [clock, log] = [manualClock(), keptLog()];
  const store = await sqliteStoreFactory({ dataDir, clock, log }).create(new Uint8Array(32).fill(7), {
    id: 'c'.repeat(32),
    environment,
  });
  onTestFinished(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const administrator = defaultRoles[0]?.id ?? '';
  await store.write(async (tx) => {
    for (const role of defaultRoles) await tx.roles.put(role);
    for (const [index, name] of names.entries()) {
      const key = await passwords.makeSigningKey(password);
      await tx.identities.put(
        identityRow({
          ...{ id: String(index).padStart(32, '0'), name, fullName: `Person ${index}`, roleIds: [administrator] },
          password: await passwords.hashPassword(password),
          signingKey: { ...key, enrolledAt: '', enrolmentSignature: '' },
          createdAt: clock.now().toISOString(),
        }),
      );
    }
    await tx.record({ event: 'system.set-up', category: 'System', outcome: 'success' });
  });
  const session = createSession({ store, changed: () => undefined, tampered: () => undefined });
  const authenticator = createAuthenticator({ store, clock, readOnly: () => false, passwords });
  const login = createLogin({ session, clock, authenticator, environment });
  const unitOfWork: LoginUnitOfWork = (work) =>
    store.write(async (tx) => {
      const { result, audit } = await work(tx);
      await tx.record({ event: 'test', category: 'Login', outcome: 'success', ...audit });
      return result;
    });
  const prompt = promptScript({});
  return { store, clock, log, session, authenticator, login, unitOfWork, prompt, passwords };
}
const row = async (store: Store, name: string): Promise<Identity> => {
  const identity = await store.read((tx) => tx.identities.byName(name));
  if (identity === null) throw new Error(name);
  return identity;
};
const statuses = (store: Store) => store.read(async (tx) => (await tx.identities.list()).map(({ status }) => status));

describe('PRODUCTION', () => {
  it('lets nobody in by the password alone, and in by the code once the factor is enrolled', async () => {
    const parts = await bench('PRODUCTION');
    const { login, session, clock, unitOfWork, prompt } = parts;
    await expect(login.login('ada', { password, code: null }, unitOfWork)).rejects.toMatchObject({
      code: 'auth.enrolment-required',
    });
    // A changed password alone is not enough either.
    const newPassword = 'another password 2';
    await changePassword(parts, 'ada', { password, code: null }, newPassword, unitOfWork);
    expect((await session.current()).identities).toEqual([]);
    let secret = '';
    prompt.codeTyped = (view) => oneTimeCode((secret = view.secret), clock.now());
    await enrolSecondFactor(parts, 'ada', { password: newPassword, code: null }, unitOfWork);
    expect((await session.current()).identities.map(({ name }) => name)).toEqual(['ada']);
    session.end();
    await clock.advance(60_000);
    await expect(login.login('ada', { password: newPassword, code: null }, unitOfWork)).rejects.toMatchObject({
      code: 'auth.code-required',
    });
    await login.login('ada', { password: newPassword, code: oneTimeCode(secret, clock.now()) }, unitOfWork);
    expect((await session.current()).identities.map(({ name }) => name)).toEqual(['ada']);
  });

  it('demands the change of a given password before the factor', async () => {
    const parts = await bench('PRODUCTION');
    const { store, login, unitOfWork } = parts;
    await store.write(async (tx) => {
      const bob = await tx.identities.byName('bob');
      if (bob !== null) await tx.identities.put({ ...bob, mustChangePassword: true });
      await tx.record({ event: 'test', category: 'Login', outcome: 'success' });
    });
    const secrets = { password, code: null };
    await expect(login.login('bob', secrets, unitOfWork)).rejects.toMatchObject({
      code: 'auth.password-change-required',
    });
    await expect(enrolSecondFactor(parts, 'bob', secrets, unitOfWork)).rejects.toMatchObject({
      code: 'auth.password-change-required',
    });
  });

  it('disables identities after 90 days without use, as many as leave each operation its people', async () => {
    const { store, clock, log } = await bench('PRODUCTION');
    const disableUnused = createDisableUnused({ store, clock, log });
    await clock.advance(90 * day - 1000);
    await disableUnused();
    expect(new Set(await statuses(store))).toEqual(new Set(['enabled']));
    await store.write(async (tx) => {
      const { id } = await row(store, 'erin');
      await tx.loginStates.put({
        identityId: id,
        failedTries: 0,
        lockedUntil: null,
        lastLoginAt: clock.now().toISOString(),
      });
      await tx.record({ event: 'test', category: 'Login', outcome: 'success' });
    });
    await clock.advance(1000);
    await disableUnused();
    // Two approve what a third asks for: three administrators must stay, and who is used stays in any case.
    expect(await statuses(store)).toEqual(['disabled', 'disabled', 'enabled', 'enabled', 'enabled']);
    const head = await store.read((tx) => tx.audit.head());
    await disableUnused();
    expect(await store.read((tx) => tx.audit.head())).toEqual(head);
    const { entries } = await store.read((tx) => tx.audit.list({}, { limit: 2 }));
    expect(entries.map(({ entry }) => [entry.event, entry.facts])).toEqual([
      ['identity.disabled', { reason: 'unused', days: 90 }],
      ['identity.disabled', { reason: 'unused', days: 90 }],
    ]);
  });
});

describe('EVALUATION', () => {
  it('asks for no factor and disables nobody', async () => {
    const { store, clock, log, login, session, unitOfWork } = await bench('EVALUATION');
    await login.login('ada', { password, code: null }, unitOfWork);
    expect((await session.current()).identities).toHaveLength(1);
    await clock.advance(400 * day);
    await createDisableUnused({ store, clock, log })();
    expect(new Set(await statuses(store))).toEqual(new Set(['enabled']));
  });
});
