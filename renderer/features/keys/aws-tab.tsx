// Tab AWS Properties of the key group editor, fields in the order of the KMES guide.
import Box from '@mui/material/Box';
import InputAdornment from '@mui/material/InputAdornment';
import { useWatch, type Control } from 'react-hook-form';
import { wrappingAlgorithms, wrappingKeySpecs } from '../../../shared/aws-terms';
import { rotatesInPlace } from '../../../shared/key-spec';
import type { KeyGroupView, PolicyFinding } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import { FormCheckbox, FormSelect, FormTextField } from '../../ui/form-fields';
import { FormRadios } from '../../ui/form-radios';
import { RegionField } from '../../ui/region-field';
import { Chip } from '../../ui/status-chip';
import ThumbUpOutlined from '@mui/icons-material/ThumbUpOutlined';
import type { GroupFormValues } from './group-form';
import { PolicyField } from './policy-field';
import { TagsField } from './tags-field';

export interface AwsTabProps {
  readonly control: Control<GroupFormValues>;
  readonly group: KeyGroupView | null;
  readonly findings: readonly PolicyFinding[] | null;
}

const words = text.keyGroupDialogs.editor;

/** No preset: the officer reads both and chooses. */
function RotationMethod({ control }: Pick<AwsTabProps, 'control'>) {
  const inPlace = rotatesInPlace(useWatch({ control, name: 'keySpec' }));
  const newKey = { value: 'new-key', label: words.newKey, explanation: words.newKeyHint } as const;
  if (!inPlace)
    return (
      <FormRadios
        control={control}
        name="rotationMethod"
        label={words.rotationMethod}
        help={words.newKeyOnly}
        required
        options={[newKey]}
      />
    );
  return (
    <FormRadios
      control={control}
      name="rotationMethod"
      label={words.rotationMethod}
      help={words.rotationMethodHint}
      required
      options={[
        {
          value: 'same-key',
          label: words.sameKey,
          mark: <Chip tone="accent" icon={ThumbUpOutlined} label={words.sameKeyRecommended} />,
          explanation: words.sameKeyHint,
        },
        newKey,
      ]}
    />
  );
}

function MaterialExpiry({ control }: Pick<AwsTabProps, 'control'>) {
  const [expires, reimports] = useWatch({ control, name: ['materialExpires', 'reimports'] });
  return (
    <Box>
      <FormCheckbox
        control={control}
        name="materialExpires"
        label={words.materialExpires}
        help={words.materialExpiresHint}
      />
      {expires ? (
        <Box sx={{ width: 240, marginTop: 1.5, marginLeft: '30px' }}>
          <FormTextField
            control={control}
            name="materialExpiresInDays"
            label={words.materialExpiresAfter}
            endAdornment={<InputAdornment position="end">{words.days}</InputAdornment>}
            required
          />
        </Box>
      ) : null}
      {expires ? (
        <Box sx={{ marginTop: 1.5, marginLeft: '30px' }}>
          <FormCheckbox control={control} name="reimports" label={words.reimports} help={words.reimportsHint} />
        </Box>
      ) : null}
      {expires && reimports ? (
        <Box sx={{ width: 240, marginTop: 1.5, marginLeft: '60px' }}>
          <FormTextField
            control={control}
            name="reimportDaysBefore"
            label={words.reimportBefore}
            endAdornment={<InputAdornment position="end">{words.days}</InputAdornment>}
            required
          />
        </Box>
      ) : null}
    </Box>
  );
}

export function AwsTab({ control, group, findings }: AwsTabProps) {
  const algorithm = useWatch({ control, name: 'wrappingAlgorithm' });
  const hasKeys = group !== null && group.keyCount > 0;
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <FormTextField
        control={control}
        name="alias"
        label={words.alias}
        help={hasKeys ? words.aliasFixed : words.aliasHint}
        monospaced
        required
        disabled={hasKeys}
      />
      <FormTextField control={control} name="description" label={words.description} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 2fr', gap: 2 }}>
        <RegionField control={control} name="region" label={words.region} required disabled={hasKeys} />
        <FormTextField
          control={control}
          name="activeKeyId"
          label={words.activeKeyId}
          help={hasKeys ? words.activeKeyIdFixed : words.activeKeyIdHint}
          monospaced
          disabled={hasKeys}
        />
      </Box>
      <PolicyField control={control} findings={findings} />
      <TagsField control={control} />
      <RotationMethod control={control} />
      <MaterialExpiry control={control} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 2 }}>
        <FormSelect
          control={control}
          name="wrappingAlgorithm"
          label={words.wrappingAlgorithm}
          help={algorithm === 'RSAES_OAEP_SHA_1' ? words.wrappingSha1 : words.wrappingHint}
          options={[
            { value: 'AUTO', label: words.wrappingAuto },
            ...wrappingAlgorithms.map((value) => ({ value, label: value })),
          ]}
        />
        <FormSelect
          control={control}
          name="wrappingKeySpec"
          label={words.wrappingKeySpec}
          options={wrappingKeySpecs.map((value) => ({ value, label: value }))}
        />
      </Box>
    </Box>
  );
}
