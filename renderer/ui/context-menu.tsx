// The menu of a right click, of the context-menu key and of the "…" button: one list of actions, placed where it was asked for.
import Divider from '@mui/material/Divider';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import type { SvgIconComponent } from '@mui/icons-material';
import { useCallback, useState } from 'react';

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: SvgIconComponent;
  /** Shown on the right, e.g. "Enter". */
  readonly shortcut?: string;
  /** Why it cannot be done now: shown below the label, and the entry is disabled. Leave out what is never possible. */
  readonly disabledBecause?: string;
  readonly danger?: boolean;
  /** A line above this entry. */
  readonly divided?: boolean;
  readonly onSelect: () => void;
}

export interface MenuPlace {
  /** Pixels in the window. */
  readonly x: number;
  readonly y: number;
}

export interface ContextMenuState<T> {
  readonly place: MenuPlace | null;
  readonly target: T | null;
  readonly open: (place: MenuPlace, target: T) => void;
  readonly close: () => void;
}

/** What the menu is open for. `target` stays while it closes, so that its entries do not change under the eye. */
export function useContextMenu<T>(): ContextMenuState<T> {
  const [state, setState] = useState<{ place: MenuPlace | null; target: T | null }>({ place: null, target: null });
  const open = useCallback((place: MenuPlace, target: T) => setState({ place, target }), []);
  const close = useCallback(() => setState((before) => ({ ...before, place: null })), []);
  return { ...state, open, close };
}

export interface ContextMenuProps {
  /** Accessible name: "Actions for payments-eu". */
  readonly label: string;
  readonly place: MenuPlace | null;
  readonly actions: readonly MenuAction[];
  readonly onClose: () => void;
}

export function ContextMenu({ label, place, actions, onClose }: ContextMenuProps) {
  return (
    <Menu
      open={place !== null && actions.length > 0}
      onClose={onClose}
      anchorReference="anchorPosition"
      {...(place === null ? {} : { anchorPosition: { left: place.x, top: place.y } })}
      slotProps={{ list: { 'aria-label': label, dense: true } }}
    >
      {actions.flatMap((action) => [
        action.divided === true ? <Divider key={`${action.id}-line`} component="li" /> : null,
        <MenuItem
          key={action.id}
          disabled={action.disabledBecause !== undefined}
          onClick={() => {
            onClose();
            action.onSelect();
          }}
          sx={action.danger === true ? { color: 'error.main' } : {}}
        >
          {action.icon === undefined ? null : (
            <ListItemIcon sx={{ color: 'inherit' }}>
              <action.icon fontSize="small" aria-hidden />
            </ListItemIcon>
          )}
          <ListItemText {...(action.disabledBecause === undefined ? {} : { secondary: action.disabledBecause })}>
            {action.label}
          </ListItemText>
          {action.shortcut === undefined ? null : (
            <Typography variant="caption" sx={{ color: 'text.secondary', marginLeft: 3 }}>
              {action.shortcut}
            </Typography>
          )}
        </MenuItem>,
      ])}
    </Menu>
  );
}
