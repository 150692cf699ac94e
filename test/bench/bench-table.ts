// The figures as a table in Markdown, so that it can go into the documentation as it is.
import { isOver, type Figure } from './figure';

const heading = ['Measure', 'Console', 'Baseline', 'Value', 'Bound', 'Rounds', 'Against'];

const shown = (value: number, unit: string): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ${unit}`;

function valueOf({ value, measure, unit }: Figure): string {
  if (measure === 'ratio') return `${value.toFixed(2)} ×`;
  return `${measure === 'difference' && value >= 0 ? '+' : ''}${shown(value, unit)}`;
}

function boundOf(figure: Figure): string {
  const { bound, measure, unit } = figure;
  if (bound === null) return '–';
  const limit = measure === 'ratio' ? `≤ ${bound} ×` : `≤ ${measure === 'difference' ? '+' : ''}${bound} ${unit}`;
  return isOver(figure) ? `${limit} (over)` : limit;
}

export function benchTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    shown(figure.console, figure.unit),
    figure.baseline === null ? '–' : shown(figure.baseline, figure.unit),
    valueOf(figure),
    boundOf(figure),
    String(figure.rounds),
    figure.against,
  ]);
  const widths = heading.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(heading), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
