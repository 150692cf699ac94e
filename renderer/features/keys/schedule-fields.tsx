// Where the editor of a key group sets its schedule: first day, time of day, time zone, and whether only expiring material is rotated.
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useMemo } from 'react';
import { useController, useWatch, type Control } from 'react-hook-form';
import { text } from '../../text/text';
import { FormCheckbox, FormTextField } from '../../ui/form-fields';
import type { GroupFormValues } from './group-form';

const words = text.schedules.editor;
/** UTC first: it knows no change of clocks. */
const timeZones = (): readonly string[] => [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];

type ControlOfForm = { readonly control: Control<GroupFormValues> };

function MomentField(
  props: ControlOfForm & {
    readonly name: 'schedule.startsOn' | 'schedule.timeOfDay';
    readonly type: 'date' | 'time';
    readonly label: string;
    readonly help?: string;
  },
) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  return (
    <TextField
      type={props.type}
      label={props.label}
      name={field.name}
      value={field.value}
      inputRef={field.ref}
      onBlur={field.onBlur}
      onChange={field.onChange}
      error={fieldState.error !== undefined}
      helperText={fieldState.error?.message ?? props.help}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { 'aria-required': true } }}
    />
  );
}

function TimeZoneField({ control }: ControlOfForm) {
  const { field, fieldState } = useController({ control, name: 'schedule.timeZone' });
  const zones = useMemo(timeZones, []);
  return (
    <Autocomplete
      freeSolo
      options={zones}
      inputValue={field.value}
      onInputChange={(_event, typed, reason) => {
        if (reason !== 'reset' || typed !== '') field.onChange(typed);
      }}
      renderInput={(input) => (
        <TextField
          {...input}
          name={field.name}
          inputRef={field.ref}
          onBlur={field.onBlur}
          label={words.timeZone}
          error={fieldState.error !== undefined}
          helperText={fieldState.error?.message ?? words.timeZoneHint}
        />
      )}
    />
  );
}

export function ScheduleFields({ control, rotates }: ControlOfForm & { readonly rotates: boolean }) {
  const [scheduled, expires, onlyNear] = useWatch({
    control,
    name: ['scheduled', 'materialExpires', 'schedule.onlyNearExpiry'],
  });
  return (
    <Box>
      <FormCheckbox
        control={control}
        name="scheduled"
        label={words.scheduled}
        help={words.scheduledHint}
        disabled={!rotates}
      />
      {rotates && scheduled ? (
        <Box sx={{ display: 'grid', gap: 1.5, marginTop: 1.5, marginLeft: '30px' }}>
          <Box sx={{ display: 'grid', gridTemplateColumns: '180px 140px 1fr', gap: 2 }}>
            <MomentField
              control={control}
              name="schedule.startsOn"
              type="date"
              label={words.startsOn}
              help={words.startsOnHint}
            />
            <MomentField control={control} name="schedule.timeOfDay" type="time" label={words.timeOfDay} />
            <TimeZoneField control={control} />
          </Box>
          {expires || onlyNear ? (
            <FormCheckbox
              control={control}
              name="schedule.onlyNearExpiry"
              label={words.onlyNearExpiry}
              help={words.onlyNearExpiryHint}
            />
          ) : null}
          {onlyNear ? (
            <Box sx={{ width: 240, marginLeft: '30px' }}>
              <FormTextField
                control={control}
                name="schedule.onlyWithinDays"
                label={words.onlyWithinDays}
                endAdornment={<InputAdornment position="end">{words.days}</InputAdornment>}
                required
              />
            </Box>
          ) : null}
        </Box>
      ) : null}
    </Box>
  );
}
