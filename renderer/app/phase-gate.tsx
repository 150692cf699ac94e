// Shows the screen of the phase the program is in: set-up, unlock, login, the frame, or what blocks it.
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { askPreferencesAgain, forgetAnswers } from '../api/query-client';
import { useCall } from '../api/use-call';
import { BlockedScreen } from '../features/unlock/blocked-screen';
import { UnlockScreen } from '../features/unlock/unlock-screen';
import { LoginScreen } from '../features/login/login-screen';
import { GateFrame } from './gate-frame';
import { StartingScreen } from './starting-screen';
import { ErrorNotice } from '../ui/error-notice';

// Apart, so that the usual start loads neither the wizard nor the tables before the PIN is asked for.
const SetupWizard = lazy(async () => ({ default: (await import('../features/setup/setup-wizard')).SetupWizard }));
const ReadyFrame = lazy(async () => ({ default: (await import('./ready-frame')).ReadyFrame }));

export function PhaseGate() {
  const client = useQueryClient();
  const answer = useCall('app.status', {});
  const status = answer.data;
  // The wizard shows its last page after the phase has moved on; the person leaves it.
  const [inWizard, setInWizard] = useState(false);
  const phase = status?.phase;
  useEffect(() => {
    if (phase === 'setup') setInWizard(true);
  }, [phase]);
  // What one login has seen is forgotten before another can look.
  const login = status?.session.identities.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (phase === 'ready') askPreferencesAgain(client);
    else forgetAnswers(client);
  }, [client, phase, login]);

  if (status === undefined) {
    if (answer.error === null) return <StartingScreen />;
    return (
      <GateFrame status={null}>
        <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
      </GateFrame>
    );
  }
  if (phase === 'setup' || inWizard)
    return (
      <Suspense fallback={<StartingScreen />}>
        <SetupWizard status={status} onDone={() => setInWizard(false)} />
      </Suspense>
    );
  switch (status.phase) {
    case 'unlock':
      return <UnlockScreen status={status} />;
    case 'login':
      return <LoginScreen status={status} />;
    case 'blocked':
      return <BlockedScreen status={status} onRetry={() => void answer.refetch()} />;
    default:
      return (
        <Suspense fallback={<StartingScreen />}>
          <ReadyFrame />
        </Suspense>
      );
  }
}
