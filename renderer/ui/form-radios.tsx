// A choice between a few possibilities that need a sentence each, as a field of a form.
import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import { useController, type FieldValues } from 'react-hook-form';
import type { FieldProps } from './form-fields';

export interface RadioOption {
  readonly value: string;
  readonly label: string;
  /** A chip or a word beside the label. */
  readonly mark?: ReactNode;
  /** What it means, below the label. */
  readonly explanation?: ReactNode;
}
export interface FormRadiosProps<T extends FieldValues> extends FieldProps<T> {
  readonly options: readonly RadioOption[];
  /** Side by side; for short options without explanation. */
  readonly row?: boolean;
}

/** No option is chosen while the value is null or empty: what has no preset shows none. */
export function FormRadios<T extends FieldValues>(props: FormRadiosProps<T>) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const id = useId();
  const message = fieldState.error === undefined ? props.help : (props.rule ?? fieldState.error.message);
  return (
    <FormControl
      error={fieldState.error !== undefined}
      disabled={props.disabled ?? false}
      required={props.required ?? false}
    >
      <FormLabel id={`${id}-label`} sx={{ fontSize: '0.8125rem', fontWeight: 600 }}>
        {props.label}
      </FormLabel>
      {message === undefined ? null : (
        <FormHelperText id={`${id}-help`} sx={{ marginInline: 0 }}>
          {message}
        </FormHelperText>
      )}
      <RadioGroup
        aria-labelledby={`${id}-label`}
        {...(message === undefined ? {} : { 'aria-describedby': `${id}-help` })}
        name={field.name}
        row={props.row ?? false}
        value={field.value ?? ''}
        onBlur={field.onBlur}
        onChange={(_event, value) => field.onChange(value)}
      >
        {props.options.map((option, index) => (
          <Box key={option.value} sx={{ marginTop: props.row === true ? 0 : 0.5 }}>
            <FormControlLabel
              value={option.value}
              label={
                option.mark === undefined ? (
                  option.label
                ) : (
                  <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
                    {option.label}
                    {option.mark}
                  </Box>
                )
              }
              control={
                <Radio
                  size="small"
                  slotProps={{
                    input: {
                      ...(index === 0 ? { ref: field.ref } : {}),
                      ...(option.explanation === undefined ? {} : { 'aria-describedby': `${id}-${option.value}` }),
                    },
                  }}
                />
              }
            />
            {option.explanation === undefined ? null : (
              <Typography
                id={`${id}-${option.value}`}
                variant="body2"
                sx={{ color: 'text.secondary', marginLeft: '30px', marginTop: '-4px' }}
              >
                {option.explanation}
              </Typography>
            )}
          </Box>
        ))}
      </RadioGroup>
    </FormControl>
  );
}
