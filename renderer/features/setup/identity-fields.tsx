// One identity: names, password with its rules, roles. A field is judged once it has been left.
import DeleteOutlineOutlined from '@mui/icons-material/DeleteOutlineOutlined';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import type { SetupOptions } from '../../../shared/schemas/setup';
import { text } from '../../text/text';
import { SecretField } from '../../ui/secret-field';
import type { PersonProblems } from './identity-checks';
import { PasswordRules } from './password-rules';
import type { IdentityDraft } from './setup-draft';

export interface IdentityFieldsProps {
  readonly number: number;
  readonly person: IdentityDraft;
  readonly problems: PersonProblems;
  readonly otherPasswords: readonly string[];
  readonly roles: SetupOptions['roles'];
  /** Next was pressed: every field is judged. */
  readonly showAll: boolean;
  readonly autoFocus: boolean;
  readonly onChange: (person: IdentityDraft) => void;
  readonly onRemove?: () => void;
}

export function IdentityFields(props: IdentityFieldsProps) {
  const words = text.setup.identities;
  const { person, problems, onChange } = props;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const leave = (field: string) => (): void => setLeft((before) => new Set([...before, field]));
  const judged = (field: string): boolean => props.showAll || left.has(field);
  const titleId = useId();
  const rolesId = useId();
  const title = person.fullName.trim() === '' ? words.person(props.number) : person.fullName.trim();
  const nameWrong = judged('name') && problems.name !== null;
  const rolesWrong = problems.roles !== null && (problems.roles !== 'none' || judged('roles'));
  return (
    <Box
      component="section"
      aria-labelledby={titleId}
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: '10px',
        padding: '12px 16px 14px',
        backgroundColor: 'background.paper',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', minHeight: 30, marginBottom: 1.5 }}>
        <Typography id={titleId} variant="h3" component="h2" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          <bdi>{title}</bdi>
        </Typography>
        {props.onRemove === undefined ? null : (
          <IconButton aria-label={words.remove(title)} onClick={props.onRemove}>
            <DeleteOutlineOutlined fontSize="small" aria-hidden />
          </IconButton>
        )}
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))', gap: 2 }}>
        <TextField
          label={words.name}
          value={person.name}
          onChange={(event) => onChange({ ...person, name: event.target.value })}
          onBlur={leave('name')}
          error={nameWrong}
          helperText={nameWrong ? (problems.name === 'same' ? words.sameName : words.nameRule) : undefined}
          autoFocus={props.autoFocus}
          autoComplete="off"
          slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none', maxLength: 64, 'aria-required': true } }}
        />
        <TextField
          label={words.fullName}
          value={person.fullName}
          onChange={(event) => onChange({ ...person, fullName: event.target.value })}
          onBlur={leave('fullName')}
          error={judged('fullName') && problems.fullName}
          helperText={judged('fullName') && problems.fullName ? text.common.field.empty : undefined}
          autoComplete="off"
          slotProps={{ htmlInput: { spellCheck: false, maxLength: 128, dir: 'auto', 'aria-required': true } }}
        />
        <SecretField
          label={words.password}
          value={person.password}
          onChange={(password) => onChange({ ...person, password })}
          onBlur={leave('password')}
          error={judged('password') && problems.password}
          required
        />
        <SecretField
          label={words.passwordAgain}
          value={person.passwordAgain}
          onChange={(passwordAgain) => onChange({ ...person, passwordAgain })}
          onBlur={leave('passwordAgain')}
          error={judged('passwordAgain') && problems.passwordAgain}
          help={judged('passwordAgain') && problems.passwordAgain ? words.passwordsDiffer : undefined}
          required
        />
      </Box>
      <PasswordRules person={person} otherPasswords={props.otherPasswords} judged={judged('password')} />
      <Box role="group" aria-labelledby={rolesId} sx={{ marginTop: 1.25 }}>
        <Typography id={rolesId} variant="subtitle2" sx={{ color: 'text.secondary' }}>
          {words.roles}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
          {props.roles.map((role) => (
            <Tooltip key={role.name} title={`${role.description} ${words.logins(role.loginsRequired)}.`} describeChild>
              <FormControlLabel
                label={role.name}
                control={
                  <Checkbox
                    size="small"
                    checked={person.roles.includes(role.name)}
                    onBlur={leave('roles')}
                    onChange={(event) =>
                      onChange({
                        ...person,
                        roles: event.target.checked
                          ? [...person.roles, role.name]
                          : person.roles.filter((name) => name !== role.name),
                      })
                    }
                  />
                }
              />
            </Tooltip>
          ))}
        </Box>
        {rolesWrong ? (
          <FormHelperText error role="alert">
            {problems.roles === 'none' || problems.roles === null
              ? words.chooseRole
              : words.exclusion(problems.roles[0], problems.roles[1])}
          </FormHelperText>
        ) : null}
      </Box>
    </Box>
  );
}
