// A choice between a few ways, each with a sentence: radio buttons in cards.
import Box from '@mui/material/Box';
import Radio from '@mui/material/Radio';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

export interface ChoiceCard<V extends string> {
  readonly value: V;
  readonly title: string;
  readonly body: ReactNode;
  readonly disabled?: boolean;
}
export interface ChoiceCardsProps<V extends string> {
  /** Accessible name of the group. */
  readonly label: string;
  readonly value: V | null;
  readonly choices: readonly ChoiceCard<V>[];
  readonly onChange: (value: V) => void;
  readonly columns?: number;
}

export function ChoiceCards<V extends string>({ label, value, choices, onChange, columns = 1 }: ChoiceCardsProps<V>) {
  const id = useId();
  return (
    <Box
      role="radiogroup"
      aria-label={label}
      sx={{ display: 'grid', gap: 1.25, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {choices.map((choice) => {
        const chosen = choice.value === value;
        return (
          <Box
            key={choice.value}
            component="label"
            sx={(theme) => ({
              display: 'flex',
              gap: 0.5,
              alignItems: 'flex-start',
              padding: '10px 14px 12px 6px',
              borderRadius: '8px',
              border: '1px solid',
              borderColor: chosen ? theme.vars!.palette.primary.main : theme.vars!.palette.surface.line,
              boxShadow: chosen ? `inset 0 0 0 1px ${theme.vars!.palette.primary.main}` : 'none',
              backgroundColor: chosen ? theme.vars!.palette.tone.accent.bg : 'transparent',
              cursor: choice.disabled === true ? 'default' : 'pointer',
              '&:hover':
                choice.disabled === true || chosen ? {} : { backgroundColor: theme.vars!.palette.surface.sunken },
            })}
          >
            <Radio
              name={id}
              size="small"
              value={choice.value}
              checked={chosen}
              disabled={choice.disabled ?? false}
              onChange={() => onChange(choice.value)}
              slotProps={{
                input: { 'aria-labelledby': `${id}-${choice.value}`, 'aria-describedby': `${id}-${choice.value}-body` },
              }}
            />
            <Box sx={{ paddingTop: '6px', minWidth: 0 }}>
              <Typography
                id={`${id}-${choice.value}`}
                variant="subtitle2"
                component="div"
                sx={{ color: choice.disabled === true ? 'text.secondary' : 'text.primary' }}
              >
                {choice.title}
              </Typography>
              <Typography
                id={`${id}-${choice.value}-body`}
                variant="body2"
                component="div"
                sx={{ color: 'text.secondary' }}
              >
                {choice.body}
              </Typography>
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}
