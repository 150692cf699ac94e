// The second factor that this installation demands: what will happen, then main's own window with the QR code.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import type { LoginSteps } from './use-login-steps';

export function EnrolForm({ steps }: { readonly steps: LoginSteps }) {
  const words = text.login.enrol;
  const notDone = steps.error?.shape.code === 'input.cancelled';
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!steps.pending) steps.enrol();
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
      {notDone ? (
        <Notice tone="information">{words.notDone}</Notice>
      ) : (
        <ErrorNotice error={steps.error} takeFocus={false} />
      )}
      <Box component="ol" sx={{ margin: 0, paddingLeft: 2.5, fontSize: '0.8125rem', lineHeight: 1.7 }}>
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </Box>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Button type="submit" variant="contained" loading={steps.pending} autoFocus>
          {words.act}
        </Button>
        <Button color="inherit" onClick={steps.restart} disabled={steps.pending}>
          {text.login.code.back}
        </Button>
        <Typography role="status" variant="caption" sx={{ color: 'text.secondary' }}>
          {steps.pending ? words.waiting : ''}
        </Typography>
      </Box>
    </Box>
  );
}
