// A filter by several values of a fixed list; none chosen means all of them.
import CheckBoxOutlineBlank from '@mui/icons-material/CheckBoxOutlineBlank';
import CheckBoxOutlined from '@mui/icons-material/CheckBoxOutlined';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useId } from 'react';

export interface FilterSelectProps<T extends string> {
  readonly label: string;
  /** Shown while nothing is chosen: "All statuses". */
  readonly allLabel: string;
  /** Shown for several: "3 chosen". */
  readonly severalLabel: (count: number) => string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: readonly T[];
  readonly onChange: (value: readonly T[]) => void;
  /** Pixels. Default 180. */
  readonly width?: number;
}

export function FilterSelect<T extends string>(props: FilterSelectProps<T>) {
  const id = useId();
  const { options, value } = props;
  const labelOf = (wanted: T): string => options.find((option) => option.value === wanted)?.label ?? wanted;
  return (
    <FormControl sx={{ width: props.width ?? 180 }}>
      <InputLabel id={id} shrink>
        {props.label}
      </InputLabel>
      <Select<T[]>
        multiple
        displayEmpty
        notched
        labelId={id}
        label={props.label}
        value={[...value]}
        onChange={(event) => {
          const chosen = event.target.value;
          const wanted = typeof chosen === 'string' ? [chosen as T] : chosen;
          // The order of the list, whatever the order of the clicks.
          props.onChange(options.map((option) => option.value).filter((option) => wanted.includes(option)));
        }}
        renderValue={(chosen) =>
          chosen.length === 0
            ? props.allLabel
            : chosen.length === 1
              ? labelOf(chosen[0] as T)
              : props.severalLabel(chosen.length)
        }
      >
        {options.map((option) => (
          <MenuItem key={option.value} value={option.value} dense>
            {/* A picture of the choice only: the option itself says whether it is selected. */}
            <ListItemIcon>
              {value.includes(option.value) ? (
                <CheckBoxOutlined fontSize="small" color="primary" />
              ) : (
                <CheckBoxOutlineBlank fontSize="small" />
              )}
            </ListItemIcon>
            <ListItemText>{option.label}</ListItemText>
          </MenuItem>
        ))}
      </Select>
    </FormControl>
  );
}
