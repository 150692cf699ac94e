// The facts of an audit entry as they are stored: names untouched, values readable.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { monospace } from '../../app/theme';
import { text } from '../../text/text';
import { FactList } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';

/** Longer values are cut where they are shown; exports and the copied entry hold them whole. */
const mostShown = 20_000;

/** The beginning of a long text, and how much more there is. */
export function shortened(value: string): string {
  if (value.length <= mostShown) return value;
  return `${value.slice(0, mostShown)}… ${text.audit.cut(value.length.toLocaleString('en'))}`;
}

/** A stored value in words; what has parts as indented JSON. */
export function factText(value: unknown): { readonly shown: string; readonly block: boolean } {
  const { yes, no, none } = text.audit;
  if (value === null || value === undefined || value === '') return { shown: none, block: false };
  if (typeof value === 'boolean') return { shown: value ? yes : no, block: false };
  if (typeof value === 'string') return { shown: shortened(value), block: value.includes('\n') };
  if (typeof value === 'number') return { shown: String(value), block: false };
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return { shown: value.length === 0 ? none : shortened(value.join(', ')), block: false };
  return { shown: shortened(JSON.stringify(value, null, 2)), block: true };
}

/** Digests, UUIDs and ARNs: to be compared and copied as a whole. */
const isIdentifier = (value: unknown): value is string =>
  typeof value === 'string' && /^([0-9a-f]{16,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|arn:\S+)$/.test(value);

function FactValue({ name, value }: { readonly name: string; readonly value: unknown }) {
  if (isIdentifier(value)) return <Identifier value={value} what={name} maxLength={0} />;
  const { shown, block } = factText(value);
  if (!block) return <bdi>{shown}</bdi>;
  return (
    <Box
      component="pre"
      // Scrolls, so it must be reachable by keyboard.
      tabIndex={0}
      sx={(theme) => ({
        margin: 0,
        padding: 1,
        maxHeight: 240,
        overflow: 'auto',
        fontFamily: monospace,
        fontSize: '0.75rem',
        borderRadius: '6px',
        backgroundColor: theme.vars!.palette.surface.sunken,
      })}
    >
      {shown}
    </Box>
  );
}

export function AuditFacts({ facts }: { readonly facts: Readonly<Record<string, unknown>> }) {
  const names = Object.keys(facts);
  if (names.length === 0) {
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {text.audit.details.noFacts}
      </Typography>
    );
  }
  return (
    <FactList facts={names.map((name) => ({ label: name, value: <FactValue name={name} value={facts[name]} /> }))} />
  );
}
