// A calendar length: a number and a unit, one field to the eye and two to the keyboard.
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useId, type ReactNode } from 'react';
import { useController, type Control } from 'react-hook-form';
import { timeUnits } from '../../../shared/schemas/common';
import { text } from '../../text/text';
import type { GroupFormValues } from './group-form';

export interface PeriodFieldProps {
  readonly control: Control<GroupFormValues>;
  readonly name: 'rotateEvery' | 'keepKeyValidFor';
  readonly label: string;
  readonly disabled: boolean;
  readonly help?: ReactNode;
}

export function PeriodField({ control, name, label, disabled, help }: PeriodFieldProps) {
  const words = text.keyGroupDialogs.editor;
  const count = useController({ control, name: `${name}.count` });
  const unit = useController({ control, name: `${name}.unit` });
  const helpId = useId();
  const error = disabled ? undefined : count.fieldState.error;
  return (
    <Box role="group" aria-label={label}>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <TextField
          label={label}
          value={count.field.value}
          inputRef={count.field.ref}
          name={count.field.name}
          onBlur={count.field.onBlur}
          onChange={count.field.onChange}
          disabled={disabled}
          error={error !== undefined}
          sx={{ width: 148, flexShrink: 0 }}
          slotProps={{ htmlInput: { inputMode: 'numeric', 'aria-describedby': helpId } }}
        />
        <TextField
          select
          value={unit.field.value}
          name={unit.field.name}
          onBlur={unit.field.onBlur}
          onChange={unit.field.onChange}
          disabled={disabled}
          sx={{ width: 120 }}
          slotProps={{ htmlInput: { 'aria-label': words.unit(label) } }}
        >
          {timeUnits.map((value) => (
            <MenuItem key={value} value={value}>
              {words.unitNames[value]}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      <FormHelperText id={helpId} error={error !== undefined}>
        {error?.message ?? help}
      </FormHelperText>
    </Box>
  );
}
