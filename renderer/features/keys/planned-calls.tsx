// The calls of a force rotate in their order, with the IAM action each needs: what an officer checks before confirming.
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { RotationPreview } from '../../../shared/schemas/key-groups';
import { monospace } from '../../app/theme';
import { text } from '../../text/text';

const words = text.keyGroupDialogs.rotate;

export function PlannedCalls({ calls }: { readonly calls: RotationPreview['calls'] }) {
  const { callColumns } = words;
  return (
    <Box>
      <Typography variant="subtitle2" component="h3" id="planned-calls">
        {words.calls}
      </Typography>
      <Table
        size="small"
        aria-labelledby="planned-calls"
        sx={{ '& td, & th': { paddingBlock: '3px', paddingInline: '8px', fontSize: '0.75rem' } }}
      >
        <TableHead>
          <TableRow>
            <TableCell align="right" sx={{ width: 40 }}>
              {callColumns.number}
            </TableCell>
            <TableCell sx={{ width: 90 }}>{callColumns.system}</TableCell>
            <TableCell>{callColumns.call}</TableCell>
            <TableCell>{callColumns.action}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {calls.map(({ system, call, iamAction }, index) => (
            <TableRow key={`${index}-${call}`}>
              <TableCell align="right">{index + 1}</TableCell>
              <TableCell>{system}</TableCell>
              <TableCell>{call}</TableCell>
              <TableCell sx={{ fontFamily: iamAction === null ? 'inherit' : monospace }}>
                {iamAction ?? words.noAction}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
