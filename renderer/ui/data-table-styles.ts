// Look of the table: hairlines, sticky grey header, tabular figures, a selected row that can be told in both themes.
import type { SxProps, Theme } from '@mui/material/styles';

export const dataTableStyles: SxProps<Theme> = (theme) => {
  const { palette } = theme.vars!;
  return {
    border: 'none',
    borderRadius: 0,
    '--unstable_DataGrid-radius': '0px',
    '--DataGrid-t-radius-base': '0px',
    fontSize: '0.8125rem',
    backgroundColor: 'transparent',
    '--DataGrid-rowBorderColor': palette.surface.line,
    '--DataGrid-t-color-background-base': palette.background.paper,
    '--DataGrid-t-header-background-base': palette.surface.sunken,
    '& .MuiDataGrid-columnHeader': { backgroundColor: palette.surface.sunken, paddingInline: '10px' },
    '& .MuiDataGrid-columnHeaderTitle': { fontWeight: 600, fontSize: '0.75rem', color: palette.text.secondary },
    '& .MuiDataGrid-columnHeaders .MuiDataGrid-filler, & .MuiDataGrid-columnHeaders .MuiDataGrid-scrollbarFiller': {
      backgroundColor: palette.surface.sunken,
    },
    '& .MuiDataGrid-columnHeader .MuiDataGrid-sortButton': { backgroundColor: 'transparent' },
    '& .MuiDataGrid-cell': { paddingInline: '10px', display: 'flex', alignItems: 'center' },
    // Names of any length and direction end in an ellipsis at their own end.
    '& .MuiDataGrid-cell > bdi': { overflow: 'hidden', textOverflow: 'ellipsis', minWidth: 0 },
    '& .MuiDataGrid-cell--textRight': { justifyContent: 'flex-end' },
    '& .MuiDataGrid-cell--textCenter': { justifyContent: 'center' },
    '& .MuiDataGrid-cell:focus, & .MuiDataGrid-cell:focus-within, & .MuiDataGrid-columnHeader:focus, & .MuiDataGrid-columnHeader:focus-within':
      { outline: 'none' },
    '& .MuiDataGrid-cell:focus-visible, & .MuiDataGrid-columnHeader:focus-visible': {
      outline: `2px solid ${palette.primary.main}`,
      outlineOffset: -2,
    },
    '& .MuiDataGrid-row': { cursor: 'default' },
    '& .MuiDataGrid-row:hover': { backgroundColor: palette.surface.sunken },
    '& .MuiDataGrid-row.Mui-selected, & .MuiDataGrid-row.Mui-selected:hover': {
      backgroundColor: palette.tone.accent.bg,
    },
    '& .MuiDataGrid-overlay': { backgroundColor: 'transparent', color: palette.text.secondary },
  };
};
