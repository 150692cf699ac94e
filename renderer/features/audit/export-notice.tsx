// The result of an export: file name, number of entries, and the SHA-256 by which the file can be told later.
import CloseOutlined from '@mui/icons-material/CloseOutlined';
import FileDownloadDoneOutlined from '@mui/icons-material/FileDownloadDoneOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import type { z } from 'zod';
import type { exportedFile } from '../../../shared/schemas/audit';
import { text } from '../../text/text';
import { Identifier } from '../../ui/identifier';

export interface ExportNoticeProps {
  readonly file: z.infer<typeof exportedFile>;
  readonly evaluation: boolean;
  readonly onClose: () => void;
}

const words = text.audit.exported;

export function ExportNotice({ file, evaluation, onClose }: ExportNoticeProps) {
  return (
    <Box
      role="status"
      sx={(theme) => ({
        display: 'flex',
        gap: 1.25,
        alignItems: 'flex-start',
        padding: '10px 8px 10px 14px',
        borderRadius: '8px',
        border: `1px solid ${theme.vars!.palette.tone.good.line}`,
        backgroundColor: theme.vars!.palette.tone.good.bg,
      })}
    >
      <FileDownloadDoneOutlined
        aria-hidden
        sx={(theme) => ({ fontSize: 20, color: theme.vars!.palette.tone.good.fg })}
      />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="subtitle2" component="p" sx={{ overflowWrap: 'anywhere' }}>
          {words.title(file.fileName)}
        </Typography>
        <Typography variant="body2">
          {words.rows(file.rows)}
          {evaluation ? ` ${words.evaluation}` : null}
        </Typography>
        <Typography variant="body2" component="div">
          {words.sha256} <Identifier value={file.sha256} what={words.sha256} maxLength={0} />
        </Typography>
      </Box>
      <IconButton aria-label={words.close} onClick={onClose}>
        <CloseOutlined fontSize="small" aria-hidden />
      </IconButton>
    </Box>
  );
}
