// Beside the differences: what could not be read, what people ignored and why, and what AWS says that nobody here can know.
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { IgnoredDrift, KmsKeyFacts, UnreadPart } from '../../../shared/schemas/reconcile';
import { driftLabel, driftValue } from '../../../shared/text/drift-words';
import { text } from '../../text/text';
import { Identifier } from '../../ui/identifier';
import { TimeText } from '../../ui/time-text';

const words = text.reconcile;
const columns = text.keys.table.columns;

function Heading({ children }: { readonly children: string }) {
  return (
    <Typography variant="subtitle2" component="h3">
      {children}
    </Typography>
  );
}

export function UnreadParts({ unread }: { readonly unread: readonly UnreadPart[] }) {
  if (unread.length === 0) return null;
  return (
    <Box>
      <Heading>{words.unread}</Heading>
      <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
        {unread.map(({ what, action }) => (
          <Typography key={`${what} ${action}`} component="li" variant="body2">
            {words.unreadPart(what, action)}
          </Typography>
        ))}
      </Box>
    </Box>
  );
}

export function IgnoredDrifts({ ignored }: { readonly ignored: readonly IgnoredDrift[] }) {
  if (ignored.length === 0) return null;
  return (
    <Box>
      <Heading>{words.ignored}</Heading>
      <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5 }}>
        {ignored.map((drift) => (
          <Typography key={drift.id} component="li" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
            {driftLabel(drift)}
            {drift.field === 'policy'
              ? ''
              : `. ${words.change(driftValue(drift.field, drift.ours), driftValue(drift.field, drift.aws))}`}
            . {words.ignoredBy(drift.by.join(', '), drift.reason)} (<TimeText at={drift.at} />)
          </Typography>
        ))}
      </Box>
    </Box>
  );
}

export function BesideFacts({ keys }: { readonly keys: readonly KmsKeyFacts[] }) {
  if (keys.length === 0) return null;
  return (
    <Box>
      <Heading>{words.facts}</Heading>
      <Table size="small" aria-label={words.facts} sx={{ '& td, & th': { paddingInline: '8px' } }}>
        <TableHead>
          <TableRow>
            <TableCell>{columns.kmsKeyId}</TableCell>
            <TableCell>{columns.state}</TableCell>
            <TableCell align="right">{words.rotations}</TableCell>
            <TableCell>{words.lastUse}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {keys.map((key) => (
            <TableRow key={key.kmsKeyId}>
              <TableCell>
                <Identifier value={key.kmsKeyId} what={columns.kmsKeyId} maxLength={0} />
              </TableCell>
              <TableCell>{driftValue('key-state', key.state)}</TableCell>
              <TableCell align="right">{key.rotationsUsed ?? words.unknown}</TableCell>
              <TableCell>
                <LastUse use={key.lastUse} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

function LastUse({ use }: { readonly use: KmsKeyFacts['lastUse'] }) {
  if (use === null) return words.useUnknown;
  if (use.at === null) return words.neverUsed;
  return (
    <>
      {use.operation} <TimeText at={use.at} />
    </>
  );
}
