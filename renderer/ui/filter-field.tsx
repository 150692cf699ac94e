// The text filter above a table. Esc clears it.
import ClearOutlined from '@mui/icons-material/ClearOutlined';
import SearchOutlined from '@mui/icons-material/SearchOutlined';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { text } from '../text/text';

export interface FilterFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Pixels. Default 260. */
  readonly width?: number;
}

export function FilterField({ label, value, onChange, width = 260 }: FilterFieldProps) {
  return (
    <TextField
      type="search"
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || value === '') return;
        event.stopPropagation();
        onChange('');
      }}
      // The clear button of the field itself is the one with a name.
      sx={{ width, '& input::-webkit-search-cancel-button': { display: 'none' } }}
      slotProps={{
        htmlInput: { 'aria-label': label, spellCheck: false, dir: 'auto', maxLength: 200 },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchOutlined fontSize="small" aria-hidden />
            </InputAdornment>
          ),
          endAdornment:
            value === '' ? null : (
              <InputAdornment position="end">
                <IconButton edge="end" aria-label={text.common.clear} onClick={() => onChange('')}>
                  <ClearOutlined fontSize="small" aria-hidden />
                </IconButton>
              </InputAdornment>
            ),
        },
      }}
    />
  );
}
