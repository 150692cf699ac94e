// An identifier: monospaced, shortened in the middle, whole in the tooltip, copied on click.
import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { monospace } from '../app/theme';
import { text } from '../text/text';
import { useCopy } from './use-copy';

export interface IdentifierProps {
  readonly value: string;
  /** What it is, for the accessible name: "key ID". */
  readonly what: string;
  /** Characters shown at most; 0: all of it. Default 18. */
  readonly maxLength?: number;
}

/** Keeps both ends, which is what people compare; by code points, so that nothing is cut in half. */
export function shortenInTheMiddle(value: string, maxLength: number): string {
  const points = Array.from(value);
  if (maxLength <= 0 || points.length <= maxLength) return value;
  const head = Math.ceil((maxLength - 1) / 2);
  return `${points.slice(0, head).join('')}…${points.slice(points.length - (maxLength - 1 - head)).join('')}`;
}

/** Copying is announced in place; the tooltip holds the whole value. */
export function Identifier({ value, what, maxLength = 18 }: IdentifierProps) {
  const { copied, copy } = useCopy();
  return (
    <Tooltip
      title={copied ? text.common.copied : <Box sx={{ fontFamily: monospace, overflowWrap: 'anywhere' }}>{value}</Box>}
    >
      <Box
        component="button"
        type="button"
        onClick={(event) => {
          event.stopPropagation();
          copy(value);
        }}
        sx={(theme) => ({
          all: 'unset',
          display: 'inline-flex',
          position: 'relative',
          alignItems: 'center',
          gap: '4px',
          maxWidth: '100%',
          cursor: 'copy',
          fontFamily: monospace,
          fontSize: '0.75rem',
          color: theme.vars!.palette.text.primary,
          borderRadius: '4px',
          '& .copy': { opacity: 0, fontSize: 13 },
          '&:hover .copy, &:focus-visible .copy': { opacity: 0.75 },
          '&:focus-visible': { outline: `2px solid ${theme.vars!.palette.primary.main}`, outlineOffset: 1 },
        })}
      >
        {/* The whole value is the name; what is drawn of it is for the eye. */}
        <Box
          component="span"
          sx={{
            position: 'absolute',
            width: '1px',
            height: '1px',
            overflow: 'hidden',
            clipPath: 'inset(50%)',
            whiteSpace: 'nowrap',
          }}
        >
          {`${text.common.copyValue(what)} ${value}`}
        </Box>
        <Box
          component="bdi"
          aria-hidden
          sx={{
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: maxLength === 0 ? 'normal' : 'nowrap',
            overflowWrap: 'anywhere',
          }}
        >
          {shortenInTheMiddle(value, maxLength)}
        </Box>
        <ContentCopyOutlined className="copy" aria-hidden />
      </Box>
    </Tooltip>
  );
}
