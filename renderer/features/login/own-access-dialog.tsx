// What people do with their own login from inside the console: change the password, set up or replace the second factor.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { PersonView } from '../../../shared/schemas/status';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { Notice } from '../../ui/notice';
import { SecretField } from '../../ui/secret-field';
import { useToast } from '../../ui/toast';
import { NewPasswordFields, newPasswordFine, type NewPassword } from './new-password-fields';

export type OwnAccess = 'password' | 'second-factor';

export interface OwnAccessDialogProps {
  readonly what: OwnAccess;
  readonly people: readonly PersonView[];
  readonly onClose: () => void;
}

const empty: NewPassword = { password: '', again: '' };

/** Mounted only while it is open, so that nothing typed outlives it. */
export function OwnAccessDialog({ what, people, onClose }: OwnAccessDialogProps) {
  const words = text.login.own;
  const change = useCommand('session.changePassword');
  const enrol = useCommand('session.enrolSecondFactor');
  const toast = useToast();
  const [name, setName] = useState(people[0]?.name ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [next, setNext] = useState(empty);
  const [judged, setJudged] = useState(false);
  const isPassword = what === 'password';
  const command = isPassword ? change : enrol;
  const notDone = enrol.error?.shape.code === 'input.cancelled';
  const ready = password !== '' && (!isPassword || newPasswordFine(name, next));
  const submit = (): void => {
    setJudged(true);
    if (!ready) return;
    const secrets = { name, password, ...(code.trim() === '' ? {} : { code: code.trim() }) };
    const done = (sentence: string) => (): void => {
      toast(sentence);
      onClose();
    };
    if (isPassword) change.start({ ...secrets, newPassword: next.password }, done(text.login.change.done(name)));
    else enrol.start(secrets, done(text.login.enrol.done(name)));
    // A code is good once; the rest is typed again only where it was refused.
    setCode('');
  };
  return (
    <DialogFrame
      open
      width="xs"
      title={isPassword ? words.passwordTitle : words.factorTitle}
      onClose={onClose}
      pending={command.pending}
      error={notDone ? null : command.error}
      onSubmit={submit}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close} disabled={command.pending}>
            {text.common.cancel}
          </Button>
          <Button type="submit" variant="contained" loading={command.pending} disabled={password === ''}>
            {isPassword ? text.login.change.act : text.login.enrol.act}
          </Button>
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {isPassword ? words.passwordLead : text.login.enrol.lead}
        </Typography>
        {notDone ? <Notice tone="information">{text.login.enrol.notDone}</Notice> : null}
        {people.length < 2 ? null : (
          <TextField
            select
            label={words.who}
            value={name}
            onChange={(event) => setName(event.target.value)}
            disabled={command.pending}
          >
            {people.map((person) => (
              <MenuItem key={person.id} value={person.name}>
                {person.fullName} ({person.name})
              </MenuItem>
            ))}
          </TextField>
        )}
        <SecretField
          label={words.password}
          value={password}
          onChange={setPassword}
          disabled={command.pending}
          autoFocus
          required
        />
        <TextField
          label={words.code}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          helperText={words.codeHelp}
          disabled={command.pending}
          autoComplete="off"
          slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none', maxLength: 40 } }}
        />
        {isPassword ? (
          <NewPasswordFields name={name} value={next} onChange={setNext} judged={judged} disabled={command.pending} />
        ) : null}
        <Typography role="status" variant="body2" sx={{ color: 'text.secondary', minHeight: '1.5em' }}>
          {enrol.pending ? text.login.enrol.waiting : ''}
        </Typography>
      </Box>
    </DialogFrame>
  );
}
