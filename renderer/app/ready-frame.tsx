// The frame with its screens, once the login is complete. The place is kept in memory: the address of the page never changes.
import { useState } from 'react';
import { createMemoryRouter, RouterProvider, type RouteObject } from 'react-router';
import { Frame } from './frame/frame';
import { ScreenFallback } from './screen-fallback';
import { DashboardScreen } from '../features/dashboard/dashboard-screen';

/** Screens come when they are first opened; each is a named export. */
const routes: RouteObject[] = [
  {
    path: '/',
    Component: Frame,
    HydrateFallback: ScreenFallback,
    children: [
      { index: true, Component: DashboardScreen },
      {
        path: 'keys',
        lazy: async () => ({ Component: (await import('../features/keys/keys-screen')).KeysScreen }),
      },
      {
        path: 'credentials',
        lazy: async () => ({
          Component: (await import('../features/credentials/credentials-screen')).CredentialsScreen,
        }),
      },
      {
        path: 'jobs/:jobId?',
        lazy: async () => ({ Component: (await import('../features/jobs/jobs-screen')).JobsScreen }),
      },
      {
        path: 'audit',
        lazy: async () => ({ Component: (await import('../features/audit/audit-screen')).AuditScreen }),
      },
      {
        path: 'reports',
        lazy: async () => ({ Component: (await import('../features/reports/reports-screen')).ReportsScreen }),
      },
      {
        path: 'approvals/:requestId?',
        lazy: async () => ({ Component: (await import('../features/approvals/approvals-screen')).ApprovalsScreen }),
      },
      {
        path: 'identities',
        lazy: async () => ({ Component: (await import('../features/identities/identities-screen')).IdentitiesScreen }),
      },
      {
        path: 'roles',
        lazy: async () => ({ Component: (await import('../features/roles/roles-screen')).RolesScreen }),
      },
      {
        path: 'hsm',
        lazy: async () => ({ Component: (await import('../features/hsm/hsm-screen')).HsmScreen }),
      },
      {
        path: 'policy',
        lazy: async () => ({ Component: (await import('../features/policy/policy-screen')).PolicyScreen }),
      },
      {
        path: 'backup',
        lazy: async () => ({ Component: (await import('../features/backup/backup-screen')).BackupScreen }),
      },
      {
        path: 'settings',
        lazy: async () => ({ Component: (await import('../features/settings/settings-screen')).SettingsScreen }),
      },
      {
        path: 'reconcile',
        lazy: async () => ({ Component: (await import('../features/reconcile/reconcile-screen')).ReconcileScreen }),
      },
      {
        path: 'upcoming',
        lazy: async () => ({ Component: (await import('../features/dashboard/upcoming-screen')).UpcomingScreen }),
      },
      { path: '*', Component: DashboardScreen },
    ],
  },
];

export function ReadyFrame() {
  const [router] = useState(() => createMemoryRouter(routes));
  return <RouterProvider router={router} />;
}
