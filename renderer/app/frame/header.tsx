// The header: where one is, the way to find things, and what must never be in doubt: audit log, HSM, who is logged in.
import KeyboardOutlined from '@mui/icons-material/KeyboardOutlined';
import SearchOutlined from '@mui/icons-material/SearchOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useLocation } from 'react-router';
import type { AppStatus } from '../../../shared/schemas/status';
import { text } from '../../text/text';
import { areaOf } from './areas';
import { HeaderButton } from './header-button';
import { HsmMenu } from './hsm-menu';
import { IntegrityMenu } from './integrity-menu';
import { PeopleMenu } from './people-menu';

export interface HeaderProps {
  readonly status: AppStatus;
  readonly onPalette: () => void;
  readonly onShortcuts: () => void;
}

export function Header({ status, onPalette, onShortcuts }: HeaderProps) {
  const area = areaOf(useLocation().pathname);
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.75,
        minHeight: 48,
        paddingInline: '20px 12px',
        borderBottom: '1px solid',
        borderColor: 'divider',
        backgroundColor: 'background.paper',
      }}
    >
      <Box
        component="p"
        sx={{
          margin: 0,
          flex: 1,
          minWidth: 0,
          fontSize: '0.8125rem',
          whiteSpace: 'nowrap',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
        }}
      >
        {area?.section === undefined ? null : (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {area.section}
            {' › '}
          </Box>
        )}
        <Box component="span" sx={{ fontWeight: 600 }}>
          {area?.label ?? ''}
        </Box>
      </Box>
      <HeaderButton
        icon={SearchOutlined}
        label={text.frame.header.search}
        shown={text.frame.header.find}
        onClick={onPalette}
      />
      {status.environment === 'PRODUCTION' ? (
        <Box
          component="span"
          sx={{
            fontSize: '0.75rem',
            fontWeight: 650,
            letterSpacing: '0.06em',
            paddingInline: 1,
            color: 'text.secondary',
          }}
        >
          {text.frame.production}
        </Box>
      ) : null}
      <IntegrityMenu status={status} />
      <HsmMenu status={status} />
      <PeopleMenu status={status} />
      <Tooltip title={text.frame.header.shortcuts}>
        <IconButton aria-label={text.frame.header.shortcuts} onClick={onShortcuts}>
          <KeyboardOutlined fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  );
}
