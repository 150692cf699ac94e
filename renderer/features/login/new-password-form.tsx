// The forced change of a password that was given or reset, before anything else of the console is seen.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { NewPasswordFields, newPasswordFine, type NewPassword } from './new-password-fields';
import type { LoginSteps } from './use-login-steps';

const empty: NewPassword = { password: '', again: '' };

export function NewPasswordForm({ steps }: { readonly steps: LoginSteps }) {
  const words = text.login.change;
  const [value, setValue] = useState(empty);
  const [judged, setJudged] = useState(false);
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setJudged(true);
        if (steps.pending || !newPasswordFine(steps.name, value)) return;
        steps.change(value.password);
        setValue(empty);
        setJudged(false);
      }}
      sx={{ display: 'grid', gap: 2 }}
    >
      <Box>
        <Typography variant="h2">
          <bdi>{words.title(steps.name)}</bdi>
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', marginTop: 0.5 }}>
          {words.lead}
        </Typography>
      </Box>
      <ErrorNotice error={steps.error} takeFocus={false} />
      <NewPasswordFields
        name={steps.name}
        value={value}
        onChange={setValue}
        judged={judged}
        disabled={steps.pending}
        autoFocus
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="contained" loading={steps.pending}>
          {words.act}
        </Button>
        <Button color="inherit" onClick={steps.restart} disabled={steps.pending}>
          {text.login.code.back}
        </Button>
      </Box>
    </Box>
  );
}
