// The keys of a confirmation: state in AWS, last use with its warning, grants, and those that are left out with the reason.
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { KeyOperationPreview, PreviewedKey } from '../../../shared/schemas/key-operations';
import { describeError } from '../../text/describe-error';
import { text } from '../../text/text';
import { Identifier } from '../../ui/identifier';
import { Notice } from '../../ui/notice';
import { TimeText } from '../../ui/time-text';
import { isDangerous } from './key-operation-actions';

const words = text.keyOperations.dialog;

function LastUse({ keyShown }: { readonly keyShown: PreviewedKey }) {
  const { lastUse } = keyShown;
  if (lastUse === null) return words.useUnknown;
  if (lastUse.at === null) return words.neverUsed;
  return (
    <>
      {lastUse.operation} <TimeText at={lastUse.at} />
    </>
  );
}

function Grants({ keys }: { readonly keys: readonly PreviewedKey[] }) {
  const unknown = keys.some((key) => key.grants === null);
  const grants = keys.flatMap((key) => key.grants ?? []);
  return (
    <Box>
      <Typography variant="body2">{unknown ? words.grantsUnknown : words.grants(grants.length)}</Typography>
      {grants.length === 0 ? null : (
        <Box component="ul" sx={{ margin: 0, paddingLeft: 2.5, maxHeight: 140, overflow: 'auto' }}>
          {grants.map(({ grantee, operations }, index) => (
            <Typography key={`${index}-${grantee}`} component="li" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
              {words.grant(grantee, operations.join(', '))}
            </Typography>
          ))}
        </Box>
      )}
    </Box>
  );
}

export function KeyOperationKeys({ preview }: { readonly preview: KeyOperationPreview }) {
  // Where a key is destroyed in the HSM there is nothing left in AWS that could be in use.
  const destructive = isDangerous(preview.kind) && preview.kind !== 'destroy';
  const done = preview.keys.filter((key) => key.refusal === null);
  const leftOut = preview.keys.filter((key) => key.refusal !== null);
  const { columns } = words;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {done.length === 0 ? null : (
        <Box sx={{ maxHeight: 220, overflow: 'auto' }} tabIndex={0} role="region" aria-label={words.keys}>
          <Table size="small" stickyHeader aria-label={words.keys} sx={{ '& td, & th': { paddingInline: '8px' } }}>
            <TableHead>
              <TableRow>
                <TableCell>{columns.key}</TableCell>
                <TableCell>{columns.kmsKey}</TableCell>
                <TableCell>{columns.aws}</TableCell>
                {destructive ? <TableCell>{columns.use}</TableCell> : null}
              </TableRow>
            </TableHead>
            <TableBody>
              {done.map((key) => (
                <TableRow key={key.id}>
                  <TableCell>
                    <bdi>{key.name}</bdi>
                  </TableCell>
                  <TableCell>
                    <Identifier value={key.kmsKeyId ?? ''} what={columns.kmsKey} maxLength={20} />
                  </TableCell>
                  <TableCell>{key.awsState ?? words.notAsked}</TableCell>
                  {destructive ? (
                    <TableCell>
                      <LastUse keyShown={key} />
                    </TableCell>
                  ) : null}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
      {destructive && done.length > 0 ? (
        <>
          <Notice tone="attention">{words.useHint}</Notice>
          <Grants keys={done} />
        </>
      ) : null}
      {leftOut.map((key) => {
        const said = key.refusal === null ? null : describeError(key.refusal);
        return (
          <Notice key={key.id} tone="information" title={words.leftOut(key.name)}>
            {said === null ? null : `${said.happened} ${said.todo}`}
          </Notice>
        );
      })}
    </Box>
  );
}
