// The IPC table is the security policy: what it says stands in docs/ipc.md, and no call that changes something is without a rule.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ipcDocument } from '../../scripts/lib/ipc-document';
import type { IpcCall } from '../../shared/ipc/definition';
import { operationPermissions } from '../../shared/ipc/operation-permissions';
import { ipcTable } from '../../shared/ipc/table';
import { operations, permissions } from '../../shared/permissions';

const calls = Object.entries(ipcTable) as [string, IpcCall][];
const commands = calls.flatMap(([name, call]) => (call.kind === 'command' ? [[name, call] as const] : []));

/** Commands that anyone logged in may make, and why that is right: there are no others. */
const anyLogin: Readonly<Record<string, string>> = {
  'hsm.logOut': 'less access',
  'session.lock': 'less access',
  'approvals.request': 'the permission of the call asked for is checked',
  'approvals.withdraw': 'only the requester',
  'jobs.stopAll': 'anyone may stop',
  'recovery.cancel': 'less access',
};

describe('docs/ipc.md', () => {
  it('says what the table says (npm run docs:ipc writes it)', () => {
    expect(readFileSync('docs/ipc.md', 'utf8')).toBe(ipcDocument());
  });
});

describe('the IPC table', () => {
  it.each(commands)(
    '%s, which changes something, has a permission and an approval rule with its reason',
    (name, call) => {
      if ((permissions as readonly string[]).includes(call.permission)) expect(call.phases).toEqual(['ready']);
      else if (call.permission === 'logged-in') expect(Object.keys(anyLogin)).toContain(name);
      // Before a login only what makes or ends one, sets up, unlocks or recovers; nothing of keys, people or policy.
      else expect(name).toMatch(/^(setup|hsm|session|preferences|recovery)\./);
      if (typeof call.approval === 'string') expect(operations).toContain(call.approval);
      else expect(call.approval.none.length).toBeGreaterThan(5);
      if (typeof call.audit !== 'string') expect(call.audit.none.length).toBeGreaterThan(5);
    },
  );

  it.each(commands.filter(([, call]) => typeof call.approval === 'string'))(
    '%s, under dual control, names a permission of a role and an audit event',
    (_name, call) => {
      expect(permissions).toContain(call.permission);
      expect(typeof call.audit).toBe('string');
    },
  );

  it('has a call for every operation, and one permission for each', () => {
    expect(Object.keys(operationPermissions).sort()).toEqual([...operations].sort());
    for (const [, call] of commands) {
      if (typeof call.approval === 'string') expect(operationPermissions[call.approval]).toBe(call.permission);
    }
  });

  it('puts everything that changes keys, credentials, people, roles or policy under dual control', () => {
    const free = commands.filter(
      ([name, call]) =>
        /^(credentials|groups|identities|roles|policy)\./.test(name) && typeof call.approval !== 'string',
    );
    // Files that are only read, and a key pair of the simulator.
    expect(free.map(([name]) => name)).toEqual([
      'credentials.pickCsv',
      'credentials.makeEvaluationCsv',
      'groups.pickPolicy',
    ]);
  });
});
