// A bar chart that answers one question, which is its title; the same numbers as a table are one click away.
import BarChartOutlined from '@mui/icons-material/BarChartOutlined';
import TableRowsOutlined from '@mui/icons-material/TableRowsOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTheme } from '@mui/material/styles';
import { BarChart } from '@mui/x-charts/BarChart';
import { useId, useState, type ReactNode } from 'react';
import type { Tone } from '../app/theme';
import { text } from '../text/text';

export interface PlotSeries {
  readonly id: string;
  readonly label: string;
  readonly tone: Tone;
  /** One for each category; null where there is nothing to show. */
  readonly values: readonly (number | null)[];
}

export interface BarPlotProps {
  /** The question. */
  readonly title: string;
  /** Labels of the axes; units belong here. */
  readonly x: string;
  readonly y: string;
  /** Along the x axis, e.g. days. */
  readonly categories: readonly string[];
  readonly series: readonly PlotSeries[];
  /** How a category is written under its bar; in the table it stands as it is. */
  readonly shortCategory?: (category: string) => string;
  /** Bars of one category on top of each other. Default true. */
  readonly stacked?: boolean;
  /** Shown in place of bars when there is nothing but zeroes. */
  readonly none: string;
  readonly action?: ReactNode;
  /** Pixels of the plot itself. Default 220. */
  readonly height?: number;
}

const shown = (value: number | null): string => (value === null ? '–' : value.toLocaleString('en'));

export function BarPlot(props: BarPlotProps) {
  const { title, series, none, height = 220 } = props;
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const nothing = series.every(({ values }) => values.every((value) => value === null || value === 0));
  return (
    <Box
      component="section"
      aria-labelledby={id}
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: '10px',
        backgroundColor: 'background.paper',
        padding: '12px 16px',
        minWidth: 0,
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1, flexWrap: 'wrap' }}>
        <Typography id={id} variant="h3" component="h2" sx={{ flex: 1, minWidth: 180 }}>
          {title}
        </Typography>
        {props.action}
        {nothing ? null : (
          <Button
            size="small"
            color="inherit"
            aria-pressed={asTable}
            startIcon={asTable ? <BarChartOutlined aria-hidden /> : <TableRowsOutlined aria-hidden />}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? text.common.plot.asPlot : text.common.plot.asTable}
          </Button>
        )}
      </Box>
      {nothing ? (
        <Typography
          variant="body2"
          sx={{
            color: 'text.secondary',
            minHeight: 96,
            display: 'grid',
            placeItems: 'center',
            textAlign: 'center',
          }}
        >
          {none}
        </Typography>
      ) : asTable ? (
        <PlotTable {...props} height={height} />
      ) : (
        <Plot {...props} height={height} />
      )}
    </Box>
  );
}

type DrawnProps = BarPlotProps & { readonly height: number };

function Plot({ x, y, categories, series, shortCategory, stacked = true, height }: DrawnProps) {
  const theme = useTheme();
  const colors = theme.vars!.palette.tone;
  const withValues = series.filter(({ values }) => values.some((value) => value !== null && value !== 0));
  const short = shortCategory ?? ((category: string) => category);
  return (
    <BarChart
      skipAnimation
      height={height}
      borderRadius={2}
      grid={{ horizontal: true }}
      margin={{ left: 0, right: 8, top: 12, bottom: 0 }}
      xAxis={[
        {
          scaleType: 'band',
          data: [...categories],
          label: x,
          valueFormatter: (category: string, context) => (context.location === 'tick' ? short(category) : category),
          tickLabelStyle: { fontSize: 11 },
          labelStyle: { fontSize: 11 },
          categoryGapRatio: 0.25,
        },
      ]}
      yAxis={[{ label: y, tickMinStep: 1, width: 48, tickLabelStyle: { fontSize: 11 }, labelStyle: { fontSize: 11 } }]}
      series={withValues.map(({ id, label, tone, values }) => ({
        id,
        label,
        data: [...values],
        color: colors[tone].fg,
        valueFormatter: (value: number | null) => shown(value),
        ...(stacked ? { stack: 'all' } : {}),
      }))}
      slotProps={{ legend: { direction: 'horizontal', position: { vertical: 'bottom', horizontal: 'center' } } }}
    />
  );
}

/** The numbers of the plot; categories in which nothing is are left out. */
function PlotTable({ title, x, categories, series, height }: DrawnProps) {
  const rows = categories.map((category, index) => ({
    category,
    values: series.map(({ values }) => values[index] ?? null),
  }));
  const kept = rows.filter(({ values }) => values.some((value) => value !== null && value !== 0));
  return (
    <Box tabIndex={0} role="group" aria-label={title} sx={{ maxHeight: height, overflow: 'auto', marginTop: 0.5 }}>
      <Box
        component="table"
        sx={(theme) => ({
          width: '100%',
          borderCollapse: 'collapse',
          fontSize: '0.8125rem',
          fontVariantNumeric: 'tabular-nums',
          'th, td': {
            padding: '4px 8px',
            borderBottom: `1px solid ${theme.vars!.palette.divider}`,
            textAlign: 'right',
          },
          'th:first-of-type': { textAlign: 'left', fontWeight: 500 },
          thead: { position: 'sticky', top: 0, backgroundColor: theme.vars!.palette.background.paper },
        })}
      >
        <thead>
          <tr>
            <th scope="col">{x}</th>
            {series.map(({ id, label }) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kept.map(({ category, values }) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {values.map((value, index) => (
                <td key={series[index]?.id}>{shown(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
