// Whether the audit log verifies, up to where and since when; verifying it now.
import GppBadOutlined from '@mui/icons-material/GppBadOutlined';
import GppMaybeOutlined from '@mui/icons-material/GppMaybeOutlined';
import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { AppStatus } from '../../../shared/schemas/status';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { FactList } from '../../ui/fact-list';
import { Chip } from '../../ui/status-chip';
import { TimeText } from '../../ui/time-text';
import { HeaderButton } from './header-button';
import { HeaderPopover } from './header-popover';

const looks = {
  'not-verified': ['neutral', GppMaybeOutlined],
  verifying: ['information', GppMaybeOutlined],
  verified: ['good', VerifiedUserOutlined],
  broken: ['danger', GppBadOutlined],
} as const;

export function IntegrityMenu({ status }: { readonly status: AppStatus }) {
  const words = text.frame.header;
  const { integrity } = status;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const verify = useCommand('audit.verify');
  const [tone, icon] = looks[integrity.state];
  const state = text.frame.integrityState[integrity.state];
  return (
    <>
      <HeaderButton
        icon={icon}
        tone={tone}
        label={words.integrityTitle(state)}
        shown={`${words.integrity} · ${state}`}
        expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      <HeaderPopover anchor={anchor} title={words.integrity} onClose={() => setAnchor(null)} width={340}>
        <Box>
          <Chip tone={tone} icon={icon} label={state} />
        </Box>
        <FactList
          labelWidth={190}
          facts={[
            {
              label: words.verifiedTo,
              value: integrity.verifiedTo === null ? text.common.notSet : integrity.verifiedTo.toLocaleString('en'),
            },
            { label: words.verifiedAt, value: <TimeText at={integrity.at} /> },
            ...(integrity.firstBad === null
              ? []
              : [{ label: words.firstBad, value: integrity.firstBad.toLocaleString('en') }]),
          ]}
        />
        <ErrorNotice error={verify.error} />
        {status.session.permissions.includes('AuditLogs:Verify') ? (
          <Box>
            <Button
              size="small"
              variant="outlined"
              color="inherit"
              loading={verify.pending}
              onClick={() => verify.start({})}
            >
              {words.verifyNow}
            </Button>
          </Box>
        ) : null}
      </HeaderPopover>
    </>
  );
}
