// A Region as AWS writes it: picked from the list or typed, since AWS adds Regions faster than lists do.
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useController, type FieldValues } from 'react-hook-form';
import { awsRegions } from '../../shared/aws-terms';
import type { FieldProps } from './form-fields';

export function RegionField<T extends FieldValues>(props: FieldProps<T>) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const value = typeof field.value === 'string' ? field.value : '';
  return (
    <Autocomplete
      freeSolo
      options={awsRegions}
      inputValue={value}
      onInputChange={(_event, typed, reason) => {
        // The list resets the text on its own when it is drawn; only a person's changes count.
        if (reason !== 'reset' || typed !== '') field.onChange(typed);
      }}
      disabled={props.disabled ?? false}
      renderInput={(input) => (
        <TextField
          {...input}
          name={field.name}
          inputRef={field.ref}
          onBlur={field.onBlur}
          label={props.label}
          required={props.required ?? false}
          error={fieldState.error !== undefined}
          helperText={fieldState.error === undefined ? props.help : (props.rule ?? fieldState.error.message)}
        />
      )}
    />
  );
}
