// Below a table: how many rows, pages where there are several, and the choice of columns.
import CheckBoxOutlineBlank from '@mui/icons-material/CheckBoxOutlineBlank';
import CheckBoxOutlined from '@mui/icons-material/CheckBoxOutlined';
import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import ViewColumnOutlined from '@mui/icons-material/ViewColumnOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { text } from '../text/text';

export interface DataTableFooterProps {
  readonly columns: readonly { readonly field: string; readonly label: string }[];
  readonly hidden: readonly string[];
  readonly onHidden: (hidden: readonly string[]) => void;
  readonly onReset: () => void;
  /** 0-based. */
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  /** Nothing is known yet: no count is shown. */
  readonly loading: boolean;
  readonly hasNext: boolean;
  readonly onPage: (page: number) => void;
}

export function DataTableFooter(props: DataTableFooterProps) {
  const { page, pageSize, total, loading, hasNext, onPage } = props;
  const words = text.common.table;
  const paged = page > 0 || hasNext;
  const from = total === 0 ? 0 : page * pageSize + 1;
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        minHeight: 34,
        paddingInline: 1.25,
        borderTop: '1px solid',
        borderColor: 'divider',
        color: 'text.secondary',
        fontSize: '0.75rem',
      }}
    >
      <Box component="span" role="status" sx={{ flex: 1 }}>
        {loading ? '' : paged ? words.rows(from, Math.min(total, (page + 1) * pageSize), total) : words.count(total)}
      </Box>
      {paged ? (
        <>
          <IconButton aria-label={words.previousPage} disabled={page === 0} onClick={() => onPage(page - 1)}>
            <ChevronLeft fontSize="small" />
          </IconButton>
          <IconButton aria-label={words.nextPage} disabled={!hasNext} onClick={() => onPage(page + 1)}>
            <ChevronRight fontSize="small" />
          </IconButton>
        </>
      ) : null}
      <ColumnChooser {...props} />
    </Box>
  );
}

function ColumnChooser({ columns, hidden, onHidden, onReset }: DataTableFooterProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const shown = columns.filter(({ field }) => !hidden.includes(field)).length;
  return (
    <>
      <Button
        size="small"
        color="inherit"
        startIcon={<ViewColumnOutlined aria-hidden />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {text.common.table.columns}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { 'aria-label': text.common.table.chooseColumns, dense: true } }}
      >
        {columns.map(({ field, label }) => {
          const visible = !hidden.includes(field);
          return (
            <MenuItem
              key={field}
              role="menuitemcheckbox"
              aria-checked={visible}
              // A table without a column says nothing.
              disabled={visible && shown === 1}
              onClick={() => onHidden(visible ? [...hidden, field] : hidden.filter((other) => other !== field))}
            >
              {/* A picture only: the entry itself says whether it is checked. */}
              <ListItemIcon>
                {visible ? (
                  <CheckBoxOutlined fontSize="small" color="primary" />
                ) : (
                  <CheckBoxOutlineBlank fontSize="small" />
                )}
              </ListItemIcon>
              {label}
            </MenuItem>
          );
        })}
        <Divider component="li" />
        <MenuItem
          onClick={() => {
            onReset();
            setAnchor(null);
          }}
        >
          {text.common.table.resetColumns}
        </MenuItem>
      </Menu>
    </>
  );
}
