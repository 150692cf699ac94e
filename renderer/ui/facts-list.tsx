// Label and value in two columns: the facts of a token, a module, a review.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

export interface FactsListProps {
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
  /** Pixels of the first column. Default 150. */
  readonly labelWidth?: number;
}

export function FactsList({ facts, labelWidth = 150 }: FactsListProps) {
  return (
    <Box
      component="dl"
      sx={{
        margin: 0,
        display: 'grid',
        gridTemplateColumns: `${labelWidth}px minmax(0, 1fr)`,
        rowGap: 0.75,
        columnGap: 2,
      }}
    >
      {facts.map(([label, value]) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
            {label}
          </Typography>
          <Typography component="dd" variant="body2" sx={{ margin: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
            {value}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
