// The time-stamped lines of a job, oldest first, in main's own words; it follows the newest line while it is at the end.
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import type { JobLineView } from '../../../shared/schemas/jobs';
import { text } from '../../text/text';
import { TimeText } from '../../ui/time-text';

const words = text.jobs.details;
const looks = {
  info: null,
  good: { Icon: CheckCircleOutlined, tone: 'good', name: words.lineSeverity.good },
  attention: { Icon: WarningAmberOutlined, tone: 'attention', name: words.lineSeverity.attention },
  danger: { Icon: ErrorOutlineOutlined, tone: 'danger', name: words.lineSeverity.danger },
} as const;

function LineMark({ severity }: { readonly severity: JobLineView['severity'] }) {
  const look = looks[severity];
  if (look === null) return <span />;
  return (
    <look.Icon
      titleAccess={look.name}
      sx={(theme) => ({ fontSize: 16, marginTop: '2px', color: theme.vars!.palette.tone[look.tone].fg })}
    />
  );
}

export function JobLines({ lines }: { readonly lines: readonly JobLineView[] }) {
  const end = useRef<HTMLLIElement>(null);
  const count = lines.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  if (count === 0) {
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {words.linesEmpty}
      </Typography>
    );
  }
  return (
    <Box role="log" aria-label={words.lines}>
      <Box component="ol" sx={{ listStyle: 'none', margin: 0, padding: 0, fontSize: '0.8125rem', lineHeight: 1.55 }}>
        {lines.map((line, index) => (
          <Box
            component="li"
            key={line.sequence}
            ref={index === count - 1 ? end : null}
            sx={{ display: 'grid', gridTemplateColumns: '148px 20px minmax(0, 1fr)', gap: 0.5, paddingBlock: '2px' }}
          >
            <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem', paddingTop: '1px' }}>
              <TimeText at={line.at} exact />
            </Box>
            <LineMark severity={line.severity} />
            <Box component="bdi" sx={{ overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}>
              {line.text}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
