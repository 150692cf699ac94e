// Saved filters: choose one, keep the present one under a name, for oneself or for everybody, and tidy them.
import BookmarksOutlined from '@mui/icons-material/BookmarksOutlined';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { savedChoiceOf, type AuditChoice } from './audit-filter';
import { ManageFiltersDialog } from './manage-filters-dialog';
import { SaveFilterDialog } from './save-filter-dialog';

export interface SavedFiltersProps {
  readonly choice: AuditChoice;
  readonly onChoice: (choice: AuditChoice) => void;
}

const words = text.audit.saved;

export function SavedFilters({ choice, onChoice }: SavedFiltersProps) {
  const answer = useCall('audit.savedFilters', {});
  const filters = answer.data?.filters ?? [];
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const open = (which: 'save' | 'manage') => (): void => {
    setAnchor(null);
    setDialog(which);
  };
  const present = savedChoiceOf(choice);
  return (
    <>
      <Button
        color="inherit"
        variant="outlined"
        startIcon={<BookmarksOutlined aria-hidden />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {words.button}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { 'aria-label': words.button, dense: true } }}
      >
        {filters.length === 0 ? (
          <MenuItem disabled>
            <ListItemText primary={words.none} secondary={words.noneHint} />
          </MenuItem>
        ) : null}
        {filters.map((saved) => (
          <MenuItem
            key={saved.id}
            selected={JSON.stringify(saved.choice) === JSON.stringify(present)}
            onClick={() => {
              setAnchor(null);
              onChoice({ ...saved.choice, jobId: null, targetId: null });
            }}
          >
            <ListItemText
              primary={<bdi>{saved.name}</bdi>}
              secondary={saved.shared ? words.sharedBy(saved.savedBy) : words.own}
            />
          </MenuItem>
        ))}
        <Divider component="li" />
        <MenuItem onClick={open('save')}>{words.saveMenu}</MenuItem>
        {filters.length === 0 ? null : <MenuItem onClick={open('manage')}>{words.manageMenu}</MenuItem>}
      </Menu>
      {dialog === 'save' ? <SaveFilterDialog choice={present} onClose={() => setDialog(null)} /> : null}
      {dialog === 'manage' ? (
        <ManageFiltersDialog filters={filters} present={present} onClose={() => setDialog(null)} />
      ) : null}
    </>
  );
}
