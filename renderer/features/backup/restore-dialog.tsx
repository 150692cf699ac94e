// Restore: main asks for the folder, opens and verifies the backup; what comes back and what is lost is shown; then it needs approval.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import type { RestorePreview } from '../../../shared/schemas/backup';
import { CallError } from '../../api/call-error';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { DialogFrame } from '../../ui/dialog-frame';
import { FactList, type Fact } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { Notice } from '../../ui/notice';
import { TimeText } from '../../ui/time-text';
import { useToast } from '../../ui/toast';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';
import { newRunId } from '../reports/report-draft';
import { BackupProgress } from './backup-progress';

const words = text.backup.restore;

export function RestoreDialog({ onClose }: { readonly onClose: () => void }) {
  const inspect = useCommand('backup.inspect');
  const [runId] = useState(newRunId);
  const [preview, setPreview] = useState<RestorePreview | null>(null);
  const { run } = inspect;
  useEffect(() => {
    run({ runId }).then(
      (found) => (found === null ? onClose() : setPreview(found)),
      (thrown: unknown) => {
        if (!(thrown instanceof CallError)) throw thrown;
        if (thrown.shape.code === 'input.cancelled') onClose();
      },
    );
    // Asked once, as the dialog opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  if (preview !== null) return <ConfirmRestore preview={preview} onClose={onClose} />;
  return (
    <DialogFrame
      open
      title={words.title}
      onClose={onClose}
      pending={inspect.pending}
      error={inspect.error}
      actions={(close) => (
        <Button color="inherit" onClick={close} disabled={inspect.pending}>
          {text.common.cancel}
        </Button>
      )}
    >
      {inspect.error === null ? <BackupProgress runId={runId} label={words.reading} hint={words.readingHint} /> : null}
    </DialogFrame>
  );
}

interface ConfirmRestoreProps {
  readonly preview: RestorePreview;
  readonly onClose: () => void;
}

function ConfirmRestore({ preview, onClose }: ConfirmRestoreProps) {
  const restore = useControlledCommand('backup.restore');
  const approves = useApprovalWords('store.restore');
  const toast = useToast();
  return (
    <ConfirmDialog
      open
      danger
      width="md"
      title={words.title}
      facts={{ happens: words.happens(preview.directory), stops: words.stops, undo: words.undo, approves }}
      actLabel={words.act}
      pending={restore.pending}
      error={restore.error}
      onCancel={onClose}
      onConfirm={(justification) =>
        restore.start(
          { backupId: preview.backupId },
          {
            justification,
            onDone: () => {
              toast(words.done);
              onClose();
            },
            onRequested: onClose,
          },
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))' }}>
        <Part title={words.back} facts={backFacts(preview)} />
        <Part title={words.lost} facts={lostFacts(preview)} />
      </Box>
      {(preview.loses?.keys.length ?? 0) > 0 ? (
        <Box sx={{ paddingTop: 2 }}>
          <Notice tone="danger">{words.keysStay}</Notice>
        </Box>
      ) : null}
    </ConfirmDialog>
  );
}

function Part({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  return (
    <Box component="section" aria-label={title}>
      <Typography variant="subtitle2" component="h3" sx={{ paddingBottom: 0.75 }}>
        {title}
      </Typography>
      <FactList labelWidth={130} facts={facts} />
    </Box>
  );
}

const backFacts = (preview: RestorePreview): readonly Fact[] => [
  { label: words.madeAt, value: <TimeText at={preview.createdAt} exact /> },
  {
    label: words.madeBy,
    value: <bdi>{preview.createdBy.length === 0 ? words.schedule : preview.createdBy.join(', ')}</bdi>,
  },
  { label: words.version, value: preview.version },
  { label: words.storeId, value: <Identifier value={preview.storeId} what={words.storeId} maxLength={20} /> },
  { label: words.head, value: preview.head.toLocaleString('en') },
];

function lostFacts({ loses, openRequests }: RestorePreview): readonly Fact[] {
  if (loses === null) return [];
  const named = (label: string, names: readonly string[]): Fact => ({
    label,
    value: <bdi>{names.length === 0 ? words.none : words.names(names)}</bdi>,
  });
  return [
    { label: words.entries, value: words.entriesLost(loses.entries, loses.head) },
    { label: words.requests, value: words.requestsVoid(loses.openRequests, openRequests) },
    named(words.keys, loses.keys),
    named(words.groups, loses.groups),
    named(words.credentials, loses.credentials),
    named(words.identities, loses.identities),
  ];
}
