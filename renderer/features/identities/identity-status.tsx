// The states of an identity as chips: enabled, disabled, locked, new password due, cannot approve yet.
import BlockOutlined from '@mui/icons-material/BlockOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import DeleteOutlineOutlined from '@mui/icons-material/DeleteOutlineOutlined';
import HourglassEmptyOutlined from '@mui/icons-material/HourglassEmptyOutlined';
import LockClockOutlined from '@mui/icons-material/LockClockOutlined';
import PasswordOutlined from '@mui/icons-material/PasswordOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import Box from '@mui/material/Box';
import type { IdentityView } from '../../../shared/schemas/identities';
import type { Tone } from '../../app/theme';
import { text } from '../../text/text';
import { Chip } from '../../ui/status-chip';

const words = text.identities;
export type IdentityState = keyof (typeof words)['status'];

const looks: Record<IdentityState, readonly [Tone, SvgIconComponent]> = {
  enabled: ['good', CheckCircleOutlined],
  disabled: ['neutral', BlockOutlined],
  deleted: ['neutral', DeleteOutlineOutlined],
  locked: ['danger', LockClockOutlined],
  firstLogin: ['attention', PasswordOutlined],
  waiting: ['attention', HourglassEmptyOutlined],
};

const future = (at: string | null, nowMs: number): boolean => at !== null && Date.parse(at) > nowMs;

/** The states that are true now, the most important first. */
export function identityStates(identity: IdentityView, nowMs: number): readonly IdentityState[] {
  if (identity.status !== 'enabled') return [identity.status];
  const beside: IdentityState[] = [
    ...(future(identity.lockedUntil, nowMs) ? (['locked'] as const) : []),
    ...(identity.mustChangePassword ? (['firstLogin'] as const) : []),
    ...(future(identity.mayDecideFrom, nowMs) ? (['waiting'] as const) : []),
  ];
  return beside.length === 0 ? ['enabled'] : beside;
}

export function IdentityChips({ states }: { readonly states: readonly IdentityState[] }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 0.75, minWidth: 0, flexWrap: 'wrap' }}>
      {states.map((state) => {
        const [tone, icon] = looks[state];
        return (
          <Chip key={state} tone={tone} icon={icon} label={words.status[state]} explanation={words.statusHint[state]} />
        );
      })}
    </Box>
  );
}
