// How often something runs and from when: a number, a unit, and the first time by this machine's clock.
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { timeUnits, type Period } from '../../shared/schemas/common';
import { text } from '../text/text';
import { wallTimeOf } from './format-time';

/** Runs at `startAt` (ISO 8601) and every period after it. */
export interface Repeat {
  readonly startAt: string;
  readonly every: Period;
}

interface RepeatDraft {
  readonly count: string;
  readonly unit: Period['unit'];
  /** As `datetime-local` writes it. */
  readonly startAt: string;
}

export interface RepeatState {
  readonly draft: RepeatDraft;
  readonly change: (part: Partial<RepeatDraft>) => void;
  readonly wrong: { readonly count: boolean; readonly startAt: boolean };
  /** Null while a field is wrong. */
  readonly value: Repeat | null;
}

const most = 3650;
const words = text.common.repeat;

/** @param unit offered first where nothing is kept yet */
export function useRepeat(kept: Repeat | null, unit: Period['unit']): RepeatState {
  const [draft, setDraft] = useState<RepeatDraft>(() => ({
    count: String(kept?.every.count ?? 1),
    unit: kept?.every.unit ?? unit,
    startAt: wallTimeOf(kept?.startAt ?? new Date().toISOString(), false),
  }));
  const count = /^\d{1,4}$/.test(draft.count) ? Number(draft.count) : 0;
  const start = new Date(draft.startAt);
  const wrong = { count: count < 1 || count > most, startAt: Number.isNaN(start.getTime()) };
  return {
    draft,
    change: (part) => setDraft((now) => ({ ...now, ...part })),
    wrong,
    value: wrong.count || wrong.startAt ? null : { startAt: start.toISOString(), every: { count, unit: draft.unit } },
  };
}

export interface RepeatFieldsProps {
  readonly repeat: RepeatState;
  /** Were the fields sent once? Only then is said what is wrong. */
  readonly tried: boolean;
}

export function RepeatFields({ repeat: { draft, change, wrong }, tried }: RepeatFieldsProps) {
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      <TextField
        label={words.every}
        value={draft.count}
        onChange={(event) => change({ count: event.target.value })}
        error={tried && wrong.count}
        helperText={tried && wrong.count ? text.common.field.notANumber : undefined}
        sx={{ width: 110 }}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
      />
      <TextField
        select
        label={words.unit}
        value={draft.unit}
        onChange={(event) => change({ unit: timeUnits.find((each) => each === event.target.value) ?? draft.unit })}
        sx={{ width: 130 }}
      >
        {timeUnits.map((value) => (
          <MenuItem key={value} value={value}>
            {words.units[value]}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        type="datetime-local"
        label={words.startAt}
        value={draft.startAt}
        onChange={(event) => change({ startAt: event.target.value })}
        error={tried && wrong.startAt}
        helperText={words.startAtHelp}
        sx={{ width: 210 }}
        slotProps={{ inputLabel: { shrink: true } }}
      />
    </Box>
  );
}
