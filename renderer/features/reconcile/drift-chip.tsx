// How many differences of a group wait for an answer; pressed, it shows them.
import CompareArrowsOutlined from '@mui/icons-material/CompareArrowsOutlined';
import Button from '@mui/material/Button';
import { text } from '../../text/text';

export function DriftChip({ count, onOpen }: { readonly count: number; readonly onOpen: () => void }) {
  return (
    <Button
      size="small"
      variant="outlined"
      color="warning"
      startIcon={<CompareArrowsOutlined aria-hidden sx={{ fontSize: 14 }} />}
      onClick={onOpen}
      sx={(theme) => {
        const colors = theme.vars!.palette.tone.attention;
        return {
          minHeight: 22,
          height: 22,
          paddingBlock: 0,
          fontSize: '0.75rem',
          borderRadius: '11px',
          color: colors.fg,
          borderColor: colors.line,
          backgroundColor: colors.bg,
        };
      }}
    >
      {text.reconcile.chip(count)}
    </Button>
  );
}
