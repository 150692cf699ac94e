// Logging and Reporting > Reports: kinds and saved reports on the left, the chosen one beside them.
import FolderOutlined from '@mui/icons-material/FolderOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import { useCall } from '../../api/use-call';
import { useCommand, type Command } from '../../api/use-command';
import { useMay } from '../../api/use-status';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { PageHeader } from '../../ui/page-header';
import { ScreenFrame } from '../../ui/screen-frame';
import { RowSkeletons } from '../../ui/skeletons';
import { SplitPane } from '../../ui/split-pane';
import { useToast } from '../../ui/toast';
import { ReportPane } from './report-pane';
import { ReportsList } from './reports-list';

const words = text.reports;

export function ReportsScreen() {
  const kinds = useCall('reports.kinds', {});
  const saved = useCall('reports.saved', {});
  const choose = useCommand('reports.chooseFolder');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const error = kinds.error ?? saved.error;
  const all = kinds.data?.kinds ?? [];
  const chosenSaved = saved.data?.reports.find(({ id }) => id === chosenId) ?? null;
  const chosenKind = all.find(({ kind }) => kind === (chosenSaved?.definition.kind ?? chosenId)) ?? all[0] ?? null;
  const folder = kinds.data?.folder ?? null;
  return (
    <ScreenFrame
      header={
        <PageHeader
          title={words.title}
          description={words.intro}
          actions={<FolderButton folder={folder} choose={choose} onChosen={() => void kinds.refetch()} />}
        />
      }
      notice={choose.error === null ? null : <ErrorNotice error={choose.error} />}
    >
      {error !== null ? (
        <Box sx={{ padding: 2 }}>
          <ErrorNotice
            error={error}
            takeFocus={false}
            onRetry={() => {
              void kinds.refetch();
              void saved.refetch();
            }}
          />
        </Box>
      ) : kinds.data === undefined || saved.data === undefined ? (
        <RowSkeletons what={words.loading} rows={10} />
      ) : (
        <SplitPane
          id="reports"
          firstSize={30}
          minPx={260}
          first={
            <ReportsList
              kinds={all}
              saved={saved.data.reports}
              chosen={chosenSaved?.id ?? chosenKind?.kind ?? ''}
              onKind={({ kind }) => setChosenId(kind)}
              onSaved={({ id }) => setChosenId(id)}
            />
          }
          second={
            chosenKind === null ? null : (
              <ReportPane
                key={chosenSaved === null ? chosenKind.kind : `${chosenSaved.id} ${String(chosenSaved.revision)}`}
                kind={chosenKind}
                saved={chosenSaved}
                hasFolder={folder !== null}
                onSaved={({ id }) => {
                  void saved.refetch().then(() => setChosenId(id));
                }}
                onDeleted={() => {
                  setChosenId(chosenKind.kind);
                  void saved.refetch();
                }}
              />
            )
          }
        />
      )}
    </ScreenFrame>
  );
}

interface FolderButtonProps {
  readonly folder: string | null;
  readonly choose: Command<'reports.chooseFolder'>;
  readonly onChosen: () => void;
}

function FolderButton({ folder, choose, onChosen }: FolderButtonProps) {
  const toast = useToast();
  if (!useMay('AuditLogs:Export')) return null;
  return (
    <Tooltip title={words.folderHint} describeChild>
      <Button
        variant="outlined"
        color="inherit"
        startIcon={<FolderOutlined aria-hidden />}
        loading={choose.pending}
        onClick={() =>
          choose.start({}, (picked) => {
            if (picked === null) return;
            toast(words.folderChosen(picked.folder));
            onChosen();
          })
        }
      >
        <bdi>{folder === null ? words.chooseFolder : words.folder(folder)}</bdi>
      </Button>
    </Tooltip>
  );
}
