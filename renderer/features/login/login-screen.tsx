// Login of people. While a dual login waits for its second identity, or the view is locked, this is all there is to see.
import LockOutlined from '@mui/icons-material/LockOutlined';
import PersonOutlined from '@mui/icons-material/PersonOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { AppStatus, PersonView } from '../../../shared/schemas/status';
import { useCommand } from '../../api/use-command';
import { GateFrame } from '../../app/gate-frame';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { RecoveryDialog } from '../recovery/recovery-dialog';
import { RecoveryNotices } from '../recovery/recovery-notices';
import { LoginForm } from './login-form';
import type { LoginStep } from './use-login-steps';

function People({
  people,
  icon: Icon,
}: {
  readonly people: readonly PersonView[];
  readonly icon: typeof PersonOutlined;
}) {
  return (
    <Box component="ul" sx={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 0.5 }}>
      {people.map((person) => (
        <Box component="li" key={person.id} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <Icon fontSize="small" aria-hidden />
          <Typography variant="body2" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            <bdi>{person.fullName}</bdi> (<bdi>{person.name}</bdi>)
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

export function LoginScreen({ status }: { readonly status: AppStatus }) {
  const words = text.frame.login;
  const { identities, waiting, locked } = status.session;
  const logout = useCommand('session.logout');
  const [recovering, setRecovering] = useState(false);
  const [step, setStep] = useState<LoginStep>('password');
  // Those who can unlock and have not logged in again yet.
  const awaited = (locked ?? []).filter(({ id }) => !identities.some((person) => person.id === id));
  return (
    <GateFrame status={status}>
      <RecoveryNotices status={status} />
      <Box>
        <Typography variant="h1">{locked === null ? words.title : text.login.locked.title}</Typography>
        {step === 'password' ? (
          <Typography variant="body2" sx={{ color: 'text.secondary', marginTop: 0.5 }}>
            {locked === null ? words.lead : text.login.locked.lead}
          </Typography>
        ) : null}
      </Box>
      {locked === null || awaited.length === 0 ? null : (
        <Box component="section" aria-label={text.login.locked.who} sx={{ display: 'grid', gap: 1.5 }}>
          <Notice tone="information" title={text.login.locked.who}>
            <Box sx={{ marginBlock: 0.5 }}>
              <People people={awaited} icon={LockOutlined} />
            </Box>
            {text.login.locked.body}
          </Notice>
        </Box>
      )}
      {identities.length === 0 ? null : (
        <Box component="section" aria-label={words.loggedIn} sx={{ display: 'grid', gap: 1.5 }}>
          {waiting === null ? null : (
            <Notice tone="information" title={words.waitingTitle(waiting.have, waiting.need)}>
              {words.waiting(waiting.role)}
            </Notice>
          )}
          <People people={identities} icon={PersonOutlined} />
        </Box>
      )}
      <LoginForm onStep={setStep} />
      {identities.length === 0 && locked === null ? null : (
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          <ErrorNotice error={logout.error} />
          <Box>
            <Button
              size="small"
              color="inherit"
              variant="outlined"
              onClick={() => logout.start({})}
              loading={logout.pending}
            >
              {locked === null ? words.logOut : text.login.locked.logOut}
            </Button>
          </Box>
        </Box>
      )}
      {identities.length > 0 || locked !== null || step !== 'password' ? null : (
        <Box sx={{ borderTop: '1px solid', borderColor: 'divider', paddingTop: 1.5, marginBottom: -1 }}>
          <Button
            size="small"
            color="inherit"
            onClick={() => setRecovering(true)}
            sx={{ color: 'text.secondary', marginLeft: -1 }}
          >
            {text.identities.recovery.loginLink}
          </Button>
        </Box>
      )}
      {recovering ? <RecoveryDialog onClose={() => setRecovering(false)} /> : null}
    </GateFrame>
  );
}
