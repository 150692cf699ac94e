// Confirmation of an operation on one or many keys: read fresh from AWS, frozen by its digest, justified, and named on the button.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import type { KeyGroupView, KeyView } from '../../../shared/schemas/key-groups';
import type { KeyOperationChoice, KeyOperationKind, KeyOperationPreview } from '../../../shared/schemas/key-operations';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { ConfirmDialog, type ConfirmFacts } from '../../ui/confirm-dialog';
import { DialogFrame } from '../../ui/dialog-frame';
import { FactList } from '../../ui/fact-list';
import { RowSkeletons } from '../../ui/skeletons';
import { useToast } from '../../ui/toast';
import { useApprovalWords } from '../approvals/use-approval-words';
import { useControlledCommand } from '../approvals/use-controlled-command';
import { isDangerous } from './key-operation-actions';
import { KeyOperationKeys } from './key-operation-keys';
import { ExpiryField, expiryOf, firstOptions, WindowDaysField, windowDaysOf } from './key-operation-options';
import { PlannedCalls } from './planned-calls';

const words = text.keyOperations;

export interface KeyOperationDialogProps {
  readonly group: KeyGroupView;
  readonly kind: KeyOperationKind;
  readonly keys: readonly KeyView[];
  readonly onClose: () => void;
  /** It was confirmed: begun, or waits for approval. */
  readonly onDone: () => void;
}

const commands = {
  synchronize: 'keys.synchronize',
  'delete-material': 'keys.deleteMaterial',
  enable: 'keys.enable',
  disable: 'keys.disable',
  'schedule-deletion': 'keys.scheduleDeletion',
  'cancel-deletion': 'keys.cancelDeletion',
  prove: 'keys.prove',
  destroy: 'keys.destroy',
} as const;
const operations = {
  synchronize: 'key.synchronize',
  'delete-material': 'key.delete-material',
  enable: 'key.enable',
  disable: 'key.disable',
  'schedule-deletion': 'key.schedule-deletion',
  'cancel-deletion': 'key.cancel-deletion',
  prove: 'key.prove',
  destroy: 'key.destroy',
} as const;

function factsOf(preview: KeyOperationPreview, what: string, approves: string): ConfirmFacts {
  const { kind, region } = preview;
  const names = [...new Set(preview.keys.filter((key) => key.refusal === null).flatMap((key) => key.sharedWith))];
  const shared = names.length === 0 ? null : names.join(', ');
  const stops = isDangerous(kind) && shared !== null ? words.shared(shared) : null;
  const { dialog } = words;
  return {
    happens: (
      <Box sx={{ display: 'grid', gap: 1 }}>
        <span>
          {words.happens[kind](what, region)}
          {!isDangerous(kind) && shared !== null ? ` ${words.sharedStart(shared)}` : ''}
        </span>
        <FactList
          labelWidth={132}
          facts={[
            { label: dialog.region, value: preview.simulator ? `${region} · ${dialog.simulator}` : region },
            { label: dialog.account, value: preview.accountId ?? dialog.accountUnknown },
            { label: dialog.time, value: dialog.estimate(preview.estimateSeconds) },
          ]}
        />
      </Box>
    ),
    stops: stops === null ? words.stops[kind] : `${words.stops[kind]} ${stops}`,
    costs: words.costs[kind],
    undo: words.undo[kind],
    approves,
  };
}

export function KeyOperationDialog({ group, kind, keys, onClose, onDone }: KeyOperationDialogProps) {
  const [options, setOptions] = useState(firstOptions);
  const expiresInDays = kind === 'synchronize' ? expiryOf(options) : undefined;
  const windowDays = kind === 'schedule-deletion' ? windowDaysOf(options) : undefined;
  const invalid = expiresInDays === 'invalid' || windowDays === null;
  const base = { groupId: group.id, keyIds: keys.map((key) => key.id) };
  const chosen = {
    ...(windowDays == null ? {} : { windowDays }),
    ...(expiresInDays === undefined || expiresInDays === 'invalid' ? {} : { expiresInDays }),
  };
  const choice: KeyOperationChoice = { ...base, kind, ...chosen };
  const answer = useCall('keys.previewOperation', choice, { keepPrevious: true });
  const { refetch } = answer;
  // What an earlier look found may no longer be so: each opening reads AWS again.
  useEffect(() => void refetch({ cancelRefetch: false }), [refetch]);
  const preview = answer.data;
  const changed = preview?.changed === true;
  const command = useControlledCommand(changed ? 'keys.synchronizeChanged' : commands[kind]);
  const approves = useApprovalWords(changed ? 'key.synchronize-changed' : operations[kind]);
  const toast = useToast();

  const left = (preview?.keys ?? []).filter((key) => key.refusal === null);
  const named =
    keys.length === 1
      ? (keys[0]?.name ?? '')
      : words.many(preview === undefined ? keys.length : left.length, group.name);
  const act = words.act[kind](named);
  const read = (): void => {
    command.reset();
    void refetch();
  };
  if (preview === undefined || answer.error !== null || left.length === 0)
    return (
      <DialogFrame
        open
        width="md"
        title={act}
        onClose={onClose}
        error={answer.error}
        actions={(close) => (
          <>
            <Button color="inherit" onClick={close}>
              {words.dialog.cancel}
            </Button>
            {answer.isFetching ? null : (
              <Button variant="contained" onClick={read}>
                {words.dialog.again}
              </Button>
            )}
          </>
        )}
      >
        {preview === undefined ? (
          answer.error === null ? (
            <RowSkeletons what={words.dialog.loading} rows={8} />
          ) : null
        ) : (
          <KeyOperationKeys preview={preview} />
        )}
      </DialogFrame>
    );
  return (
    <ConfirmDialog
      open
      width="md"
      title={act}
      danger={isDangerous(kind)}
      {...(kind === 'schedule-deletion' || kind === 'destroy'
        ? { typedName: keys.length === 1 ? named : group.name }
        : {})}
      facts={factsOf(preview, named, approves)}
      actLabel={act}
      loading={answer.isFetching || answer.isPlaceholderData || invalid}
      pending={command.pending}
      error={command.error}
      onCancel={onClose}
      onConfirm={(justification) =>
        command.start(
          { ...base, ...chosen, previewDigest: preview.digest, justification },
          {
            justification,
            onDone: () => {
              toast(words.started(act));
              onDone();
            },
            onRequested: onDone,
          },
        )
      }
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        {kind === 'schedule-deletion' ? <WindowDaysField options={options} onChange={setOptions} /> : null}
        {kind === 'synchronize' ? <ExpiryField options={options} onChange={setOptions} /> : null}
        <KeyOperationKeys preview={preview} />
        <PlannedCalls calls={preview.calls} />
        {left.length === 1 ? null : <Typography variant="body2">{words.dialog.perKey(left.length)}</Typography>}
        {command.error?.shape.code === 'state.conflict' ? (
          <Button variant="outlined" onClick={read} sx={{ justifySelf: 'start' }}>
            {words.dialog.again}
          </Button>
        ) : null}
      </Box>
    </ConfirmDialog>
  );
}
