// The page around the wizard: the brand above, one panel that fills the window up to a comfortable size.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { AppStatus } from '../../../shared/schemas/status';
import { EnvironmentBand } from '../../app/environment-band';
import { ProductIcon } from '../../app/product-icon';
import { text } from '../../text/text';

export function WizardPage({ status, children }: { readonly status: AppStatus; readonly children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
      <EnvironmentBand status={status} />
      <Box
        component="main"
        sx={{
          flex: 1,
          minHeight: 0,
          display: 'flex',
          flexDirection: 'column',
          padding: 'clamp(8px, 2vh, 20px) clamp(8px, 2vw, 24px)',
          maxWidth: 1160,
          width: '100%',
          marginInline: 'auto',
        }}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25, marginBottom: 1.75 }}>
          <ProductIcon size={28} />
          <Typography component="p" variant="h2">
            {text.common.productName}
          </Typography>
          <Typography component="p" variant="body2" sx={{ color: 'text.secondary', marginLeft: 'auto' }}>
            {text.frame.version(status.version)}
          </Typography>
        </Box>
        <Box
          sx={{
            flex: 1,
            minHeight: 0,
            maxHeight: 780,
            display: 'flex',
            overflow: 'hidden',
            border: '1px solid',
            borderColor: 'divider',
            borderRadius: '12px',
            backgroundColor: 'background.paper',
          }}
        >
          {children}
        </Box>
      </Box>
    </Box>
  );
}
