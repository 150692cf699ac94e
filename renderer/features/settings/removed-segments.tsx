// What retention has removed from the audit log, newest first: the only trace of it here, beside the tombstone in the chain.
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { RetentionView } from '../../../shared/schemas/retention';
import { text } from '../../text/text';
import { Identifier } from '../../ui/identifier';
import { TimeText } from '../../ui/time-text';

const words = text.settings.retention;

export function RemovedSegments({ segments }: { readonly segments: RetentionView['segments'] }) {
  return (
    <Table size="small" aria-label={words.segments}>
      <TableHead>
        <TableRow>
          {[words.columns.entries, words.columns.removed, words.directory, words.columns.sha256].map((name) => (
            <TableCell key={name}>{name}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {segments.map(({ from, to, cutAt, directory, reportSha256 }) => (
          <TableRow key={from}>
            <TableCell>{words.range(from, to)}</TableCell>
            <TableCell>
              <TimeText at={cutAt} />
            </TableCell>
            <TableCell>
              <Identifier value={directory} what={words.directory} maxLength={0} />
            </TableCell>
            <TableCell>
              <Identifier value={reportSha256} what={words.columns.sha256} maxLength={20} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
