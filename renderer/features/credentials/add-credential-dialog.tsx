// Add cloud credential: name, access key from a CSV or typed, Region, endpoint. The secret leaves the window with OK and is forgotten.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMemo } from 'react';
import { useForm, useWatch, type Control } from 'react-hook-form';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { FormTextField } from '../../ui/form-fields';
import { FormRadios } from '../../ui/form-radios';
import { problemsResolver } from '../../ui/problems-resolver';
import { RegionField } from '../../ui/region-field';
import { useToast } from '../../ui/toast';
import { useControlledCommand } from '../approvals/use-controlled-command';
import { AccessKeySource } from './access-key-source';
import { credentialInputOf, credentialProblems, newCredentialForm, type CredentialFormValues } from './credential-form';

export interface AddCredentialDialogProps {
  readonly evaluation: boolean;
  readonly takenNames: readonly string[];
  readonly onClose: () => void;
}

const words = text.credentials.add;

function EndpointFields({
  control,
  evaluation,
}: {
  readonly control: Control<CredentialFormValues>;
  readonly evaluation: boolean;
}) {
  const [endpoint, region] = useWatch({ control, name: ['endpoint', 'region'] });
  const awsHint = region.trim() === '' ? undefined : words.endpointAwsHint(region.trim());
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <FormRadios
        control={control}
        name="endpoint"
        label={words.endpoint}
        options={[
          { value: 'aws', label: words.endpointAws, explanation: awsHint },
          ...(evaluation
            ? [{ value: 'simulator', label: words.endpointSimulator, explanation: words.endpointSimulatorHint }]
            : []),
          { value: 'custom', label: words.endpointCustom, explanation: words.endpointCustomHint },
        ]}
      />
      {endpoint === 'custom' ? (
        <FormTextField
          control={control}
          name="customUrl"
          label={words.customUrl}
          help={words.customUrlHint}
          monospaced
          required
          autoFocus
        />
      ) : null}
    </Box>
  );
}

/** Mounted only while it is open, so that nothing typed outlives it. */
export function AddCredentialDialog({ evaluation, takenNames, onClose }: AddCredentialDialogProps) {
  const add = useControlledCommand('credentials.add');
  const toast = useToast();
  const defaultValues = useMemo(() => newCredentialForm(evaluation), [evaluation]);
  const { control, handleSubmit, formState } = useForm<CredentialFormValues>({
    defaultValues,
    mode: 'onTouched',
    resolver: problemsResolver(
      (values: CredentialFormValues) => credentialProblems(values, takenNames),
      text.credentials.problems,
    ),
  });
  const submit = handleSubmit((values) =>
    add.start(credentialInputOf(values), {
      onDone: (credential) => {
        toast(words.done(credential.name));
        onClose();
      },
      onRequested: onClose,
    }),
  );
  return (
    <DialogFrame
      open
      title={words.title}
      onClose={onClose}
      dirty={formState.isDirty}
      pending={add.pending}
      error={add.error}
      onSubmit={() => void submit()}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close} disabled={add.pending}>
            {words.cancel}
          </Button>
          <Button type="submit" variant="contained" loading={add.pending}>
            {words.ok}
          </Button>
        </>
      )}
    >
      <Typography variant="body2" sx={{ color: 'text.secondary', marginBottom: 2 }}>
        {words.intro}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        <FormTextField control={control} name="name" label={words.name} help={words.nameHint} required autoFocus />
        <TextField label={words.service} value={words.serviceValue} slotProps={{ input: { readOnly: true } }} />
        <AccessKeySource control={control} evaluation={evaluation} />
        <RegionField control={control} name="region" label={words.region} help={words.regionHint} required />
        <EndpointFields control={control} evaluation={evaluation} />
      </Box>
    </DialogFrame>
  );
}
