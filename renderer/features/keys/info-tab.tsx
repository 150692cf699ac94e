// Tab Info of the key group editor: who answers for it, notes, and what the console fills in.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Control } from 'react-hook-form';
import type { KeyGroupView } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import { FactList } from '../../ui/fact-list';
import { FormTextField } from '../../ui/form-fields';
import { TimeText } from '../../ui/time-text';
import type { GroupFormValues } from './group-form';

export interface InfoTabProps {
  readonly control: Control<GroupFormValues>;
  /** null while it is being added. */
  readonly group: KeyGroupView | null;
}

const words = text.keyGroupDialogs.editor;

function When({ at, by }: { readonly at: string; readonly by: string }) {
  return (
    <>
      <TimeText at={at} exact /> <bdi>{words.byWhom(by)}</bdi>
    </>
  );
}

export function InfoTab({ control, group }: InfoTabProps) {
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <FormTextField control={control} name="owner" label={words.owner} help={words.ownerHint} />
      <FormTextField control={control} name="notes" label={words.notes} multiline={4} />
      {group === null ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {words.infoNew}
        </Typography>
      ) : (
        <FactList
          facts={[
            { label: words.created, value: <When at={group.createdAt} by={group.createdBy} /> },
            { label: words.changedAt, value: <When at={group.changedAt} by={group.changedBy} /> },
            { label: words.storage, value: text.keyGroupDialogs.storage.locations.hsm },
          ]}
        />
      )}
    </Box>
  );
}
