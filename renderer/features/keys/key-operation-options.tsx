// What an operation can be told: the waiting time of a deletion, the expiry of synchronized material.
import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useId } from 'react';
import { text } from '../../text/text';

const words = text.keyOperations.dialog;

export interface KeyOperationOptions {
  /** As typed. */
  readonly windowDays: string;
  readonly expiry: 'as-before' | 'never' | 'days';
  readonly expiryDays: string;
}
export const firstOptions: KeyOperationOptions = { windowDays: '30', expiry: 'as-before', expiryDays: '90' };

const whole = (typed: string, least: number, most: number): number | null => {
  const value = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN;
  return value >= least && value <= most ? value : null;
};
/** Null while what is typed is not from 7 to 30. */
export const windowDaysOf = (options: KeyOperationOptions): number | null => whole(options.windowDays, 7, 30);
/** Undefined: as at the last import. 'invalid' while what is typed is not from 1 to 365. */
export function expiryOf({ expiry, expiryDays }: KeyOperationOptions): number | null | undefined | 'invalid' {
  if (expiry === 'as-before') return undefined;
  return expiry === 'never' ? null : (whole(expiryDays, 1, 365) ?? 'invalid');
}

interface OptionsProps {
  readonly options: KeyOperationOptions;
  readonly onChange: (options: KeyOperationOptions) => void;
}

export function WindowDaysField({ options, onChange }: OptionsProps) {
  return (
    <TextField
      label={words.windowDays}
      value={options.windowDays}
      onChange={(event) => onChange({ ...options, windowDays: event.target.value.trim() })}
      error={windowDaysOf(options) === null}
      helperText={words.windowHelp}
      slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 2 } }}
      sx={{ width: 260 }}
    />
  );
}

export function ExpiryField({ options, onChange }: OptionsProps) {
  const id = useId();
  const choose = (expiry: string): void =>
    onChange({ ...options, expiry: expiry === 'never' || expiry === 'days' ? expiry : 'as-before' });
  return (
    <Box>
      <FormControl>
        <FormLabel id={id} sx={{ fontSize: '0.8125rem', fontWeight: 600 }}>
          {words.expiry}
        </FormLabel>
        <RadioGroup row aria-labelledby={id} value={options.expiry} onChange={(_event, value) => choose(value)}>
          <FormControlLabel value="as-before" control={<Radio size="small" />} label={words.expiryAsBefore} />
          <FormControlLabel value="never" control={<Radio size="small" />} label={words.expiryNever} />
          <FormControlLabel value="days" control={<Radio size="small" />} label={words.expiryDays} />
        </RadioGroup>
      </FormControl>
      {options.expiry === 'days' ? (
        <TextField
          label={words.expiryDays}
          value={options.expiryDays}
          onChange={(event) => onChange({ ...options, expiryDays: event.target.value.trim() })}
          error={expiryOf(options) === 'invalid'}
          helperText={words.expiryDaysHelp}
          slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 3 } }}
          sx={{ width: 320 }}
        />
      ) : null}
    </Box>
  );
}
