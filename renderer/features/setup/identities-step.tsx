// Fourth page: the first identities, their passwords and roles, and whether each role can gather its logins.
import PersonAddAlt1Outlined from '@mui/icons-material/PersonAddAlt1Outlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { text } from '../../text/text';
import { Notice } from '../../ui/notice';
import type { StepProps } from './environment-step';
import { hasProblem, personProblems, quorums } from './identity-checks';
import { IdentityFields } from './identity-fields';
import { firstRoles, newIdentity, type IdentityDraft } from './setup-draft';
import { StepFrame } from './step-frame';

const MOST = 20;
const LEAST = 2;

/** The first field that is wrong; where none is, what is wrong with all of them together. */
function showProblem(): void {
  const field = document.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (field === null) document.querySelector('[data-problem]')?.scrollIntoView({ block: 'nearest' });
  else field.focus();
}

export function IdentitiesStep({ options, draft, update, onBack, onNext }: StepProps) {
  const words = text.setup.identities;
  const [asked, setAsked] = useState(false);
  const people = draft.identities;
  const set = (index: number, person: IdentityDraft): void =>
    update({ identities: people.map((old, at) => (at === index ? person : old)) });
  const problems = people.map((person, index) =>
    personProblems(
      person,
      people.filter((_other, at) => at !== index),
    ),
  );
  const counted = quorums(people, options.roles);
  const missing = counted.filter(({ have, need }) => have < need);
  const administrator = options.roles.find(({ type }) => type === 'Administrative');
  const administrators = counted.find(({ role }) => role === administrator?.name)?.have ?? 0;
  const needed = options.administratorsNeeded[draft.environment];
  const fewAdministrators = administrators < needed;
  const noKeyManager = counted.every(({ role }) => role !== 'Key Manager');
  const fine = !problems.some(hasProblem) && missing.length === 0 && !fewAdministrators;
  const next = (): void => {
    setAsked(true);
    if (fine) onNext();
    else requestAnimationFrame(showProblem);
  };
  return (
    <StepFrame title={words.title} lead={words.lead(draft.environment, needed)} onBack={onBack} onNext={next}>
      <Box sx={{ display: 'grid', gap: 2, maxWidth: 820 }}>
        {people.map((person, index) => (
          <IdentityFields
            key={index}
            number={index + 1}
            person={person}
            problems={problems[index]!}
            otherPasswords={people.filter((_other, at) => at !== index).map(({ password }) => password)}
            roles={options.roles}
            showAll={asked}
            autoFocus={index === 0}
            onChange={(changed) => set(index, changed)}
            {...(people.length > LEAST
              ? { onRemove: () => update({ identities: people.filter((_old, at) => at !== index) }) }
              : {})}
          />
        ))}
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
          <Button
            variant="outlined"
            startIcon={<PersonAddAlt1Outlined aria-hidden />}
            disabled={people.length >= MOST}
            onClick={() => update({ identities: [...people, newIdentity(fewAdministrators ? firstRoles : [])] })}
          >
            {words.add}
          </Button>
        </Box>
        {fewAdministrators ? (
          <Box data-problem>
            <Notice tone={asked ? 'attention' : 'information'}>
              {words.fewAdministrators[draft.environment](administrators, needed)}
            </Notice>
          </Box>
        ) : null}
        {missing.map(({ role, need }) => (
          <Notice key={role} tone="attention">
            {words.quorumMissing(role, need)}
          </Notice>
        ))}
        {noKeyManager && !fewAdministrators ? <Notice tone="information">{words.noKeyManager}</Notice> : null}
      </Box>
    </StepFrame>
  );
}
