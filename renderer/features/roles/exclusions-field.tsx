// The roles that cannot be held together with this one.
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useController, type Control } from 'react-hook-form';
import type { RoleView } from '../../../shared/schemas/identities';
import { text } from '../../text/text';
import { FormCheckbox } from '../../ui/form-fields';
import type { RoleFormValues } from './role-form';

const words = text.roles.editor;

export interface ExclusionsFieldProps {
  readonly control: Control<RoleFormValues>;
  readonly others: readonly RoleView[];
  /** Id of this role; null for a new one. */
  readonly ownId: string | null;
  readonly disabled: boolean;
}

export function ExclusionsField({ control, others, ownId, disabled }: ExclusionsFieldProps) {
  const { field } = useController({ control, name: 'excludes' });
  const { field: all } = useController({ control, name: 'excludesAll' });
  const id = useId();
  const chosen = field.value;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Typography id={id} variant="body2" sx={{ color: 'text.secondary' }}>
        {words.exclusionsLead}
      </Typography>
      <FormCheckbox
        control={control}
        name="excludesAll"
        label={words.excludesAll}
        help={words.excludesAllHint}
        disabled={disabled}
      />
      <Box role="group" aria-label={words.exclusions} aria-describedby={id}>
        {others.map((role) => {
          const excludesThis = role.excludes === '*' || (ownId !== null && role.excludes.includes(ownId));
          return (
            <Box key={role.id}>
              <FormControlLabel
                label={<bdi>{role.name}</bdi>}
                disabled={disabled || all.value}
                control={
                  <Checkbox
                    size="small"
                    checked={all.value || chosen.includes(role.id)}
                    onBlur={field.onBlur}
                    onChange={(event) =>
                      field.onChange(
                        event.target.checked ? [...chosen, role.id] : chosen.filter((other) => other !== role.id),
                      )
                    }
                  />
                }
              />
              {excludesThis ? (
                <Typography
                  variant="caption"
                  component="p"
                  sx={{ color: 'text.secondary', marginLeft: '30px', marginTop: '-4px' }}
                >
                  {words.excludedBy(role.name)}
                </Typography>
              ) : null}
            </Box>
          );
        })}
        {others.length === 0 ? <Typography variant="body2">{words.noOthers}</Typography> : null}
      </Box>
    </Box>
  );
}
