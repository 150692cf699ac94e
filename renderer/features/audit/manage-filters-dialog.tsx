// The saved filters one by one: replaced by the present filter, or deleted.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { SavedAuditChoice, SavedAuditFilterView } from '../../../shared/schemas/audit';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { useToast } from '../../ui/toast';

export interface ManageFiltersDialogProps {
  readonly filters: readonly SavedAuditFilterView[];
  readonly present: SavedAuditChoice;
  readonly onClose: () => void;
}

const words = text.audit.saved;

export function ManageFiltersDialog({ filters, present, onClose }: ManageFiltersDialogProps) {
  const save = useCommand('audit.saveFilter');
  const remove = useCommand('audit.deleteFilter');
  const toast = useToast();
  const pending = save.pending || remove.pending;
  return (
    <DialogFrame
      open
      title={words.manageTitle}
      onClose={onClose}
      pending={pending}
      error={save.error ?? remove.error}
      form={false}
      actions={(close) => (
        <Button variant="contained" onClick={close}>
          {text.common.close}
        </Button>
      )}
    >
      {filters.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {words.none}
        </Typography>
      ) : null}
      <Box component="ul" aria-label={words.manageTitle} sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {filters.map((saved) => {
          const { id, revision, name, shared } = saved;
          return (
            <Box
              component="li"
              key={id}
              sx={(theme) => ({
                display: 'flex',
                alignItems: 'center',
                gap: 1,
                paddingBlock: 1,
                borderBottom: `1px solid ${theme.vars!.palette.surface.line}`,
              })}
            >
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <Typography variant="body2" noWrap>
                  <bdi>{name}</bdi>
                </Typography>
                <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                  {shared ? words.sharedBy(saved.savedBy) : words.own}
                </Typography>
              </Box>
              <Button
                size="small"
                color="inherit"
                disabled={!saved.mine || pending}
                aria-label={words.replaceOf(name)}
                onClick={() =>
                  save.start({ id, revision, name, shared, choice: present }, () => toast(words.done(name)))
                }
              >
                {words.replace}
              </Button>
              <Button
                size="small"
                color="error"
                disabled={!saved.mine || pending}
                aria-label={words.removeOf(name)}
                onClick={() => remove.start({ id, revision }, () => toast(words.removed(name)))}
              >
                {words.remove}
              </Button>
            </Box>
          );
        })}
      </Box>
    </DialogFrame>
  );
}
