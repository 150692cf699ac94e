// The login of one identity: name and password, then what main asks for beyond them. Secrets leave the page once and are cleared.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { SecretField } from '../../ui/secret-field';
import { CodeForm } from './code-form';
import { EnrolForm } from './enrol-form';
import { NewPasswordForm } from './new-password-form';
import { useLoginSteps, type LoginStep, type LoginSteps } from './use-login-steps';

export interface LoginFormProps {
  readonly onDone?: (name: string) => void;
  /** Whatever else the place says steps back while one person is asked for more than name and password. */
  readonly onStep?: (step: LoginStep) => void;
}

export function LoginForm({ onDone, onStep }: LoginFormProps) {
  const steps = useLoginSteps((name) => onDone?.(name));
  const { step } = steps;
  useEffect(() => onStep?.(step), [step, onStep]);
  switch (step) {
    case 'code':
      return <CodeForm steps={steps} />;
    case 'change':
      return <NewPasswordForm steps={steps} />;
    case 'enrol':
      return <EnrolForm steps={steps} />;
    default:
      return <PasswordForm steps={steps} />;
  }
}

function PasswordForm({ steps }: { readonly steps: LoginSteps }) {
  const words = text.frame.login;
  // After a refusal the name stays: most often the password was mistyped.
  const [name, setName] = useState(steps.error === null ? '' : steps.name);
  const [password, setPassword] = useState('');
  const [sent, setSent] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  // It went well: the fields are for the next person.
  if (sent && !steps.pending) {
    setSent(false);
    if (steps.error === null) {
      setName('');
      nameField.current?.focus();
    }
  }
  const submit = (): void => {
    if (name.trim() === '' || password === '' || steps.pending) return;
    steps.password(name.trim().toLowerCase(), password);
    setSent(true);
    setPassword('');
    passwordField.current?.focus();
  };
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      sx={{ display: 'grid', gap: 2 }}
    >
      <ErrorNotice error={steps.error} takeFocus={false} />
      <TextField
        label={words.name}
        value={name}
        inputRef={nameField}
        onChange={(event) => setName(event.target.value)}
        autoComplete="off"
        autoFocus
        slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none', maxLength: 64 } }}
      />
      <SecretField label={words.password} value={password} onChange={setPassword} inputRef={passwordField} />
      <Box>
        <Button
          type="submit"
          variant="contained"
          loading={steps.pending}
          disabled={name.trim() === '' || password === ''}
        >
          {words.act}
        </Button>
      </Box>
    </Box>
  );
}
