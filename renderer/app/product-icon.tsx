// The product's own sign: a key held inside a hexagonal module, with its bit passing out of it.
import Box from '@mui/material/Box';

export interface ProductIconProps {
  /** Pixels. */
  readonly size: number;
}

export function ProductIcon({ size }: ProductIconProps) {
  return (
    <Box
      component="svg"
      viewBox="0 0 32 32"
      aria-hidden
      sx={(theme) => ({
        display: 'block',
        width: size,
        height: size,
        flexShrink: 0,
        '& .body': { fill: theme.vars!.palette.primary.main },
        '& .key': {
          fill: 'none',
          stroke: theme.vars!.palette.primary.contrastText,
          strokeWidth: 2.2,
          strokeLinecap: 'round',
        },
      })}
    >
      <path
        className="body"
        d="M16 1.6 27.9 8.3a1.2 1.2 0 0 1 .6 1v13.4a1.2 1.2 0 0 1-.6 1L16 30.4 4.1 23.7a1.2 1.2 0 0 1-.6-1V9.3a1.2 1.2 0 0 1 .6-1Z"
      />
      <circle className="key" cx="12.2" cy="16" r="4" />
      <path className="key" d="M16.4 16H25M21 16v3.4M24.4 16v2.4" />
    </Box>
  );
}
