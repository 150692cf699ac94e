// Two panes side by side with a handle between them (mouse, arrow keys), its place remembered.
import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { usePreference } from '../api/use-preference';
import { text } from '../text/text';
import { useElementWidth } from './use-element-width';

export interface SplitPaneProps {
  /** Stable name; the size is remembered under it: lower case, digits, dashes. */
  readonly id: string;
  readonly first: ReactNode;
  /** null: only the first pane is there, at full size; it stays mounted when the second comes and goes. */
  readonly second: ReactNode | null;
  /** Share of the first pane, 0–100. Default 36. */
  readonly firstSize?: number;
  /** Pixels that each pane keeps at least. Default 240. */
  readonly minPx?: number;
  readonly direction?: 'horizontal' | 'vertical';
}

/** Pixels of height that each pane keeps when they lie on one another. */
const STACKED_MIN_PX = 140;

const Handle = styled(Separator)(({ theme }) => ({
  position: 'relative',
  // The library writes `flex: 0 0 auto` on the element itself.
  width: 9,
  outline: 'none',
  cursor: 'col-resize',
  '&[aria-orientation="horizontal"]': { cursor: 'row-resize', width: 'auto', height: 9 },
  '&::before': {
    content: '""',
    position: 'absolute',
    inset: '0 4px',
    backgroundColor: theme.vars!.palette.surface.line,
  },
  '&[aria-orientation="horizontal"]::before': { inset: '4px 0' },
  '&:hover::before, &:focus-visible::before': { backgroundColor: theme.vars!.palette.primary.main, inset: '0 3px' },
  '&[aria-orientation="horizontal"]:hover::before, &[aria-orientation="horizontal"]:focus-visible::before': {
    inset: '3px 0',
  },
}));

export function SplitPane({
  id,
  first,
  second,
  firstSize = 36,
  minPx = 240,
  direction = 'horizontal',
}: SplitPaneProps) {
  const remembered = usePreference(`split.${id}`, (stored) =>
    typeof stored === 'number' && stored > 5 && stored < 95 ? stored : firstSize,
  );
  const { ref, width } = useElementWidth();
  // Side by side only where both keep their least width: at 200 % zoom they lie on one another.
  const stacked = direction === 'horizontal' && width !== null && width < 2 * minPx;
  const orientation = stacked ? 'vertical' : direction;
  // The first layout needs the remembered size; it is there within a few milliseconds.
  if (!remembered.loaded || width === null) return <Box ref={ref} sx={{ height: '100%' }} />;
  const firstId = `${id}-first`;
  const secondId = `${id}-second`;
  const least = `${stacked ? Math.min(minPx, STACKED_MIN_PX) : minPx}px`;
  return (
    <Box ref={ref} sx={{ height: '100%' }}>
      <Group
        orientation={orientation}
        defaultLayout={{ [firstId]: remembered.value, [secondId]: 100 - remembered.value }}
        onLayoutChanged={(layout, meta) => {
          const share = layout[firstId];
          if (meta.isUserInteraction && share !== undefined) remembered.set(share);
        }}
      >
        <Panel id={firstId} minSize={least}>
          {first}
        </Panel>
        {second === null ? null : <Handle aria-label={text.common.pane.resize} />}
        {second === null ? null : (
          <Panel id={secondId} minSize={least}>
            {second}
          </Panel>
        )}
      </Group>
    </Box>
  );
}
