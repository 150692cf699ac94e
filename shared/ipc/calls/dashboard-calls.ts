// Calls of the dashboard. Everybody who is logged in may ask; what comes back is what their permissions show.
import { z } from 'zod';
import { dashboardView, upcomingList } from '../../schemas/dashboard';
import { query } from '../definition';

const nothing = z.object({}).strict();

export const dashboardCalls = {
  'dashboard.get': query({ input: nothing, output: dashboardView, phases: ['ready'], permission: 'logged-in' }),
  /** Every date that is set, the earliest first; 2000 of them at most. */
  'dashboard.upcoming': query({ input: nothing, output: upcomingList, phases: ['ready'], permission: 'Keys:View' }),
} as const;
