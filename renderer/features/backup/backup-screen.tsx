// Administration > Backup: the store and its copies on the left, the HSM's own backup beside it.
import Box from '@mui/material/Box';
import { useState } from 'react';
import { useCall } from '../../api/use-call';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { RowSkeletons } from '../../ui/skeletons';
import { SplitPane } from '../../ui/split-pane';
import { ConfirmHsmDialog } from './confirm-hsm-dialog';
import { HsmBackupPane } from './hsm-backup-pane';
import { RestoreDialog } from './restore-dialog';
import { ScheduleDialog } from './schedule-dialog';
import { StoreBackupPane } from './store-backup-pane';

const words = text.backup;

type OpenDialog = 'schedule' | 'restore' | 'confirm-hsm' | null;

export function BackupScreen() {
  const answer = useCall('backup.get', {});
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const mayManage = useMay('Settings:Manage');
  const mayConfirm = useMay('HSM:Manage');
  const view = answer.data;
  const close = (): void => setDialog(null);
  return (
    <ScreenFrame header={<PageHeader title={words.title} description={words.intro} />}>
      {answer.error !== null ? (
        <Box sx={{ padding: 2 }}>
          <ErrorNotice error={answer.error} takeFocus={false} onRetry={() => void answer.refetch()} />
        </Box>
      ) : view === undefined ? (
        <RowSkeletons what={words.loading} rows={10} />
      ) : (
        <SplitPane
          id="backup"
          firstSize={54}
          minPx={320}
          first={
            <StoreBackupPane
              view={view}
              mayManage={mayManage}
              onFolder={() => void answer.refetch()}
              onSchedule={() => setDialog('schedule')}
              onRestore={() => setDialog('restore')}
            />
          }
          second={<HsmBackupPane view={view} mayConfirm={mayConfirm} onConfirm={() => setDialog('confirm-hsm')} />}
        />
      )}
      {dialog === 'schedule' && view !== undefined ? <ScheduleDialog view={view} onClose={close} /> : null}
      {dialog === 'restore' ? <RestoreDialog onClose={close} /> : null}
      {dialog === 'confirm-hsm' ? <ConfirmHsmDialog onClose={close} /> : null}
    </ScreenFrame>
  );
}
