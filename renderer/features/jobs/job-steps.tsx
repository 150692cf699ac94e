// The steps of a job: what each is, whether it took effect, how often it was tried, and AWS's request IDs.
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { JobStepView } from '../../../shared/schemas/jobs';
import { text } from '../../text/text';
import { Identifier } from '../../ui/identifier';
import { StatusChip } from '../../ui/status-chip';

function RequestIds({ ids }: { readonly ids: readonly string[] }) {
  if (ids.length === 0) return <>{text.jobs.details.noRequest}</>;
  return (
    <Box sx={{ display: 'grid', justifyItems: 'start' }}>
      {ids.map((id) => (
        <Identifier key={id} value={id} what={text.jobs.details.stepColumns.requests} maxLength={13} />
      ))}
    </Box>
  );
}

function StepRow({ step }: { readonly step: JobStepView }) {
  const { certainties, certaintyNone, attempts } = text.jobs.details;
  return (
    <TableRow>
      <TableCell sx={{ verticalAlign: 'top' }}>
        {step.index + 1}. {step.name}
        <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{attempts(step.attempts)}</Box>
      </TableCell>
      <TableCell sx={{ verticalAlign: 'top' }}>
        <StatusChip of="step" state={step.status} />
        <Box sx={{ color: 'text.secondary', fontSize: '0.75rem', marginTop: '2px' }}>
          {step.certainty === null ? certaintyNone : certainties[step.certainty]}
        </Box>
      </TableCell>
      <TableCell sx={{ verticalAlign: 'top' }}>
        <RequestIds ids={step.awsRequestIds} />
      </TableCell>
    </TableRow>
  );
}

export function JobSteps({ steps }: { readonly steps: readonly JobStepView[] }) {
  const columns = text.jobs.details.stepColumns;
  return (
    <Table
      size="small"
      aria-label={text.jobs.details.steps}
      sx={{ '& th, & td': { paddingInline: '8px 8px' }, '& th:first-of-type, & td:first-of-type': { paddingLeft: 0 } }}
    >
      <TableHead>
        <TableRow>
          <TableCell>{columns.step}</TableCell>
          <TableCell>{columns.status}</TableCell>
          <TableCell>{columns.requests}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {steps.map((step) => (
          <StepRow key={step.index} step={step} />
        ))}
      </TableBody>
    </Table>
  );
}
