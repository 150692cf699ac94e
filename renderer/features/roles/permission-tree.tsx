// The checkable tree of permissions: categories that open, each with its permissions; arrow keys move, Space checks.
import ExpandMore from '@mui/icons-material/ExpandMore';
import ChevronRight from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import CheckBoxOutlineBlank from '@mui/icons-material/CheckBoxOutlineBlank';
import CheckBoxOutlined from '@mui/icons-material/CheckBoxOutlined';
import IndeterminateCheckBoxOutlined from '@mui/icons-material/IndeterminateCheckBoxOutlined';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { Permission } from '../../../shared/permissions';
import { monospace } from '../../app/theme';
import { text } from '../../text/text';
import { permissionTree, type Category } from './role-form';

const words = text.roles;

export interface PermissionTreeProps {
  readonly label: string;
  readonly value: readonly Permission[];
  readonly onChange: (value: readonly Permission[]) => void;
  readonly disabled?: boolean;
  readonly describedBy?: string;
}

interface Row {
  readonly key: string;
  readonly category: Category;
  /** null: the row of the category itself. */
  readonly permission: Permission | null;
}

type State = 'true' | 'false' | 'mixed';
const icons = { true: CheckBoxOutlined, false: CheckBoxOutlineBlank, mixed: IndeterminateCheckBoxOutlined };

export function PermissionTree({ label, value, onChange, disabled = false, describedBy }: PermissionTreeProps) {
  const [closed, setClosed] = useState<ReadonlySet<Category>>(new Set());
  const [current, setCurrent] = useState<string>(permissionTree[0]?.category ?? '');
  const tree = useRef<HTMLUListElement>(null);
  const chosen = new Set(value);
  const rows: readonly Row[] = permissionTree.flatMap(({ category, permissions }) => [
    { key: category, category, permission: null },
    ...(closed.has(category) ? [] : permissions.map((permission) => ({ key: permission, category, permission }))),
  ]);
  const inCategory = (category: Category): readonly Permission[] =>
    permissionTree.find((branch) => branch.category === category)?.permissions ?? [];
  const stateOf = ({ category, permission }: Row): State => {
    if (permission !== null) return chosen.has(permission) ? 'true' : 'false';
    const all = inCategory(category);
    const count = all.filter((one) => chosen.has(one)).length;
    return count === 0 ? 'false' : count === all.length ? 'true' : 'mixed';
  };
  const toggle = (row: Row): void => {
    if (disabled) return;
    const affected = row.permission === null ? inCategory(row.category) : [row.permission];
    const off = stateOf(row) === 'true';
    onChange(off ? value.filter((one) => !affected.includes(one)) : [...new Set([...value, ...affected])]);
  };
  const setOpen = (category: Category, open: boolean): void => {
    const next = new Set(closed);
    if (open) next.delete(category);
    else next.add(category);
    setClosed(next);
  };
  const focus = (key: string): void => {
    setCurrent(key);
    tree.current?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = rows.findIndex(({ key }) => key === current);
    const row = rows[index];
    if (row === undefined) return;
    const target = {
      ArrowDown: rows[index + 1],
      ArrowUp: rows[index - 1],
      Home: rows[0],
      End: rows.at(-1),
    }[event.key];
    if (target !== undefined) focus(target.key);
    else if (event.key === ' ' || event.key === 'Enter') toggle(row);
    else if (event.key === 'ArrowRight') {
      if (row.permission === null && closed.has(row.category)) setOpen(row.category, true);
      else if (row.permission === null) focus(rows[index + 1]?.key ?? row.key);
    } else if (event.key === 'ArrowLeft') {
      if (row.permission !== null) focus(row.category);
      else setOpen(row.category, false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Box
      component="ul"
      role="tree"
      ref={tree}
      aria-label={label}
      aria-multiselectable
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      onKeyDown={onKeyDown}
      sx={(theme) => ({
        listStyle: 'none',
        margin: 0,
        padding: '6px',
        border: `1px solid ${theme.vars!.palette.surface.line}`,
        borderRadius: '8px',
        height: 380,
        overflow: 'auto',
      })}
    >
      {rows.map((row) => (
        <TreeRow
          key={row.key}
          row={row}
          state={stateOf(row)}
          open={!closed.has(row.category)}
          current={row.key === current}
          disabled={disabled}
          onFocus={() => setCurrent(row.key)}
          onToggle={() => toggle(row)}
          onOpen={(open) => setOpen(row.category, open)}
        />
      ))}
    </Box>
  );
}

interface TreeRowProps {
  readonly row: Row;
  readonly state: State;
  readonly open: boolean;
  readonly current: boolean;
  readonly disabled: boolean;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
  readonly onOpen: (open: boolean) => void;
}

/** One tree item. The rows lie flat in the list; `aria-level` says how deep they are. */
function TreeRow({ row, state, open, current, disabled, onFocus, onToggle, onOpen }: TreeRowProps) {
  const isCategory = row.permission === null;
  const Check = icons[state];
  const Arrow = open ? ExpandMore : ChevronRight;
  return (
    <Box
      component="li"
      role="treeitem"
      data-key={row.key}
      aria-level={isCategory ? 1 : 2}
      aria-checked={state === 'mixed' ? 'mixed' : state === 'true'}
      aria-disabled={disabled}
      {...(isCategory ? { 'aria-expanded': open } : {})}
      tabIndex={current ? 0 : -1}
      onFocus={onFocus}
      onClick={onToggle}
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        minHeight: 30,
        padding: isCategory ? '2px 8px 2px 4px' : '2px 8px 2px 56px',
        borderRadius: '6px',
        cursor: disabled ? 'default' : 'pointer',
        fontSize: '0.8125rem',
        color: disabled ? theme.vars!.palette.text.secondary : theme.vars!.palette.text.primary,
        '&:hover': { backgroundColor: theme.vars!.palette.surface.sunken },
        '&:focus-visible': { outline: `2px solid ${theme.vars!.palette.primary.main}`, outlineOffset: -2 },
      })}
    >
      {isCategory ? (
        <Arrow
          aria-hidden
          onClick={(event) => {
            event.stopPropagation();
            onOpen(!open);
          }}
          sx={{ fontSize: 20, color: 'text.secondary', flexShrink: 0 }}
        />
      ) : null}
      <Check
        aria-hidden
        sx={(theme) => ({
          fontSize: 19,
          flexShrink: 0,
          color: state === 'false' || disabled ? theme.vars!.palette.text.secondary : theme.vars!.palette.primary.main,
        })}
      />
      {row.permission === null ? (
        <Box component="span" sx={{ fontWeight: 600 }}>
          {words.categories[row.category]}
        </Box>
      ) : (
        <>
          <Box component="span" sx={{ fontFamily: monospace, fontSize: '0.75rem', width: 160, flexShrink: 0 }}>
            {row.permission}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary', minWidth: 0 }}>
            {words.meanings[row.permission]}
          </Box>
        </>
      )}
    </Box>
  );
}
