// Who is logged in: all identities of the login, the roles that are complete, another login, log out.
import PeopleAltOutlined from '@mui/icons-material/PeopleAltOutlined';
import PersonOutlined from '@mui/icons-material/PersonOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LockOutlined from '@mui/icons-material/LockOutlined';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { AppStatus } from '../../../shared/schemas/status';
import { useCommand } from '../../api/use-command';
import { OwnAccessDialog, type OwnAccess } from '../../features/login/own-access-dialog';
import { LoginForm } from '../../features/login/login-form';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { ErrorNotice } from '../../ui/error-notice';
import { useToast } from '../../ui/toast';
import { HeaderButton } from './header-button';
import { HeaderPopover } from './header-popover';

export function PeopleMenu({ status }: { readonly status: AppStatus }) {
  const words = text.frame.header;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [joining, setJoining] = useState(false);
  const [own, setOwn] = useState<OwnAccess | null>(null);
  const logout = useCommand('session.logout');
  const lock = useCommand('session.lock');
  const openOwn = (what: OwnAccess) => (): void => {
    setAnchor(null);
    setOwn(what);
  };
  const toast = useToast();
  const { identities, roles } = status.session;
  const names = identities.map(({ name }) => name).join(' + ');
  return (
    <>
      <HeaderButton
        icon={identities.length > 1 ? PeopleAltOutlined : PersonOutlined}
        label={`${words.people}: ${names}`}
        shown={names}
        expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      <HeaderPopover anchor={anchor} title={words.people} onClose={() => setAnchor(null)} width={430}>
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 0.75 }}>
          {identities.map((person) => (
            <Box component="li" key={person.id} sx={{ display: 'flex', gap: 1, overflowWrap: 'anywhere' }}>
              <PersonOutlined fontSize="small" aria-hidden />
              <Typography variant="body2">
                <bdi>{person.fullName}</bdi> (<bdi>{person.name}</bdi>)
              </Typography>
            </Box>
          ))}
        </Box>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {words.roles}: {roles.length === 0 ? words.noRoles : roles.join(', ')}
        </Typography>
        <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap', marginLeft: '-8px' }}>
          <Button size="small" onClick={openOwn('password')}>
            {text.login.menu.password}
          </Button>
          <Button size="small" onClick={openOwn('second-factor')}>
            {text.login.menu.secondFactor}
          </Button>
        </Box>
        <ErrorNotice error={logout.error ?? lock.error} />
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          <Button
            size="small"
            variant="outlined"
            color="inherit"
            onClick={() => {
              setAnchor(null);
              setJoining(true);
            }}
          >
            {words.addLogin}
          </Button>
          <Button
            size="small"
            variant="outlined"
            color="inherit"
            title={text.login.menu.lockHint}
            startIcon={<LockOutlined aria-hidden />}
            loading={lock.pending}
            onClick={() => lock.start({})}
          >
            {text.login.menu.lock}
          </Button>
          <Button size="small" variant="contained" loading={logout.pending} onClick={() => logout.start({})}>
            {identities.length > 1 ? words.logOutAll : words.logOut}
          </Button>
        </Box>
      </HeaderPopover>
      {own === null ? null : <OwnAccessDialog what={own} people={identities} onClose={() => setOwn(null)} />}
      <DialogFrame
        open={joining}
        title={text.frame.login.another}
        onClose={() => setJoining(false)}
        width="xs"
        form={false}
        actions={(close) => (
          <Button color="inherit" onClick={close}>
            {text.common.cancel}
          </Button>
        )}
      >
        <Typography variant="body2" sx={{ color: 'text.secondary', marginBottom: 2 }}>
          {text.frame.login.anotherLead}
        </Typography>
        <LoginForm
          onDone={(name) => {
            setJoining(false);
            toast(text.frame.login.done(name));
          }}
        />
      </DialogFrame>
    </>
  );
}
