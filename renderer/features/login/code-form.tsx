// The one-time code after a right password.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { monospace } from '../../app/theme';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import type { LoginSteps } from './use-login-steps';

export function CodeForm({ steps }: { readonly steps: LoginSteps }) {
  const words = text.login.code;
  const [code, setCode] = useState('');
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() === '' || steps.pending) return;
        steps.code(code.trim());
        setCode('');
      }}
      sx={{ display: 'grid', gap: 2 }}
    >
      <Typography variant="h2">
        <bdi>{words.title(steps.name)}</bdi>
      </Typography>
      <ErrorNotice error={steps.error} takeFocus={false} />
      <TextField
        label={words.label}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        helperText={words.help}
        autoComplete="off"
        autoFocus
        slotProps={{
          input: { sx: { fontFamily: monospace, letterSpacing: '0.08em' } },
          htmlInput: { spellCheck: false, autoCapitalize: 'none', maxLength: 40 },
        }}
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="contained" loading={steps.pending} disabled={code.trim() === ''}>
          {words.act}
        </Button>
        <Button color="inherit" onClick={steps.restart} disabled={steps.pending}>
          {words.back}
        </Button>
      </Box>
    </Box>
  );
}
