// The frame around every screen: environment, navigation, header, notices, the screen, job activity; and the keys that work anywhere.
import Box from '@mui/material/Box';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useState } from 'react';
import { Outlet, useLocation, useNavigate, useNavigation } from 'react-router';
import type { AppStatus } from '../../../shared/schemas/status';
import { usePreference } from '../../api/use-preference';
import { useCommand } from '../../api/use-command';
import { useStatus } from '../../api/use-status';
import { ApprovalProvider } from '../../features/approvals/approval-provider';
import { text } from '../../text/text';
import { EnvironmentBand } from '../environment-band';
import { ScreenBoundary } from '../screen-boundary';
import { ScreenFallback } from '../screen-fallback';
import { ActivityBar } from './activity-bar';
import { areasFor } from './areas';
import { CommandPalette } from './command-palette';
import { FrameNotices } from './frame-notices';
import { Header } from './header';
import { Navigation, type NavigationBadge } from './navigation';
import { ShortcutsDialog } from './shortcuts-dialog';
import { useShortcuts } from './use-shortcuts';

/** What waits, beside its area in the menu. */
const badgesOf = ({ jobs, approvals }: AppStatus): Readonly<Record<string, NavigationBadge>> => ({
  '/jobs': { count: jobs.needsAttention, words: text.frame.needsAttention(jobs.needsAttention) },
  '/approvals': { count: approvals.forMe, words: text.approvals.badge(approvals.forMe) },
});

export function Frame() {
  const status = useStatus();
  const navigate = useNavigate();
  const location = useLocation();
  const loading = useNavigation().state === 'loading';
  const [dialog, setDialog] = useState<'palette' | 'shortcuts' | null>(null);
  const collapsed = usePreference('navigation-collapsed', (stored) => stored === true);
  // Zoomed in or in a small window the words would take the room of the screen.
  const narrow = useMediaQuery('(max-width: 860px)');
  const isCollapsed = collapsed.value || narrow;
  const lock = useCommand('session.lock');
  const toggle = (): void => collapsed.set(!collapsed.value);
  const areas = areasFor(status?.session.permissions ?? []);
  useShortcuts({
    palette: () => setDialog('palette'),
    shortcuts: () => setDialog('shortcuts'),
    navigation: toggle,
    lock: () => lock.start({}),
    area: (number) => {
      const area = areas[number - 1];
      if (area !== undefined) void navigate(area.path);
    },
  });
  if (status === null) return null;
  return (
    <ApprovalProvider>
      <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
        <Box
          component="a"
          href="#content"
          onClick={(event) => {
            event.preventDefault();
            document.getElementById('content')?.focus();
          }}
          sx={{
            position: 'absolute',
            left: -9999,
            zIndex: 'tooltip',
            '&:focus': { left: 8, top: 8, padding: 1, backgroundColor: 'background.paper' },
          }}
        >
          {text.frame.skip}
        </Box>
        <EnvironmentBand status={status} />
        <Box sx={{ display: 'flex', flex: 1, minHeight: 0 }}>
          <Navigation areas={areas} collapsed={isCollapsed} badges={badgesOf(status)} onToggle={toggle} />
          <Box sx={{ display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0 }}>
            <Header status={status} onPalette={() => setDialog('palette')} onShortcuts={() => setDialog('shortcuts')} />
            <FrameNotices status={status} />
            <Box
              component="main"
              id="content"
              tabIndex={-1}
              sx={{ flex: 1, minHeight: 0, overflow: 'auto', outline: 'none' }}
            >
              {loading ? (
                <ScreenFallback />
              ) : (
                <ScreenBoundary key={location.pathname.split('/')[1] ?? ''}>
                  <Outlet />
                </ScreenBoundary>
              )}
            </Box>
            <ActivityBar status={status} />
          </Box>
        </Box>
        <CommandPalette
          open={dialog === 'palette'}
          areas={areas}
          permissions={status.session.permissions}
          onClose={() => setDialog(null)}
          onShortcuts={() => setDialog('shortcuts')}
        />
        <ShortcutsDialog open={dialog === 'shortcuts'} areas={areas} onClose={() => setDialog(null)} />
      </Box>
    </ApprovalProvider>
  );
}
