// The exact effect of an order: one row a field, with what it is now where the operation changes it.
import ArrowForwardOutlined from '@mui/icons-material/ArrowForwardOutlined';
import Box from '@mui/material/Box';
import type { EffectFact } from '../../../shared/schemas/approvals';
import { text } from '../../text/text';

const words = text.approvals;

export interface EffectTableProps {
  readonly effect: readonly EffectFact[];
  /** Accessible name of the table. */
  readonly label: string;
  /** It has happened: "Before" and "After" instead of "Now" and "Will be". */
  readonly done?: boolean;
  /** Longer ones scroll inside, so that what stands below is seen as well. */
  readonly maxHeight?: string;
}

/** Values keep their line breaks: a key policy is read as it was written. */
function Value({ value, struck = false }: { readonly value: string; readonly struck?: boolean }) {
  return (
    <Box
      component="bdi"
      sx={{
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
        ...(struck ? { color: 'text.secondary', textDecoration: 'line-through', textDecorationThickness: '1px' } : {}),
      }}
    >
      {value === '' ? words.noBefore : value}
    </Box>
  );
}

export function EffectTable(props: EffectTableProps) {
  const { label, maxHeight } = props;
  if (maxHeight === undefined) return <Table {...props} />;
  return (
    <Box role="region" aria-label={label} tabIndex={0} sx={{ maxHeight, overflow: 'auto', borderRadius: '8px' }}>
      <Table {...props} />
    </Box>
  );
}

function Table({ effect, label, done = false }: EffectTableProps) {
  const changes = effect.some(({ before }) => before !== null);
  const columns = words.effectColumns;
  const head = changes
    ? [columns.field, done ? columns.beforeDone : columns.before, done ? columns.afterDone : columns.after]
    : [columns.field, columns.value];
  return (
    <Box
      component="table"
      aria-label={label}
      sx={(theme) => ({
        width: '100%',
        tableLayout: 'fixed',
        borderCollapse: 'separate',
        borderSpacing: 0,
        border: `1px solid ${theme.vars!.palette.surface.line}`,
        borderRadius: '8px',
        overflow: 'hidden',
        fontSize: '0.8125rem',
        lineHeight: 1.5,
        '& th, & td': { textAlign: 'start', verticalAlign: 'top', padding: '6px 12px' },
        '& thead th': {
          backgroundColor: theme.vars!.palette.surface.sunken,
          color: theme.vars!.palette.text.secondary,
          fontSize: '0.75rem',
          fontWeight: 600,
        },
        '& tbody th': { fontWeight: 400, color: theme.vars!.palette.text.secondary, overflowWrap: 'anywhere' },
        '& tbody tr > *': { borderTop: `1px solid ${theme.vars!.palette.surface.line}` },
      })}
    >
      <thead>
        <tr>
          {head.map((title, index) => (
            <Box component="th" scope="col" key={title} sx={index === 0 ? { width: changes ? '30%' : 172 } : {}}>
              {title}
            </Box>
          ))}
        </tr>
      </thead>
      <tbody>
        {effect.map(({ name, value, before }, index) => (
          <tr key={`${name}-${String(index)}`}>
            <th scope="row">{name}</th>
            {changes ? (
              <td>
                {/* What the operation sets anew has no value now. */}
                {before === null ? null : <Value value={before} struck={before !== value} />}
              </td>
            ) : null}
            <td>
              {before === null ? (
                <Value value={value} />
              ) : (
                <Box
                  sx={{
                    display: 'flex',
                    gap: 0.75,
                    alignItems: 'flex-start',
                    fontWeight: before === value ? 400 : 560,
                  }}
                >
                  {before === value ? null : (
                    <ArrowForwardOutlined
                      aria-hidden
                      sx={(theme) => ({ fontSize: 15, marginTop: '2px', color: theme.vars!.palette.tone.accent.fg })}
                    />
                  )}
                  <Value value={value} />
                </Box>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}
