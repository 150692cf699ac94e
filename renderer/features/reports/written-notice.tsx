// A report that was written: where it is, its digest, and how to check it without the console.
import CloseOutlined from '@mui/icons-material/CloseOutlined';
import FileDownloadDoneOutlined from '@mui/icons-material/FileDownloadDoneOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import type { WrittenReport } from '../../../shared/schemas/reports';
import { useStatus } from '../../api/use-status';
import { text } from '../../text/text';
import { FactList } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';

export interface WrittenNoticeProps {
  readonly title: string;
  readonly report: WrittenReport;
  /** Only where the report is one to be reviewed. */
  readonly onSignOff?: () => void;
  readonly onClose: () => void;
}

const words = text.reports.done;

export function WrittenNotice({ title, report, onSignOff, onClose }: WrittenNoticeProps) {
  const evaluation = useStatus()?.environment === 'EVALUATION';
  const command = `node verify-evidence.mjs ${report.directory} --anchor-key ${report.anchorKey}`;
  return (
    <Box
      role="status"
      sx={(theme) => ({
        display: 'flex',
        gap: 1.25,
        alignItems: 'flex-start',
        padding: '10px 8px 12px 14px',
        borderRadius: '8px',
        border: `1px solid ${theme.vars!.palette.tone.good.line}`,
        backgroundColor: theme.vars!.palette.tone.good.bg,
      })}
    >
      <FileDownloadDoneOutlined
        aria-hidden
        sx={(theme) => ({ fontSize: 20, color: theme.vars!.palette.tone.good.fg })}
      />
      <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 1 }}>
        <Typography variant="subtitle2" component="p">
          {words.title(title)} · {words.rows(report.rows)}
          {evaluation ? ` · ${words.evaluation}` : null}
        </Typography>
        <FactList
          facts={[
            {
              label: words.path,
              value: <Identifier value={`${report.folder}/${report.directory}`} what={words.path} maxLength={0} />,
            },
            {
              label: words.sha256,
              value: <Identifier value={report.manifestSha256} what={words.sha256} maxLength={0} />,
            },
            {
              label: words.anchorKey,
              value: <Identifier value={report.anchorKey} what={words.anchorKey} maxLength={0} />,
            },
            { label: words.verify, value: <Identifier value={command} what={words.verify} maxLength={0} /> },
          ]}
        />
        <Typography variant="caption">{words.verifyHint}</Typography>
        {onSignOff === undefined ? null : (
          <Box>
            <Button size="small" variant="outlined" onClick={onSignOff}>
              {words.signOff}
            </Button>
          </Box>
        )}
      </Box>
      <IconButton aria-label={words.close} onClick={onClose}>
        <CloseOutlined fontSize="small" aria-hidden />
      </IconButton>
    </Box>
  );
}
