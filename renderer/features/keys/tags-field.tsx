// Tags of the KMS keys that the console makes: pairs of key and value.
import AddOutlined from '@mui/icons-material/AddOutlined';
import DeleteOutlineOutlined from '@mui/icons-material/DeleteOutlineOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { useId } from 'react';
import { useController, useFieldArray, type Control } from 'react-hook-form';
import { text } from '../../text/text';
import type { GroupFormValues } from './group-form';

const MAX_TAGS = 40;
const words = text.keyGroupDialogs.editor;

interface TagPartProps {
  readonly control: Control<GroupFormValues>;
  readonly index: number;
  readonly part: 'key' | 'value';
}

function TagPart({ control, index, part }: TagPartProps) {
  const { field, fieldState } = useController({ control, name: `tags.${index}.${part}` });
  const name = part === 'key' ? words.tagKey(index + 1) : words.tagValue(index + 1);
  return (
    <TextField
      label={part === 'key' ? words.tagKeyShort : words.tagValueShort}
      name={field.name}
      inputRef={field.ref}
      value={field.value}
      onBlur={field.onBlur}
      onChange={field.onChange}
      error={fieldState.error !== undefined}
      helperText={fieldState.error?.message}
      slotProps={{ htmlInput: { 'aria-label': name, dir: 'auto', spellCheck: false } }}
    />
  );
}

export function TagsField({ control }: { readonly control: Control<GroupFormValues> }) {
  const { fields, append, remove } = useFieldArray({ control, name: 'tags' });
  const id = useId();
  return (
    <Box role="group" aria-labelledby={id} sx={{ display: 'grid', gap: 1 }}>
      <FormLabel id={id} component="div" sx={{ fontSize: '0.8125rem', fontWeight: 600 }}>
        {words.tags}
      </FormLabel>
      {fields.map((row, index) => (
        <Box
          key={row.id}
          sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr auto', gap: 1, alignItems: 'start', marginTop: 0.5 }}
        >
          <TagPart control={control} index={index} part="key" />
          <TagPart control={control} index={index} part="value" />
          <IconButton aria-label={words.removeTag(index + 1)} onClick={() => remove(index)} sx={{ marginTop: '4px' }}>
            <DeleteOutlineOutlined fontSize="small" aria-hidden />
          </IconButton>
        </Box>
      ))}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          startIcon={<AddOutlined aria-hidden />}
          disabled={fields.length >= MAX_TAGS}
          onClick={() => append({ key: '', value: '' })}
        >
          {words.addTag}
        </Button>
        <FormHelperText>{words.tagsHint}</FormHelperText>
      </Box>
    </Box>
  );
}
