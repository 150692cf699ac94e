// Fifth page: everything once more, each part with a way back to it, before anything is made.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { text } from '../../text/text';
import { FactList } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import type { StepProps } from './environment-step';
import { chosenToken } from './setup-draft';
import { StepFrame } from './step-frame';

export interface ReviewStepProps extends StepProps {
  readonly onGoTo: (step: 'environment' | 'token' | 'pin' | 'identities') => void;
}

export function ReviewStep({ draft, onBack, onNext, onGoTo }: ReviewStepProps) {
  const words = text.setup.review;
  const token = chosenToken(draft);
  if (token === null || draft.inspected === null) return null;
  const pin = token.protectedAuthenticationPath ? words.pinDevice : draft.twoParts ? words.pinTwo : words.pinOne;
  return (
    <StepFrame title={words.title} lead={words.lead} onBack={onBack} onNext={onNext} nextLabel={words.act}>
      <Box sx={{ display: 'grid', gap: 1.5, maxWidth: 760 }}>
        <Part title={words.environment} onChange={() => onGoTo('environment')}>
          <Typography variant="body2">{draft.environment}</Typography>
        </Part>
        <Part title={words.token} onChange={() => onGoTo('token')}>
          <FactList
            labelWidth={110}
            facts={[
              { label: words.token, value: `${token.label} · ${text.setup.token.serial(token.serial)}` },
              { label: words.module, value: draft.inspected.path },
              {
                label: words.sha256,
                value: <Identifier value={draft.inspected.sha256} what={words.sha256} maxLength={0} />,
              },
            ]}
          />
        </Part>
        <Part title={words.pin} onChange={() => onGoTo('pin')}>
          <Typography variant="body2">{pin}</Typography>
        </Part>
        <Part title={words.identities} onChange={() => onGoTo('identities')}>
          <FactList
            labelWidth={180}
            facts={draft.identities.map((person) => ({
              label: person.name.trim().toLowerCase(),
              value: (
                <span>
                  <bdi>{person.fullName.trim()}</bdi> · {person.roles.join(', ')}
                </span>
              ),
            }))}
          />
        </Part>
      </Box>
    </StepFrame>
  );
}

function Part({
  title,
  onChange,
  children,
}: {
  readonly title: string;
  readonly onChange: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Box
      component="section"
      aria-label={title}
      sx={{
        display: 'flex',
        gap: 2,
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: '10px',
        padding: '10px 8px 12px 16px',
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="h3" component="h2" sx={{ marginBottom: 0.5 }}>
          {title}
        </Typography>
        {children}
      </Box>
      <Box>
        <Button size="small" onClick={onChange} aria-label={text.setup.review.changeOf(title)}>
          {text.setup.review.change}
        </Button>
      </Box>
    </Box>
  );
}
