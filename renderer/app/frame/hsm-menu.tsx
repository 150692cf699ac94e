// The HSM in the header: which token, whether it is logged in; log out of it, or in again.
import DnsOutlined from '@mui/icons-material/DnsOutlined';
import LinkOffOutlined from '@mui/icons-material/LinkOffOutlined';
import LockOutlined from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { AppStatus } from '../../../shared/schemas/status';
import { useCommand } from '../../api/use-command';
import { TokenFacts } from '../../features/unlock/token-facts';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { Chip } from '../../ui/status-chip';
import { HeaderButton } from './header-button';
import { HeaderPopover } from './header-popover';
import { HsmLoginDialog } from './hsm-login-dialog';

const looks = {
  'logged-in': ['good', DnsOutlined],
  connected: ['attention', LockOutlined],
  disconnected: ['danger', LinkOffOutlined],
} as const;

export function HsmMenu({ status }: { readonly status: AppStatus }) {
  const words = text.frame.header;
  const { hsm } = status;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [dialog, setDialog] = useState<'in' | 'out' | null>(null);
  const logOut = useCommand('hsm.logOut');
  const [tone, icon] = looks[hsm.state];
  const state = text.frame.hsmState[hsm.state];
  const label = hsm.token?.label ?? words.noToken;
  const open = (next: 'in' | 'out'): void => {
    setAnchor(null);
    setDialog(next);
  };
  return (
    <>
      <HeaderButton
        icon={icon}
        tone={tone}
        label={words.hsmTitle(label, state)}
        shown={`${label} · ${state}`}
        expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      <HeaderPopover anchor={anchor} title={words.hsm} onClose={() => setAnchor(null)} width={440}>
        <Box>
          <Chip tone={tone} icon={icon} label={state} />
        </Box>
        <TokenFacts hsm={hsm} labelWidth={120} />
        <Box>
          {hsm.state === 'logged-in' ? (
            <Button size="small" variant="outlined" color="inherit" onClick={() => open('out')}>
              {words.hsmLogOut}
            </Button>
          ) : (
            <Button size="small" variant="contained" onClick={() => open('in')}>
              {words.hsmLogIn}
            </Button>
          )}
        </Box>
      </HeaderPopover>
      <HsmLoginDialog open={dialog === 'in'} status={status} onClose={() => setDialog(null)} />
      <DialogFrame
        open={dialog === 'out'}
        title={words.hsmLogOutTitle}
        width="xs"
        onClose={() => setDialog(null)}
        pending={logOut.pending}
        error={logOut.error}
        onSubmit={() => logOut.start({}, () => setDialog(null))}
        actions={(close) => (
          <>
            <Button color="inherit" onClick={close}>
              {text.common.cancel}
            </Button>
            <Button type="submit" variant="contained" autoFocus loading={logOut.pending}>
              {words.hsmLogOut}
            </Button>
          </>
        )}
      >
        <Typography variant="body2">{words.hsmLogOutBody}</Typography>
      </DialogFrame>
    </>
  );
}
