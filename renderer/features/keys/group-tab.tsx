// Tab Group of the key group editor, fields in the order of the KMES guide.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useController, useWatch, type Control } from 'react-hook-form';
import type { CredentialView } from '../../../shared/schemas/credentials';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { FormCheckbox, FormTextField } from '../../ui/form-fields';
import { CredentialPicker } from './credential-picker';
import type { GroupFormValues } from './group-form';
import { PeriodField } from './period-field';
import { ScheduleFields } from './schedule-fields';

export interface GroupTabProps {
  readonly control: Control<GroupFormValues>;
  /** Told once a credential was chosen, so that its Region can be taken over. */
  readonly onCredential: (credential: CredentialView) => void;
  readonly onNameLeft: () => void;
}

const words = text.keyGroupDialogs.editor;

function CredentialField({ control, onCredential }: Omit<GroupTabProps, 'onNameLeft'>) {
  const { field, fieldState } = useController({ control, name: 'credentialId' });
  const [picking, setPicking] = useState(false);
  const credentials = useCall('credentials.list', {});
  const chosen = credentials.data?.credentials.find((credential) => credential.id === field.value);
  const shown = chosen === undefined ? '' : `${chosen.name} · ${chosen.accessKeyId}`;
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <TextField
          label={words.credential}
          value={shown}
          placeholder={words.credentialNone}
          required
          error={fieldState.error !== undefined}
          helperText={fieldState.error?.message}
          slotProps={{ input: { readOnly: true }, inputLabel: { shrink: true } }}
        />
        <Button
          ref={field.ref}
          variant="outlined"
          onClick={() => setPicking(true)}
          sx={{ flexShrink: 0, minHeight: 38 }}
        >
          {words.credentialSelect}
        </Button>
      </Box>
      {picking ? (
        <CredentialPicker
          chosenId={field.value}
          onClose={() => setPicking(false)}
          onChoose={(credential) => {
            field.onChange(credential.id);
            onCredential(credential);
            setPicking(false);
          }}
        />
      ) : null}
    </>
  );
}

/** What imported symmetric keys always are: shown where the guide has it, not to be changed. */
function FixedFields() {
  const fixed: readonly (readonly [label: string, value: string])[] = [
    [words.keyType, words.keyTypeValue],
    [words.keyLength, words.keyLengthValue],
    [words.keyUsage, words.keyUsageValue],
  ];
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 2 }}>
      {fixed.map(([label, value]) => (
        <TextField key={label} label={label} value={value} slotProps={{ input: { readOnly: true } }} />
      ))}
    </Box>
  );
}

export function GroupTab({ control, onCredential, onNameLeft }: GroupTabProps) {
  const [rotates, limited] = useWatch({ control, name: ['rotateKey', 'limitValidity'] });
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <Box onBlur={onNameLeft}>
        <FormTextField control={control} name="name" label={words.name} help={words.nameHint} required autoFocus />
      </Box>
      <TextField label={words.service} value={words.serviceValue} slotProps={{ input: { readOnly: true } }} />
      <CredentialField control={control} onCredential={onCredential} />
      <FixedFields />
      <FormCheckbox control={control} name="rotateKey" label={words.rotateKey} help={words.rotateKeyHint} />
      <PeriodField control={control} name="rotateEvery" label={words.rotateEvery} disabled={!rotates} />
      <ScheduleFields control={control} rotates={rotates} />
      <Box>
        <FormCheckbox control={control} name="limitValidity" label={words.limitValidity} />
        <Box sx={{ marginTop: 1.5 }}>
          <PeriodField
            control={control}
            name="keepKeyValidFor"
            label={words.keepKeyValidFor}
            disabled={!limited}
            help={words.keepKeyValidForHint}
          />
        </Box>
      </Box>
    </Box>
  );
}
