// Placeholders of the size of what comes, so that the layout does not jump. They say in words what is loading.
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { text } from '../text/text';

export interface RowSkeletonsProps {
  /** What is loading, in words. */
  readonly what: string;
  readonly rows?: number;
  /** Pixels. */
  readonly rowHeight?: number;
}

export function RowSkeletons({ what, rows = 6, rowHeight = 36 }: RowSkeletonsProps) {
  return (
    <Box role="status" aria-label={text.common.loading(what)} sx={{ display: 'grid', gap: 0, paddingInline: 1.5 }}>
      {Array.from({ length: rows }, (_, index) => (
        <Box key={index} sx={{ height: rowHeight, display: 'flex', alignItems: 'center' }}>
          <Skeleton variant="rounded" height={12} width={`${88 - ((index * 17) % 40)}%`} />
        </Box>
      ))}
    </Box>
  );
}
