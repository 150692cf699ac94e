// The page of everything before the frame: a calm card in the middle, the environment above, version and data folder below.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { AppStatus } from '../../shared/schemas/status';
import { text } from '../text/text';
import { EnvironmentBand } from './environment-band';
import { ProductIcon } from './product-icon';

export interface GateFrameProps {
  readonly status: AppStatus | null;
  readonly children: ReactNode;
  /** Pixels. Default 460. */
  readonly width?: number;
}

export function GateFrame({ status, children, width = 460 }: GateFrameProps) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
      {status === null ? null : <EnvironmentBand status={status} />}
      <Box component="main" sx={{ flex: 1, minHeight: 0, overflow: 'auto', display: 'flex', padding: 3 }}>
        <Box sx={{ margin: 'auto', width: '100%', maxWidth: width }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25, marginBottom: 2 }}>
            <ProductIcon size={30} />
            <Typography component="p" variant="h2">
              {text.common.productName}
            </Typography>
          </Box>
          <Box
            sx={{
              border: '1px solid',
              borderColor: 'divider',
              borderRadius: '12px',
              backgroundColor: 'background.paper',
              padding: 3,
              display: 'grid',
              gap: 2.25,
            }}
          >
            {children}
          </Box>
        </Box>
      </Box>
      {status === null ? null : (
        <Box
          component="footer"
          sx={{
            display: 'flex',
            gap: 3,
            paddingInline: 2.5,
            paddingBlock: 1,
            color: 'text.secondary',
            fontSize: '0.75rem',
          }}
        >
          <span>{text.frame.version(status.version)}</span>
          <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            {text.frame.dataFolder(status.dataFolder)}
          </Box>
          {status.runtime.pinned ? null : <span>{text.frame.runtimeNotPinned(status.runtime.electron)}</span>}
        </Box>
      )}
    </Box>
  );
}
