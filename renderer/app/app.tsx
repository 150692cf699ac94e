// Everything around the screens: styles with the nonce, theme, query cache fed by main's events, and the gate of the phases.
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followChanges, newQueryClient } from '../api/query-client';
import { TimeDisplayProvider } from '../ui/time-display';
import { ToastProvider } from '../ui/toast';
import { newEmotionCache } from './emotion-cache';
import { PhaseGate } from './phase-gate';
import { ScreenBoundary } from './screen-boundary';
import { makeTheme } from './theme';

export function App() {
  const [cache] = useState(newEmotionCache);
  const [theme] = useState(makeTheme);
  const [client] = useState(newQueryClient);
  useEffect(() => followChanges(client), [client]);
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme} storageManager={null}>
        <CssBaseline />
        <QueryClientProvider client={client}>
          <ScreenBoundary>
            <ToastProvider>
              <TimeDisplayProvider>
                <PhaseGate />
              </TimeDisplayProvider>
            </ToastProvider>
          </ScreenBoundary>
        </QueryClientProvider>
      </ThemeProvider>
    </CacheProvider>
  );
}
