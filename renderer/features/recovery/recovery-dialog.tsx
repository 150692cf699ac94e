// Break-glass on the login screen: begin with two shares, wait in sight of everyone, then make two administrators.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { displayName } from '../../../shared/schemas/common';
import type { RecoveryView } from '../../../shared/schemas/recovery';
import { loginName } from '../../../shared/schemas/setup';
import { useCall } from '../../api/use-call';
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { DialogFrame } from '../../ui/dialog-frame';
import { ErrorNotice } from '../../ui/error-notice';
import { FactList } from '../../ui/fact-list';
import { Notice } from '../../ui/notice';
import { RowSkeletons } from '../../ui/skeletons';
import { TimeText } from '../../ui/time-text';
import { useToast } from '../../ui/toast';
import { useSpanUntil } from './recovery-notices';

const words = text.identities.recovery;

/** Mounted only while it is open. */
export function RecoveryDialog({ onClose }: { readonly onClose: () => void }) {
  const answer = useCall('recovery.status', {});
  const { refetch } = answer;
  const state = answer.data;
  const left = useSpanUntil(state?.opensAt ?? null);
  // It opens by time alone: nothing tells the window of it.
  useEffect(() => void refetch(), [refetch, left]);
  if (state?.state === 'open') return <CompleteDialog needed={state.administratorsNeeded} onClose={onClose} />;
  if (state?.state === 'ready') return <BeginDialog onClose={onClose} />;
  return (
    <DialogFrame
      open
      title={state?.state === 'waiting' ? words.waitingTitle : words.beginTitle}
      onClose={onClose}
      form={false}
      actions={(close) => (
        <Button variant="contained" onClick={close}>
          {text.common.close}
        </Button>
      )}
    >
      <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
      {answer.isPending ? <RowSkeletons what={words.title} rows={3} /> : null}
      {state?.state === 'no-secret' ? <Notice tone="information">{words.notPossible}</Notice> : null}
      {state?.state === 'waiting' ? <Waiting state={state} /> : null}
    </DialogFrame>
  );
}

function Waiting({ state }: { readonly state: RecoveryView }) {
  const span = useSpanUntil(state.opensAt);
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Typography variant="body2">{span === null ? words.openNow : words.waiting(span)}</Typography>
      <FactList
        facts={[
          { label: words.waitingUntil, value: <TimeText at={state.opensAt} exact /> },
          { label: words.lapses, value: <TimeText at={state.lapsesAt} exact /> },
        ]}
      />
    </Box>
  );
}

function BeginDialog({ onClose }: { readonly onClose: () => void }) {
  const begin = useCommand('recovery.begin');
  const toast = useToast();
  const notTyped = begin.error?.shape.code === 'input.cancelled';
  return (
    <DialogFrame
      open
      title={words.beginTitle}
      onClose={onClose}
      pending={begin.pending}
      error={notTyped ? null : begin.error}
      onSubmit={() =>
        begin.start({}, () => {
          toast(words.begun);
          onClose();
        })
      }
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close} disabled={begin.pending}>
            {text.common.cancel}
          </Button>
          <Button type="submit" variant="contained" color="error" loading={begin.pending}>
            {words.begin}
          </Button>
        </>
      )}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Typography variant="body2">{words.beginBody}</Typography>
        <Notice tone="information">{words.beginSmallWindow}</Notice>
      </Box>
    </DialogFrame>
  );
}

interface Person {
  readonly name: string;
  readonly fullName: string;
}

interface CompleteDialogProps {
  /** As many as can then add another by the approval policy. */
  readonly needed: number;
  readonly onClose: () => void;
}

const nameOf = (person: Person): string => person.name.trim().toLowerCase();

function CompleteDialog({ needed, onClose }: CompleteDialogProps) {
  const complete = useCommand('recovery.complete');
  const toast = useToast();
  const [people, setPeople] = useState<readonly Person[]>(() =>
    Array.from({ length: needed }, () => ({ name: '', fullName: '' })),
  );
  const [judged, setJudged] = useState(false);
  const fieldWords = text.identities.editor;
  const nameFine = (person: Person): boolean => loginName.safeParse(person.name).success;
  const fullNameFine = (person: Person): boolean => displayName.safeParse(person.fullName).success;
  const taken = (index: number): boolean =>
    people.slice(0, index).some((other) => nameOf(other) === nameOf(people[index] ?? other));
  const fine = people.every((person, index) => nameFine(person) && fullNameFine(person) && !taken(index));
  const change = (index: number, over: Partial<Person>): void =>
    setPeople(people.map((person, at) => (at === index ? { ...person, ...over } : person)));
  const submit = (): void => {
    setJudged(true);
    if (!fine) return;
    const administrators = people.map((person) => ({ name: nameOf(person), fullName: person.fullName.trim() }));
    complete.start({ administrators }, () => {
      toast(words.completed);
      onClose();
    });
  };
  return (
    <DialogFrame
      open
      title={words.openTitle(needed)}
      onClose={onClose}
      dirty={people.some(({ name, fullName }) => name !== '' || fullName !== '')}
      pending={complete.pending}
      error={complete.error?.shape.code === 'input.cancelled' ? null : complete.error}
      onSubmit={submit}
      actions={(close) => (
        <>
          <Button color="inherit" onClick={close} disabled={complete.pending}>
            {text.common.cancel}
          </Button>
          <Button type="submit" variant="contained" loading={complete.pending}>
            {words.complete}
          </Button>
        </>
      )}
    >
      <Typography variant="body2" sx={{ color: 'text.secondary', marginBottom: 2 }}>
        {words.openLead}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        {people.map((person, index) => {
          const nameWrong = judged && (!nameFine(person) || taken(index));
          return (
            <Box key={index} role="group" aria-label={words.person(index + 1)} sx={{ display: 'grid', gap: 2 }}>
              <Typography variant="subtitle2" component="p">
                {words.person(index + 1)}
              </Typography>
              <TextField
                label={fieldWords.name}
                value={person.name}
                onChange={(event) => change(index, { name: event.target.value })}
                error={nameWrong}
                helperText={
                  nameWrong
                    ? taken(index) && nameFine(person)
                      ? text.identities.problems.taken
                      : text.identities.problems.name
                    : fieldWords.nameHint
                }
                autoFocus={index === 0}
                autoComplete="off"
                slotProps={{
                  htmlInput: { spellCheck: false, autoCapitalize: 'none', maxLength: 64, 'aria-required': true },
                }}
              />
              <TextField
                label={fieldWords.fullName}
                value={person.fullName}
                onChange={(event) => change(index, { fullName: event.target.value })}
                error={judged && !fullNameFine(person)}
                helperText={judged && !fullNameFine(person) ? text.identities.problems.fullName : undefined}
                autoComplete="off"
                slotProps={{ htmlInput: { spellCheck: false, maxLength: 128, dir: 'auto', 'aria-required': true } }}
              />
            </Box>
          );
        })}
      </Box>
    </DialogFrame>
  );
}
