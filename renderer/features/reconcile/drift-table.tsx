// The differences of one group, side by side, to be chosen and answered. Policies are too long for a cell and stand below.
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import type { Drift } from '../../../shared/schemas/reconcile';
import { driftLabel, driftValue } from '../../../shared/text/drift-words';
import { monospace } from '../../app/theme';
import { text } from '../../text/text';

const words = text.reconcile;

export interface DriftTableProps {
  readonly drifts: readonly Drift[];
  /** Null: only to be looked at. */
  readonly chosen: ReadonlySet<string> | null;
  readonly onChoose: (ids: readonly string[]) => void;
}

export function DriftTable({ drifts, chosen, onChoose }: DriftTableProps) {
  const { table } = words;
  const whole = chosen !== null && drifts.every(({ id }) => chosen.has(id));
  const toggle = (id: string): void => {
    if (chosen === null) return;
    onChoose(chosen.has(id) ? [...chosen].filter((other) => other !== id) : [...chosen, id]);
  };
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Table
        size="small"
        aria-label={table.label}
        sx={{ '& td, & th': { paddingInline: '8px', verticalAlign: 'top' } }}
      >
        <TableHead>
          <TableRow>
            {chosen === null ? null : (
              <TableCell padding="checkbox">
                <Checkbox
                  size="small"
                  checked={whole}
                  indeterminate={!whole && chosen.size > 0}
                  onChange={() => onChoose(whole ? [] : drifts.map(({ id }) => id))}
                  slotProps={{ input: { 'aria-label': words.chooseAll } }}
                />
              </TableCell>
            )}
            <TableCell>{table.field}</TableCell>
            <TableCell>{table.ours}</TableCell>
            <TableCell>{table.aws}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {drifts.map((drift) => (
            <TableRow key={drift.id} hover>
              {chosen === null ? null : (
                <TableCell padding="checkbox">
                  <Checkbox
                    size="small"
                    checked={chosen.has(drift.id)}
                    onChange={() => toggle(drift.id)}
                    slotProps={{ input: { 'aria-label': words.chooseOne(driftLabel(drift)) } }}
                  />
                </TableCell>
              )}
              <TableCell>
                <Typography variant="body2" sx={{ fontWeight: 560 }}>
                  <bdi>{driftLabel(drift)}</bdi>
                </Typography>
                <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                  {table.answers}:{' '}
                  {[...drift.may, 'ignore' as const].map((answer) => words.possible[answer]).join(', ')}
                </Typography>
              </TableCell>
              <ValueCell drift={drift} side="ours" />
              <ValueCell drift={drift} side="aws" />
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {drifts
        .filter(({ field }) => field === 'policy')
        .map((drift) => (
          <Box key={drift.id} sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5 }}>
            <Policy label={words.policyOurs} policy={drift.ours} />
            <Policy label={words.policyAws} policy={drift.aws} />
          </Box>
        ))}
    </Box>
  );
}

function ValueCell({ drift, side }: { readonly drift: Drift; readonly side: 'ours' | 'aws' }) {
  const identifying = ['alias-target', 'current-material'].includes(drift.field);
  return (
    <TableCell
      sx={{ overflowWrap: 'anywhere', ...(identifying ? { fontFamily: monospace, fontSize: '0.75rem' } : {}) }}
    >
      {drift.field === 'policy' ? words.policyDiffers : driftValue(drift.field, drift[side])}
    </TableCell>
  );
}

/** Indented anew, so that only what it says differs. */
function readable(policy: string | null): string {
  if (policy === null) return '';
  try {
    return JSON.stringify(JSON.parse(policy), null, 2);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return policy;
    throw thrown;
  }
}

function Policy({ label, policy }: { readonly label: string; readonly policy: string | null }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="subtitle2" component="h3">
        {label}
      </Typography>
      <Box
        component="pre"
        tabIndex={0}
        role="region"
        aria-label={label}
        sx={(theme) => ({
          margin: 0,
          padding: '8px 10px',
          maxHeight: 240,
          overflow: 'auto',
          fontFamily: monospace,
          fontSize: '0.75rem',
          border: `1px solid ${theme.vars!.palette.divider}`,
          borderRadius: '6px',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        })}
      >
        {readable(policy)}
      </Box>
    </Box>
  );
}
