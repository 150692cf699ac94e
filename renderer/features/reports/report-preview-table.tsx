// The first rows of a report, as its CSV will hold them.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReportPreview } from '../../../shared/schemas/reports';
import { text } from '../../text/text';

export function ReportPreviewTable({ preview }: { readonly preview: ReportPreview }) {
  const words = text.reports.preview;
  if (preview.rows.length === 0)
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {words.empty}
      </Typography>
    );
  return (
    <Box
      tabIndex={0}
      role="group"
      aria-label={words.label}
      sx={(theme) => ({
        overflow: 'auto',
        maxHeight: 460,
        border: `1px solid ${theme.vars!.palette.divider}`,
        borderRadius: '6px',
      })}
    >
      <Box
        component="table"
        sx={(theme) => ({
          borderCollapse: 'collapse',
          fontSize: '0.75rem',
          fontVariantNumeric: 'tabular-nums',
          'th, td': {
            padding: '5px 10px',
            borderBottom: `1px solid ${theme.vars!.palette.divider}`,
            textAlign: 'left',
            maxWidth: 260,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          },
          th: { fontWeight: 600, position: 'sticky', top: 0, backgroundColor: theme.vars!.palette.surface.sunken },
        })}
      >
        <thead>
          <tr>
            {preview.columns.map(({ id, title }) => (
              <th key={id} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={preview.columns[column]?.id ?? column} title={cell}>
                  <bdi>{cell}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
