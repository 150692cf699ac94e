// Notices of the desktop about what needs a person: told when there is more than before, to each login as it has chosen.
import { describe, expect, it } from 'vitest';
import { createNeedAnnouncer } from '../../../electron/services/dashboard/announce-needs';
import type { Session } from '../../../electron/services/session';
import type { DashboardView, NeedKind } from '../../../shared/schemas/dashboard';
import { notificationsPreference, type NotificationKind } from '../../../shared/schemas/notifications';
import { memorySettings } from '../../support/memory-ports';

function bench() {
  const settings = memorySettings();
  const login = { generation: 1, identities: [{ id: 'maria' }] };
  const counts: Partial<Record<NeedKind, number>> = {};
  const told: string[] = [];
  const announcer = createNeedAnnouncer({
    settings,
    session: { current: () => Promise.resolve(login) } as unknown as Session,
    notice: {
      requestsWaiting: () => undefined,
      needsPerson: (needs) => void told.push(needs.map(({ kind, count }) => `${kind} ${String(count)}`).join(', ')),
    },
    dashboard: () =>
      Promise.resolve({
        troubles: [],
        needs: Object.entries(counts).map(([kind, count]) => ({ kind, count, urgent: 0 })),
      } as unknown as DashboardView),
  });
  const turnOff = (id: string, off: readonly NotificationKind[]) =>
    settings.setPreference(id, notificationsPreference, { off });
  return { login, counts, told, look: () => announcer.look(), turnOff };
}

describe('notices of what needs a person', () => {
  it('are given when there is more, not for what was there at the login, and not again for the same', async () => {
    const { counts, told, look, login } = bench();
    counts['jobs-failed'] = 2;
    await look();
    await look();
    expect(told).toEqual([]);
    counts['jobs-failed'] = 3;
    counts['rotations-due'] = 1;
    await look();
    await look();
    expect(told).toEqual(['jobs-failed 3, rotations-due 1']);
    counts['jobs-failed'] = 1;
    await look();
    counts['jobs-failed'] = 2;
    await look();
    expect(told.slice(1)).toEqual(['jobs-failed 2']);
    login.generation = 2;
    counts['jobs-failed'] = 9;
    await look();
    expect(told.length).toBe(2);
  });

  it('leave out what a person has turned off; of two, what both have', async () => {
    const { counts, told, look, login, turnOff } = bench();
    turnOff('maria', ['jobs-failed']);
    await look();
    counts['jobs-failed'] = 1;
    await look();
    expect(told).toEqual([]);
    login.identities.push({ id: 'jonas' });
    counts['jobs-failed'] = 2;
    await look();
    expect(told).toEqual(['jobs-failed 2']);
    turnOff('jonas', ['jobs-failed']);
    counts['jobs-failed'] = 3;
    await look();
    expect(told.length).toBe(1);
  });

  it('are for nobody while nobody is logged in, and never repeat requests', async () => {
    const { counts, told, look, login } = bench();
    await look();
    counts.approvals = 5;
    await look();
    login.identities.length = 0;
    counts['jobs-failed'] = 1;
    await look();
    expect(told).toEqual([]);
  });
});
