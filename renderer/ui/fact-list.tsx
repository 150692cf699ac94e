// Labels and values of one object as a definition list: two columns where the width allows, one where not.
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}
export interface FactListProps {
  readonly facts: readonly Fact[];
  /** `rows`: label left of value, one fact a row. `grid`: label above value, as many columns as fit. Default `rows`. */
  readonly layout?: 'rows' | 'grid';
  /** Pixels of the label column in `rows`. Default 148. */
  readonly labelWidth?: number;
}

export function FactList({ facts, layout = 'rows', labelWidth = 148 }: FactListProps) {
  const rows = layout === 'rows';
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gap: rows ? '6px 16px' : '10px 20px',
        gridTemplateColumns: rows
          ? `minmax(96px, ${labelWidth}px) minmax(0, 1fr)`
          : 'repeat(auto-fill, minmax(150px, 1fr))',
        margin: 0,
        alignItems: 'baseline',
        fontSize: '0.8125rem',
        lineHeight: 1.5,
      }}
    >
      {facts.map(({ label, value }) => (
        <Box key={label} sx={rows ? { display: 'contents' } : { minWidth: 0 }}>
          <Box component="dt" sx={{ color: 'text.secondary', ...(rows ? {} : { fontSize: '0.75rem' }) }}>
            {label}
          </Box>
          <Box component="dd" sx={{ margin: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
