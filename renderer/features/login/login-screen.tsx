// Login of people. While a dual login waits for its second identity, this is all there is to see.
import PersonOutlined from '@mui/icons-material/PersonOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { AppStatus } from '../../../shared/schemas/status';
import { useCommand } from '../../api/use-command';
import { GateFrame } from '../../app/gate-frame';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { LoginForm } from './login-form';

export function LoginScreen({ status }: { readonly status: AppStatus }) {
  const words = text.frame.login;
  const { identities, waiting } = status.session;
  const logout = useCommand('session.logout');
  return (
    <GateFrame status={status}>
      <Box>
        <Typography variant="h1">{words.title}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', marginTop: 0.5 }}>
          {words.lead}
        </Typography>
      </Box>
      {identities.length === 0 ? null : (
        <Box component="section" aria-label={words.loggedIn} sx={{ display: 'grid', gap: 1.5 }}>
          {waiting === null ? null : (
            <Notice tone="information" title={words.waitingTitle(waiting.have, waiting.need)}>
              {words.waiting(waiting.role)}
            </Notice>
          )}
          <ErrorNotice error={logout.error} />
          <Box component="ul" sx={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 0.5 }}>
            {identities.map((person) => (
              <Box component="li" key={person.id} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
                <PersonOutlined fontSize="small" aria-hidden />
                <Typography variant="body2" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                  <bdi>{person.fullName}</bdi> (<bdi>{person.name}</bdi>)
                </Typography>
              </Box>
            ))}
          </Box>
          <Box>
            <Button size="small" color="inherit" variant="outlined" onClick={() => logout.start({})} loading={logout.pending}>
              {words.logOut}
            </Button>
          </Box>
        </Box>
      )}
      <LoginForm />
    </GateFrame>
  );
}
