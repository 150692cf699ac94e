// A new password typed twice, with the rules it must meet, said while it is typed. Main decides; it alone knows the last five.
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import RadioButtonUncheckedOutlined from '@mui/icons-material/RadioButtonUncheckedOutlined';
import Box from '@mui/material/Box';
import { text } from '../../text/text';
import { SecretField } from '../../ui/secret-field';
import { unmetPasswordRules, type PasswordRule } from '../setup/identity-checks';

export interface NewPassword {
  readonly password: string;
  readonly again: string;
}
export interface NewPasswordFieldsProps {
  readonly name: string;
  readonly value: NewPassword;
  readonly onChange: (value: NewPassword) => void;
  /** Everything is marked that is not met. */
  readonly judged: boolean;
  readonly disabled: boolean;
  readonly autoFocus?: boolean;
}

const shown: readonly PasswordRule[] = ['too-short', 'too-few-different-characters', 'contains-name'];
const unmet = (name: string, password: string): readonly PasswordRule[] =>
  unmetPasswordRules({ name, fullName: '', password }, []);

export const newPasswordFine = (name: string, { password, again }: NewPassword): boolean =>
  unmet(name, password).length === 0 && password === again;

export function NewPasswordFields({
  name,
  value,
  onChange,
  judged,
  disabled,
  autoFocus = false,
}: NewPasswordFieldsProps) {
  const words = text.login.change;
  const open = value.password === '' ? shown : unmet(name, value.password);
  const differ = value.again !== '' && value.again !== value.password;
  return (
    <>
      <SecretField
        label={words.newPassword}
        value={value.password}
        onChange={(password) => onChange({ ...value, password })}
        error={judged && open.length > 0}
        disabled={disabled}
        autoFocus={autoFocus}
        required
      />
      <Box
        component="ul"
        aria-label={words.rulesLabel}
        sx={{ listStyle: 'none', margin: '-8px 0 0', padding: 0, display: 'grid', gap: 0.25, fontSize: '0.75rem' }}
      >
        {shown.map((rule) => {
          const met = !open.includes(rule);
          const Icon = met ? CheckCircleOutlined : judged ? ErrorOutlineOutlined : RadioButtonUncheckedOutlined;
          return (
            <Box
              component="li"
              key={rule}
              sx={(theme) => ({
                display: 'flex',
                alignItems: 'center',
                gap: 0.5,
                color: met
                  ? theme.vars!.palette.tone.good.fg
                  : judged
                    ? theme.vars!.palette.tone.danger.fg
                    : theme.vars!.palette.text.secondary,
              })}
            >
              <Icon
                sx={{ fontSize: 14 }}
                titleAccess={met ? text.setup.identities.ruleMet : text.setup.identities.ruleNotMet}
              />
              {text.setup.identities.rules[rule]}
            </Box>
          );
        })}
        <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 0.5, color: 'text.secondary' }}>
          <InfoOutlined aria-hidden sx={{ fontSize: 14 }} />
          {words.notReused}
        </Box>
      </Box>
      <SecretField
        label={words.again}
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
        error={differ || (judged && value.again !== value.password)}
        help={differ ? words.differ : undefined}
        disabled={disabled}
        required
      />
    </>
  );
}
