// The rules of a password, each with a mark that says whether it is met, while it is typed.
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import RadioButtonUncheckedOutlined from '@mui/icons-material/RadioButtonUncheckedOutlined';
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import Box from '@mui/material/Box';
import { text } from '../../text/text';
import { passwordRules, unmetPasswordRules } from './identity-checks';
import type { IdentityDraft } from './setup-draft';

export interface PasswordRulesProps {
  readonly person: IdentityDraft;
  readonly otherPasswords: readonly string[];
  /** The field has been left: what is not met is marked as wrong. */
  readonly judged: boolean;
}

export function PasswordRules({ person, otherPasswords, judged }: PasswordRulesProps) {
  const words = text.setup.identities;
  const unmet = unmetPasswordRules(person, otherPasswords);
  const empty = person.password === '';
  // The upper limit is a matter only where it is passed.
  const shown = passwordRules.filter((rule) => rule !== 'too-long' || unmet.includes(rule));
  return (
    <Box
      component="ul"
      aria-label={words.rulesLabel}
      sx={{
        listStyle: 'none',
        margin: '8px 0 0',
        padding: 0,
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        rowGap: 0.25,
        fontSize: '0.75rem',
      }}
    >
      {shown.map((rule) => {
        const open = empty || unmet.includes(rule);
        const wrong = judged && unmet.includes(rule);
        const Icon = wrong ? ErrorOutlineOutlined : open ? RadioButtonUncheckedOutlined : CheckCircleOutlined;
        return (
          <Box
            component="li"
            key={rule}
            sx={(theme) => ({
              display: 'inline-flex',
              alignItems: 'center',
              gap: 0.5,
              color: wrong
                ? theme.vars!.palette.tone.danger.fg
                : open
                  ? theme.vars!.palette.text.secondary
                  : theme.vars!.palette.tone.good.fg,
            })}
          >
            <Icon sx={{ fontSize: 14 }} titleAccess={open ? words.ruleNotMet : words.ruleMet} />
            {words.rules[rule]}
          </Box>
        );
      })}
    </Box>
  );
}
