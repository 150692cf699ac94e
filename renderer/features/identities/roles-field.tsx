// The roles of an identity as check boxes, each with what it may do; roles that exclude each other are said beside them.
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useController, type Control } from 'react-hook-form';
import type { RoleView } from '../../../shared/schemas/identities';
import { text } from '../../text/text';
import { excludedPair, type IdentityFormValues } from './identity-form';

const words = text.identities.editor;

export interface RolesFieldProps {
  readonly control: Control<IdentityFormValues>;
  readonly roles: readonly RoleView[];
  readonly disabled: boolean;
}

export function RolesField({ control, roles, disabled }: RolesFieldProps) {
  const { field, fieldState } = useController({ control, name: 'roleIds' });
  const id = useId();
  const chosen = field.value;
  const pair = excludedPair(chosen, roles);
  const message = pair !== null ? words.excluded(pair[0].name, pair[1].name) : fieldState.error?.message;
  return (
    <Box role="group" aria-labelledby={`${id}-label`}>
      <Typography id={`${id}-label`} variant="body2" sx={{ color: 'text.secondary', marginBottom: 1 }}>
        {words.rolesLead}
      </Typography>
      {roles.map((role, index) => (
        <Box key={role.id} sx={{ paddingBlock: 0.25 }}>
          <FormControlLabel
            disabled={disabled}
            label={
              <Box component="span" sx={{ display: 'inline-flex', gap: 1, alignItems: 'baseline' }}>
                <bdi>{role.name}</bdi>
                <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
                  {words.logins(role.loginsRequired)}
                </Box>
              </Box>
            }
            control={
              <Checkbox
                size="small"
                checked={chosen.includes(role.id)}
                onBlur={field.onBlur}
                onChange={(event) =>
                  field.onChange(
                    event.target.checked ? [...chosen, role.id] : chosen.filter((other) => other !== role.id),
                  )
                }
                slotProps={{
                  input: { ...(index === 0 ? { ref: field.ref } : {}), 'aria-describedby': `${id}-${role.id}` },
                }}
              />
            }
          />
          <Typography
            id={`${id}-${role.id}`}
            variant="body2"
            sx={{ color: 'text.secondary', marginLeft: '30px', marginTop: '-4px' }}
          >
            {role.description}
          </Typography>
        </Box>
      ))}
      {message === undefined ? null : (
        <FormHelperText error role="alert" sx={{ marginInline: 0 }}>
          {message}
        </FormHelperText>
      )}
    </Box>
  );
}
