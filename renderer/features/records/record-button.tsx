// Asks main for the officer's record of one operation, or for the set-up record, and says what was written.
import PictureAsPdfOutlined from '@mui/icons-material/PictureAsPdfOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { OperationPlace } from '../../../shared/schemas/records';
import { useCommand } from '../../api/use-command';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { useToast } from '../../ui/toast';

export interface RecordButtonProps {
  /** What the record is of; null: of the set-up. */
  readonly place: OperationPlace | null;
}

const words = text.records;

/** Nothing for a login that may not export. */
export function RecordButton({ place }: RecordButtonProps) {
  const operation = useCommand('records.operation');
  const setup = useCommand('records.setup');
  const toast = useToast();
  const mayExport = useMay('AuditLogs:Export');
  if (!mayExport) return null;
  const done = (file: { readonly fileName: string } | null): void => {
    if (file !== null) toast(words.done(file.fileName));
  };
  const error = operation.error ?? setup.error;
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        startIcon={<PictureAsPdfOutlined aria-hidden />}
        title={place === null ? words.setupHint : words.operationHint}
        loading={operation.pending || setup.pending}
        onClick={() => (place === null ? setup.start({}, done) : operation.start(place, done))}
      >
        {place === null ? words.setup : words.operation}
      </Button>
      {error === null ? null : (
        <Box sx={{ width: '100%' }}>
          <ErrorNotice error={error} />
        </Box>
      )}
    </>
  );
}
