// Identity Management through the table: added, changed, disabled, reset and deleted under dual control, with passwords typed in main's window.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anchorSignatureValid } from '../../electron/services/anchors';
import { enrolmentStatement } from '../../electron/services/setup/make-identities';
import type { AuditEntryView } from '../../shared/schemas/audit';
import type { IdentityView } from '../../shared/schemas/identities';
import { decideAs, requestAs } from '../support/approve';
import { people, testConsole, type TestConsole } from '../support/test-console';

const firstPassword = 'a first password 7';
const ownPassword = 'my very own password 8';

let console: TestConsole;
beforeEach(async () => {
  console = await testConsole();
  await console.setUp();
  await console.logIn('ada', 'bob');
  console.prompt.newPasswordTyped = () => firstPassword;
});
afterEach(() => console.stop());

const roleId = async (name: string): Promise<string> => {
  const { roles } = await console.call('roles.list', {});
  return roles.find((role) => role.name === name)?.id ?? '';
};
const named = async (name: string): Promise<IdentityView> => {
  const { identities } = await console.call('identities.list', {});
  const found = identities.find((identity) => identity.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};
const add = async (name: string, ...roles: string[]): Promise<void> => {
  const roleIds = await Promise.all((roles.length === 0 ? ['Administrator', 'Key Manager'] : roles).map(roleId));
  await console.approved('identities.add', { name, fullName: 'Dora Day', roleIds });
};
const logInAs = (...names: string[]): Promise<void> => console.logIn(...names);
const entries = async (event: string): Promise<AuditEntryView[]> => {
  const { entries: all } = await console.call('audit.list', { limit: 200 });
  return all.filter((entry) => entry.event === event);
};
const preview = async (call: string, input: unknown) => {
  const answer = await console.app().dispatch('approvals.preview', { call, input }, { trusted: true });
  return answer.ok ? null : answer.error;
};
/** A third administrator who has chosen a password of their own. */
const addThird = async (name = 'dora'): Promise<void> => {
  await add(name);
  await console.call('session.changePassword', { name, password: firstPassword, newPassword: ownPassword });
  console.prompt.passwords.set(name, ownPassword);
};

describe('adding an identity', () => {
  it('needs approval, and its first password is asked for once, in main’s window', async () => {
    let asked = 0;
    console.prompt.newPasswordTyped = () => ((asked += 1), firstPassword);
    const input = { name: 'dora', fullName: 'Dora Day', roleIds: [await roleId('Operator')] };
    expect((await console.refusal('identities.add', input)).code).toBe('auth.approval-required');
    const request = await requestAs(console.call, console.prompt, 'ada', 'identities.add', input);
    expect(asked).toBe(1);
    expect(request.effect.map(({ name }) => name)).toContain('Signing key (SHA-256)');
    await decideAs(console.call, console.prompt, 'bob', request.id);
    expect(await named('dora')).toMatchObject({
      fullName: 'Dora Day',
      roles: [{ name: 'Operator' }],
      status: 'enabled',
      mustChangePassword: true,
      secondFactor: 'none',
      lastLoginAt: null,
      revision: 1,
    });
    const [entry] = await entries('identity.added');
    expect(entry?.identities).toEqual(['ada', 'bob']);
    expect(JSON.stringify(console.outgoing)).not.toContain(firstPassword);
  });

  it('enrols a key that the HSM signed for this identity of this store', async () => {
    await add('dora', 'Operator');
    const { identities } = await console.call('identities.list', {});
    const evidence = identities.find(({ name }) => name === 'dora');
    const installation = console.settings.installation();
    if (installation === null || evidence === undefined) throw new Error('not set up');
    const { signingKey } = await console.storedIdentity('dora');
    const statement = enrolmentStatement({
      identity: evidence.id,
      publicKey: signingKey.publicKeyDer,
      enrolledAt: signingKey.enrolledAt,
      store: installation.storeId,
    });
    expect(anchorSignatureValid(installation.anchorKey, statement, signingKey.enrolmentSignature)).toBe(true);
  });

  it('is refused for a name taken, roles that exclude each other or are none, and a window that was closed', async () => {
    const roleIds = [await roleId('Administrator')];
    expect(await preview('identities.add', { name: 'ADA', fullName: 'X', roleIds })).toMatchObject({
      code: 'input.name-taken',
    });
    const both = [await roleId('Administrator'), await roleId('Approver')];
    expect(await preview('identities.add', { name: 'dora', fullName: 'X', roleIds: both })).toMatchObject({
      code: 'input.invalid',
      facts: { rule: 'exclusion', role: 'Administrator', other: 'Approver', name: 'dora' },
    });
    expect(await preview('identities.add', { name: 'dora', fullName: 'X', roleIds: ['f'.repeat(32)] })).toMatchObject({
      facts: { rule: 'unknown-role' },
    });
    console.prompt.newPasswordTyped = () => null;
    expect(await preview('identities.add', { name: 'dora', fullName: 'X', roleIds })).toMatchObject({
      code: 'input.cancelled',
    });
  });

  it('asks again for a password that breaks a rule', async () => {
    const problems: (string | null)[] = [];
    console.prompt.newPasswordTyped = (view) => {
      problems.push(view.problem);
      return ['short', 'dora day and more', firstPassword][problems.length - 1] ?? null;
    };
    await add('dora', 'Operator');
    expect(problems).toEqual([null, 'too-short', 'contains-name']);
  });
});

describe('a first login', () => {
  it('is nothing but the change of the password, which then logs in; the key signs under the new one', async () => {
    await add('dora');
    const login = { name: 'dora', password: firstPassword };
    expect((await console.refusal('session.login', login)).code).toBe('auth.password-change-required');
    expect(
      (await console.refusal('session.changePassword', { ...login, newPassword: firstPassword })).facts,
    ).toMatchObject({
      rule: 'used-before',
    });
    expect(
      (await console.refusal('session.changePassword', { ...login, newPassword: 'has dora inside' })).facts,
    ).toMatchObject({
      rule: 'contains-name',
    });
    await console.call('session.logout', {});
    await console.logIn('ada');
    const status = await console.call('session.changePassword', { ...login, newPassword: ownPassword });
    expect(status.session.identities.map(({ name }) => name)).toEqual(['ada', 'dora']);
    expect(status.phase).toBe('ready');
    expect(await named('dora')).toMatchObject({ mustChangePassword: false, revision: 1 });
    expect((await console.refusal('session.login', login)).code).toBe('auth.login-refused');
    console.prompt.passwords.set('dora', ownPassword);
    const { id } = await named('cleo');
    const request = await requestAs(console.call, console.prompt, 'dora', 'identities.disable', { id, revision: 1 });
    expect(await decideAs(console.call, console.prompt, 'ada', request.id)).toMatchObject({ status: 'Executed' });
  });

  it('cannot be forced by guessing: the change of a password counts the tries as a login does', async () => {
    for (let tries = 1; tries < 10; tries += 1) {
      const wrong = { name: 'cleo', password: 'not the password', newPassword: ownPassword };
      expect((await console.refusal('session.changePassword', wrong)).code).toBe('auth.login-refused');
    }
    expect((await console.refusal('session.login', { name: 'cleo', password: 'wrong again' })).code).toBe(
      'auth.locked-out',
    );
    const right = { name: 'cleo', password: people[2].password, newPassword: ownPassword };
    expect((await console.refusal('session.changePassword', right)).code).toBe('auth.locked-out');
  });

  it('none of the last five passwords is taken again', async () => {
    const passwords = [people[2].password, ...[1, 2, 3, 4, 5, 6].map((n) => `password of cleopatra ${n}`)].map((text) =>
      text.replace('cleo', 'klea'),
    );
    passwords[0] = people[2].password;
    const change = (password: string, newPassword: string) => ({ name: 'cleo', password, newPassword });
    for (let n = 0; n + 1 < passwords.length; n += 1) {
      await console.call('session.changePassword', change(passwords[n] ?? '', passwords[n + 1] ?? ''));
    }
    const last = passwords.at(-1) ?? '';
    for (const used of passwords.slice(-6)) {
      expect((await console.refusal('session.changePassword', change(last, used))).facts).toMatchObject({
        rule: 'used-before',
      });
    }
    await console.call('session.changePassword', change(last, passwords[0] ?? ''));
  });
});

describe('changing an identity', () => {
  it('keeps before and after in the log, and an older revision is refused', async () => {
    await addThird();
    const dora = await named('dora');
    const roleIds = [await roleId('Operator'), await roleId('Administrator')];
    await console.approved('identities.change', {
      id: dora.id,
      revision: dora.revision,
      fullName: 'Dora Dare',
      roleIds,
    });
    expect(await named('dora')).toMatchObject({ fullName: 'Dora Dare', revision: 2 });
    const [entry] = await entries('identity.changed');
    expect(entry?.facts['effect']).toEqual([
      { name: 'Full name', before: 'Dora Day', value: 'Dora Dare' },
      { name: 'Roles', before: 'Administrator, Key Manager', value: 'Administrator, Operator' },
    ]);
    const stale = { id: dora.id, revision: 1, fullName: 'Dora Dale', roleIds };
    expect(await preview('identities.change', stale)).toMatchObject({
      code: 'state.conflict',
      facts: { what: 'revision', revision: 2 },
    });
    expect(await preview('identities.change', { ...stale, revision: 2, fullName: 'Dora Dare' })).toMatchObject({
      facts: { rule: 'nothing-changed' },
    });
  });

  it('that another change overtakes makes the request stale and is not carried out', async () => {
    await addThird();
    const { id } = await named('dora');
    const roleIds = [await roleId('Administrator')];
    const change = (fullName: string) => ({ id, revision: 1, fullName, roleIds });
    const first = await requestAs(console.call, console.prompt, 'ada', 'identities.change', change('Dora One'));
    await console.approved('identities.change', change('Dora Two'));
    const late = await decideAs(console.call, console.prompt, 'bob', first.id);
    expect(late.status).toBe('Stale');
    expect((await named('dora')).fullName).toBe('Dora Two');
  });
});

describe('a change after which an operation has no quorum', () => {
  it.each(['identities.disable', 'identities.delete'])(
    '%s of one of two administrators is refused, with the operation',
    async (call) => {
      const { id } = await named('bob');
      expect(await preview(call, { id, revision: 1 })).toMatchObject({
        code: 'state.conflict',
        facts: { reason: 'quorum', have: 0, need: 1 },
      });
    },
  );

  it('is the loss of the role as well, and allowed once a third administrator is there; so goes the notice', async () => {
    const notices = async () => (await console.call('app.status', {})).notices.map(({ kind }) => kind);
    expect(await notices()).toContain('two-administrators');
    const { id } = await named('bob');
    const lose = { id, revision: 1, fullName: 'Bob Baker', roleIds: [await roleId('Key Manager')] };
    expect(await preview('identities.change', lose)).toMatchObject({ facts: { reason: 'quorum' } });
    await addThird();
    expect(await notices()).not.toContain('two-administrators');
    await console.approved('identities.disable', { id: (await named('dora')).id, revision: 1 });
    expect(await notices()).toContain('two-administrators');
  });

  it('is noticed again when two requests that are each fine are carried out one after the other', async () => {
    await addThird();
    const [dora, cleo] = [await named('dora'), await named('cleo')];
    const first = await requestAs(console.call, console.prompt, 'ada', 'identities.disable', {
      id: dora.id,
      revision: 1,
    });
    const { id } = await named('bob');
    const second = await requestAs(console.call, console.prompt, 'ada', 'identities.disable', { id, revision: 1 });
    await decideAs(console.call, console.prompt, 'bob', first.id);
    const refused = await decideAs(console.call, console.prompt, 'bob', second.id);
    expect([refused.status, refused.error?.code]).toEqual(['Stale', 'state.conflict']);
    expect((await named('bob')).status).toBe('enabled');
    expect(cleo.status).toBe('enabled');
  });
});

describe('a disabled identity', () => {
  it('is out at once and cannot log in, until it is enabled again', async () => {
    await addThird();
    await console.call('session.logout', {});
    await logInAs('ada');
    await console.call('session.login', { name: 'dora', password: ownPassword });
    const { id } = await named('bob');
    const request = await requestAs(console.call, console.prompt, 'ada', 'identities.disable', { id, revision: 1 });
    await decideAs(console.call, console.prompt, 'dora', request.id);
    expect((await console.refusal('session.login', { name: 'bob', password: people[1].password })).code).toBe(
      'auth.login-refused',
    );
    const again = await requestAs(console.call, console.prompt, 'dora', 'identities.enable', { id, revision: 2 });
    await decideAs(console.call, console.prompt, 'ada', again.id);
    await logInAs('bob');
    const { session } = await console.call('app.status', {});
    expect(session.identities.map(({ name }) => name)).toEqual(['ada', 'dora', 'bob']);
  });
});

describe('a reset password', () => {
  const reset = async (name: string, removeSecondFactor = false): Promise<void> => {
    const { id, revision } = await named(name);
    await console.approved('identities.resetPassword', { id, revision, removeSecondFactor });
  };

  it('closes the old key, is changed at the next login, and is none of the last ones', async () => {
    await addThird();
    const before = await console.storedIdentity('dora');
    const problems: (string | null)[] = [];
    console.prompt.newPasswordTyped = (view) => {
      problems.push(view.problem);
      return problems.length === 1 ? ownPassword : 'another first one 9';
    };
    await reset('dora');
    expect(problems).toEqual([null, 'used-before']);
    const after = await console.storedIdentity('dora');
    expect(after.mustChangePassword).toBe(true);
    expect(after.signingKey.publicKeyDer).not.toBe(before.signingKey.publicKeyDer);
    expect(after.closedKeys.map(({ publicKeyDer }) => publicKeyDer)).toEqual([before.signingKey.publicKeyDer]);
    expect(after.closedKeys[0]?.enrolmentSignature).toBe(before.signingKey.enrolmentSignature);
    expect(after.closedKeys[0]?.sealedPrivateKey.ciphertext).toBe('');
    const [ada, bob] = [await named('ada'), await named('bob')];
    expect([...after.resetBy].sort()).toEqual([ada.id, bob.id].sort());
    expect((await console.refusal('session.login', { name: 'dora', password: ownPassword })).code).toBe(
      'auth.login-refused',
    );
    expect((await console.refusal('session.login', { name: 'dora', password: 'another first one 9' })).code).toBe(
      'auth.password-change-required',
    );
  });

  it('leaves an identity that never decides on requests of who took part', async () => {
    await addThird();
    console.prompt.newPasswordTyped = () => 'another first one 9';
    await reset('dora');
    await console.call('session.changePassword', {
      name: 'dora',
      password: 'another first one 9',
      newPassword: 'a second own one 10',
    });
    console.prompt.passwords.set('dora', 'a second own one 10');
    const { id } = await named('cleo');
    const request = await requestAs(console.call, console.prompt, 'ada', 'identities.disable', { id, revision: 1 });
    console.prompt.signer = 'dora';
    const refused = await console.refusal('approvals.decide', { ids: [request.id], verdict: 'approve', reason: '' });
    expect(refused.code).toMatch(/^auth\.|^state\./);
    expect((await named('cleo')).status).toBe('enabled');
  });
});

describe('a deleted identity', () => {
  it('stays in the record without any secret, cannot log in, and leaves its name to nobody', async () => {
    await addThird();
    const { id } = await named('dora');
    await console.approved('identities.delete', { id, revision: 1 });
    expect(await named('dora')).toMatchObject({ id, status: 'deleted' });
    const row = await console.storedIdentity('dora');
    expect(row.signingKey.sealedPrivateKey.ciphertext).toBe('');
    expect(row.signingKey.enrolmentSignature).not.toBe('');
    expect((await console.refusal('session.login', { name: 'dora', password: ownPassword })).code).toBe(
      'auth.login-refused',
    );
    const roleIds = [await roleId('Operator')];
    expect(await preview('identities.add', { name: 'dora', fullName: 'X', roleIds })).toMatchObject({
      code: 'input.name-taken',
    });
    expect(await preview('identities.enable', { id, revision: 2 })).toMatchObject({ code: 'not-found' });
  });
});
