// Fields of forms: label above the outline, the rule below, the error beside the field as it is left.
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { ReactNode } from 'react';
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { monospace } from '../app/theme';

export interface FieldProps<T extends FieldValues> {
  // The output type of the form does not matter to a field.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly control: Control<T, any, any>;
  readonly name: FieldPath<T>;
  readonly label: string;
  /** Shown below while the value is fine; what belongs here. */
  readonly help?: ReactNode;
  /** Shown below instead of the general message when the value is refused: the rule of this very field. */
  readonly rule?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}

export interface FormTextFieldProps<T extends FieldValues> extends FieldProps<T> {
  readonly multiline?: number;
  /** Identifiers and JSON. */
  readonly monospaced?: boolean;
  readonly placeholder?: string;
  /** Digits only; the value becomes a number, or null when empty. */
  readonly numeric?: boolean;
  readonly autoComplete?: string;
  /** At the end of the field: a unit, a button. */
  readonly endAdornment?: ReactNode;
}

export function FormTextField<T extends FieldValues>(props: FormTextFieldProps<T>) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const message = fieldState.error === undefined ? props.help : (props.rule ?? fieldState.error.message);
  const shown = field.value === null || field.value === undefined ? '' : String(field.value);
  return (
    <TextField
      name={field.name}
      inputRef={field.ref}
      label={props.label}
      value={shown}
      onBlur={field.onBlur}
      onChange={(event) => {
        const typed = event.target.value;
        if (props.numeric === true) field.onChange(/^\d+$/.test(typed) ? Number(typed) : typed === '' ? null : typed);
        else field.onChange(typed);
      }}
      error={fieldState.error !== undefined}
      helperText={message}
      disabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
      autoComplete={props.autoComplete ?? 'off'}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      {...(props.multiline === undefined ? {} : { multiline: true, minRows: props.multiline, maxRows: 14 })}
      slotProps={{
        input: {
          ...(props.endAdornment === undefined ? {} : { endAdornment: props.endAdornment }),
          sx: props.monospaced === true ? { fontFamily: monospace, fontSize: '0.8125rem' } : {},
        },
        htmlInput: {
          spellCheck: false,
          dir: 'auto',
          'aria-required': props.required ?? false,
          ...(props.numeric === true ? { inputMode: 'numeric' } : {}),
        },
      }}
    />
  );
}

export interface FormSelectProps<T extends FieldValues> extends FieldProps<T> {
  readonly options: readonly { readonly value: string; readonly label: string; readonly disabled?: boolean }[];
}

export function FormSelect<T extends FieldValues>(props: FormSelectProps<T>) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const message = fieldState.error === undefined ? props.help : (props.rule ?? fieldState.error.message);
  return (
    <TextField
      select
      name={field.name}
      inputRef={field.ref}
      label={props.label}
      value={field.value ?? ''}
      onBlur={field.onBlur}
      onChange={field.onChange}
      error={fieldState.error !== undefined}
      helperText={message}
      disabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
      slotProps={{ htmlInput: { 'aria-required': props.required ?? false } }}
    >
      {props.options.map(({ value, label, disabled }) => (
        <MenuItem key={value} value={value} disabled={disabled ?? false}>
          {label}
        </MenuItem>
      ))}
    </TextField>
  );
}

export function FormCheckbox<T extends FieldValues>(props: FieldProps<T>) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const message = fieldState.error === undefined ? props.help : (props.rule ?? fieldState.error.message);
  const helpId = `${props.name}-help`;
  return (
    <Box>
      <FormControlLabel
        label={props.label}
        disabled={props.disabled ?? false}
        control={
          <Checkbox
            name={field.name}
            size="small"
            checked={field.value === true}
            onBlur={field.onBlur}
            onChange={(event) => field.onChange(event.target.checked)}
            slotProps={{ input: { ref: field.ref, ...(message === undefined ? {} : { 'aria-describedby': helpId }) } }}
          />
        }
      />
      {message === undefined ? null : (
        <FormHelperText
          id={helpId}
          error={fieldState.error !== undefined}
          sx={{ marginLeft: '30px', marginTop: '-4px' }}
        >
          {message}
        </FormHelperText>
      )}
    </Box>
  );
}
