// The store: its last copy, where the next ones go and when, and the way back.
import FolderOutlined from '@mui/icons-material/FolderOutlined';
import RestoreOutlined from '@mui/icons-material/RestoreOutlined';
import SaveAltOutlined from '@mui/icons-material/SaveAltOutlined';
import ScheduleOutlined from '@mui/icons-material/ScheduleOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { BackupView } from '../../../shared/schemas/backup';
import { CallError } from '../../api/call-error';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DetailsSection } from '../../ui/details-section';
import { ErrorNotice } from '../../ui/error-notice';
import { FactList, type Fact } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { Notice } from '../../ui/notice';
import { TimeText } from '../../ui/time-text';
import { useToast } from '../../ui/toast';
import { newRunId } from '../reports/report-draft';
import { BackupProgress } from './backup-progress';
import { PaneHead } from './pane-head';

const words = text.backup.store;

export interface StoreBackupPaneProps {
  readonly view: BackupView;
  readonly mayManage: boolean;
  /** The folder was chosen: what is shown is read again. */
  readonly onFolder: () => void;
  readonly onSchedule: () => void;
  readonly onRestore: () => void;
}

const lastFacts = (last: NonNullable<BackupView['last']>): readonly Fact[] => [
  { label: words.at, value: <TimeText at={last.at} /> },
  { label: words.by, value: <bdi>{last.scheduled ? words.scheduled : last.by.join(', ')}</bdi> },
  {
    label: words.directory,
    value: <Identifier value={`${last.folder}/${last.directory}`} what={words.directory} maxLength={0} />,
  },
  { label: words.holds, value: words.entries(last.head) },
  { label: words.size, value: words.bytes(last.bytes) },
  { label: words.sha256, value: <Identifier value={last.manifestSha256} what={words.sha256} maxLength={28} /> },
];

const planFacts = ({ folder, schedule, nextRunAt }: BackupView): readonly Fact[] => [
  { label: words.folder, value: folder === null ? words.noFolder : <bdi>{folder}</bdi> },
  {
    label: words.schedule,
    value: schedule === null ? words.noSchedule : words.every(schedule.every.count, schedule.every.unit),
  },
  { label: words.next, value: <TimeText at={nextRunAt} /> },
];

export function StoreBackupPane({ view, mayManage, onFolder, onSchedule, onRestore }: StoreBackupPaneProps) {
  const make = useCommand('backup.make');
  const choose = useCommand('backup.chooseFolder');
  const toast = useToast();
  const [runId, setRunId] = useState('');
  const cancelled = make.error?.shape.code === 'input.cancelled';
  const error = cancelled ? choose.error : (make.error ?? choose.error);
  const start = (to: 'ask' | 'backup-folder'): void => {
    const id = newRunId();
    setRunId(id);
    make.start({ runId: id, to }, (made) => {
      if (made !== null) toast(text.backup.make.done(made.directory));
    });
  };
  return (
    <Box sx={{ height: '100%', overflow: 'auto' }}>
      <PaneHead title={words.title} lead={words.lead}>
        {mayManage ? (
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', paddingBottom: 1.5 }}>
            <Button
              variant="contained"
              startIcon={<SaveAltOutlined aria-hidden />}
              disabled={make.pending}
              onClick={() => start('ask')}
            >
              {text.backup.make.button}
            </Button>
            {view.folder === null ? null : (
              <Button variant="outlined" color="inherit" disabled={make.pending} onClick={() => start('backup-folder')}>
                {text.backup.make.toFolder}
              </Button>
            )}
            <Button
              variant="outlined"
              color="inherit"
              startIcon={<RestoreOutlined aria-hidden />}
              disabled={make.pending}
              onClick={onRestore}
            >
              {text.backup.restore.button}
            </Button>
          </Box>
        ) : null}
        {make.pending ? (
          <BackupProgress runId={runId} label={text.backup.make.running} hint={text.backup.make.nothingLeft} />
        ) : null}
        {error === null ? null : <ErrorNotice error={error} />}
      </PaneHead>
      <DetailsSection title={words.last}>
        {view.last === null ? (
          <Notice tone="attention" title={words.none}>
            {words.noneBody}
          </Notice>
        ) : (
          <FactList labelWidth={170} facts={lastFacts(view.last)} />
        )}
      </DetailsSection>
      <DetailsSection
        title={words.schedule}
        action={
          mayManage ? (
            <>
              <Button
                size="small"
                color="inherit"
                startIcon={<FolderOutlined aria-hidden />}
                loading={choose.pending}
                onClick={() =>
                  choose.start({}, (picked) => {
                    if (picked === null) return;
                    toast(text.backup.folder.chosen(picked.folder));
                    onFolder();
                  })
                }
              >
                {text.backup.folder.choose}
              </Button>
              <Button size="small" color="inherit" startIcon={<ScheduleOutlined aria-hidden />} onClick={onSchedule}>
                {text.backup.schedule.button}
              </Button>
            </>
          ) : undefined
        }
      >
        <FactList labelWidth={170} facts={planFacts(view)} />
        {view.failed === null ? null : (
          <Box sx={{ paddingTop: 1.5, display: 'grid', gap: 0.5 }}>
            <Typography variant="subtitle2" component="p">
              {words.failedTitle} · <TimeText at={view.failed.at} />
            </Typography>
            <ErrorNotice error={new CallError('backup.make', view.failed.error)} takeFocus={false} />
          </Box>
        )}
      </DetailsSection>
    </Box>
  );
}
