// dashboard.*: what needs a person, what comes next, what happened.
import type { OpenedConsole } from '../../services/console-state';
import { readDashboard, readUpcoming } from '../../services/dashboard/read-dashboard';
import type { StatusParts } from '../../services/status';
import type { Handlers } from '../handler';

/** More dates than anybody reads; the window says when there are more. */
const mostDates = 2000;

export function dashboardHandlers(
  opened: OpenedConsole,
  status: StatusParts,
): Handlers<'dashboard.get' | 'dashboard.upcoming'> {
  return {
    'dashboard.get': () => readDashboard(opened, status),
    'dashboard.upcoming': () =>
      opened.store.read(async (tx) => {
        const items = await readUpcoming(tx, status.clock.now());
        return { items: items.slice(0, mostDates), total: items.length };
      }),
  };
}
