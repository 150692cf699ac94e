// A field for what is typed once and never shown again: PIN, password, secret access key. Revealed only while it has something typed.
import VisibilityOffOutlined from '@mui/icons-material/VisibilityOffOutlined';
import VisibilityOutlined from '@mui/icons-material/VisibilityOutlined';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useState, type ReactNode, type Ref } from 'react';
import { useController, type FieldValues } from 'react-hook-form';
import { monospace } from '../app/theme';
import { text } from '../text/text';
import type { FieldProps } from './form-fields';

export interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly name?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly help?: ReactNode;
  readonly error?: boolean;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
}

/** Hidden again as soon as the field is left. Nothing of it is offered for completion or spell checking. */
export function SecretField(props: SecretFieldProps) {
  const [revealed, setRevealed] = useState(false);
  const visible = revealed && props.value !== '';
  return (
    <TextField
      type={visible ? 'text' : 'password'}
      label={props.label}
      value={props.value}
      {...(props.name === undefined ? {} : { name: props.name })}
      {...(props.inputRef === undefined ? {} : { inputRef: props.inputRef })}
      onChange={(event) => props.onChange(event.target.value)}
      onBlur={(event) => {
        // Going to the reveal button itself is not leaving.
        if (!event.currentTarget.closest('.MuiTextField-root')?.contains(event.relatedTarget)) setRevealed(false);
        props.onBlur?.();
      }}
      error={props.error ?? false}
      helperText={props.help}
      disabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
      autoComplete="off"
      slotProps={{
        htmlInput: { spellCheck: false, autoCapitalize: 'none', 'aria-required': props.required ?? false },
        input: {
          sx: visible ? { fontFamily: monospace } : {},
          endAdornment:
            props.value === '' ? null : (
              <InputAdornment position="end">
                <IconButton
                  aria-label={visible ? text.common.hide : text.common.show}
                  edge="end"
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => setRevealed(!visible)}
                >
                  {visible ? <VisibilityOffOutlined fontSize="small" /> : <VisibilityOutlined fontSize="small" />}
                </IconButton>
              </InputAdornment>
            ),
        },
      }}
    />
  );
}

/** The same as a field of a form. */
export function FormSecretField<T extends FieldValues>(props: FieldProps<T>) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  return (
    <SecretField
      name={field.name}
      inputRef={field.ref}
      label={props.label}
      value={typeof field.value === 'string' ? field.value : ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
      error={fieldState.error !== undefined}
      help={fieldState.error === undefined ? props.help : (props.rule ?? fieldState.error.message)}
      required={props.required ?? false}
      disabled={props.disabled ?? false}
      autoFocus={props.autoFocus ?? false}
    />
  );
}
