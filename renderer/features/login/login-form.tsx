// Name and password of one identity. The password leaves the page once and is cleared whatever the answer.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { SecretField } from '../../ui/secret-field';

export interface LoginFormProps {
  readonly onDone?: (name: string) => void;
}

export function LoginForm({ onDone }: LoginFormProps) {
  const words = text.frame.login;
  const login = useCommand('session.login');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  const submit = (): void => {
    if (name.trim() === '' || password === '' || login.pending) return;
    login.start({ name: name.trim().toLowerCase(), password }, () => {
      onDone?.(name.trim());
      setName('');
      nameField.current?.focus();
    });
    setPassword('');
    // Where the next try is typed; after a login that went well the name comes first again.
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
      <ErrorNotice error={login.error} takeFocus={false} />
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
        <Button type="submit" variant="contained" loading={login.pending} disabled={name.trim() === '' || password === ''}>
          {words.act}
        </Button>
      </Box>
    </Box>
  );
}
