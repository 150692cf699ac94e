// A software token in one step: label, PIN, one button.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { z } from 'zod';
import { evaluationTokenInput, type InspectedModule } from '../../../shared/schemas/setup';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { FormTextField } from '../../ui/form-fields';
import { FormSecretField } from '../../ui/secret-field';
import { useZodForm } from '../../ui/use-zod-form';

export interface EvaluationTokenFormProps {
  readonly onCreated: (inspected: InspectedModule, label: string, pin: string) => void;
}

export function EvaluationTokenForm({ onCreated }: EvaluationTokenFormProps) {
  const words = text.setup.token;
  const create = useCommand('setup.createEvaluationToken');
  const schema = useMemo(
    () =>
      evaluationTokenInput.extend({ pinAgain: z.string() }).refine((value) => value.pin === value.pinAgain, {
        path: ['pinAgain'],
        message: words.pinsDiffer,
      }),
    [words],
  );
  const form = useZodForm(schema, { label: words.defaultLabel, pin: '', pinAgain: '' });
  const submit = form.handleSubmit(({ label, pin }) =>
    create.start({ label, pin }, (inspected) => onCreated(inspected, label, pin)),
  );
  return (
    <Box
      sx={{ display: 'grid', gap: 2, maxWidth: 460 }}
      // This form lies inside the page's own: Enter makes the token, it does not go on.
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        void submit();
      }}
    >
      <ErrorNotice error={create.error} />
      <FormTextField control={form.control} name="label" label={words.label} rule={words.labelRule} required />
      <FormSecretField
        control={form.control}
        name="pin"
        label={words.pin}
        help={words.pinRule}
        rule={words.pinRule}
        required
      />
      <FormSecretField control={form.control} name="pinAgain" label={words.pinAgain} required />
      <Box>
        <Button variant="contained" loading={create.pending} onClick={() => void submit()}>
          {words.create}
        </Button>
      </Box>
    </Box>
  );
}
