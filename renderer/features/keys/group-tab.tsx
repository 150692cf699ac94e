// Tab Group of the key group editor, fields in the order of the KMES guide.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useController, useWatch, type Control } from 'react-hook-form';
import { keySpecs } from '../../../shared/aws-terms';
import { isHmac, keyLengthName, keyUsageOf, secretOf } from '../../../shared/key-spec';
import type { CredentialView } from '../../../shared/schemas/credentials';
import { useCall } from '../../api/use-call';
import { text } from '../../text/text';
import { FormCheckbox, FormSelect, FormTextField } from '../../ui/form-fields';
import { CredentialPicker } from './credential-picker';
import type { GroupFormValues } from './group-form';
import { PeriodField } from './period-field';
import { ScheduleFields } from './schedule-fields';

export interface GroupTabProps {
  readonly control: Control<GroupFormValues>;
  readonly hasKeys: boolean;
  /** Told once a credential was chosen, so that its Region can be taken over. */
  readonly onCredential: (credential: CredentialView) => void;
  readonly onNameLeft: () => void;
}

const words = text.keyGroupDialogs.editor;

function CredentialField({ control, onCredential }: Pick<GroupTabProps, 'control' | 'onCredential'>) {
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

const hmacSpecs = keySpecs.filter(isHmac);

/** What follows from the kind of key is shown where the guide has it; only the length of an HMAC key is a choice, until there is one. */
function KeySpecFields({ control, hasKeys }: Pick<GroupTabProps, 'control' | 'hasKeys'>) {
  const keySpec = useWatch({ control, name: 'keySpec' });
  const shown = (label: string, value: string) => (
    <TextField label={label} value={value} slotProps={{ input: { readOnly: true } }} />
  );
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 2 }}>
      {shown(words.keyType, words.keyTypeValues[secretOf(keySpec).type])}
      {isHmac(keySpec) && !hasKeys ? (
        <FormSelect
          control={control}
          name="keySpec"
          label={words.keyLength}
          options={hmacSpecs.map((value) => ({ value, label: keyLengthName(value) }))}
        />
      ) : (
        shown(words.keyLength, keyLengthName(keySpec))
      )}
      {shown(words.keyUsage, words.keyUsages[keyUsageOf(keySpec)])}
    </Box>
  );
}

export function GroupTab({ control, hasKeys, onCredential, onNameLeft }: GroupTabProps) {
  const [rotates, limited] = useWatch({ control, name: ['rotateKey', 'limitValidity'] });
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <Box onBlur={onNameLeft}>
        <FormTextField control={control} name="name" label={words.name} help={words.nameHint} required autoFocus />
      </Box>
      <TextField label={words.service} value={words.serviceValue} slotProps={{ input: { readOnly: true } }} />
      <CredentialField control={control} onCredential={onCredential} />
      <KeySpecFields control={control} hasKeys={hasKeys} />
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
