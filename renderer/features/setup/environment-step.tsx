// First page: EVALUATION or PRODUCTION, and what keeps this installation from being PRODUCTION.
import Box from '@mui/material/Box';
import type { SetupOptions } from '../../../shared/schemas/setup';
import { text } from '../../text/text';
import { ChoiceCards } from '../../ui/choice-cards';
import type { SetupDraft } from './setup-draft';
import { StepFrame } from './step-frame';

export interface StepProps {
  readonly options: SetupOptions;
  readonly draft: SetupDraft;
  readonly update: (change: Partial<SetupDraft>) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function EnvironmentStep({ options, draft, update, onNext }: StepProps) {
  const words = text.setup.environment;
  const unmet = options.productionUnmet;
  return (
    <StepFrame title={words.title} lead={words.lead} onNext={onNext}>
      <Box sx={{ maxWidth: 720 }}>
        <ChoiceCards
          label={words.choice}
          value={draft.environment}
          onChange={(environment) => update({ environment })}
          choices={[
            { value: 'EVALUATION', title: words.evaluation, body: words.evaluationBody },
            {
              value: 'PRODUCTION',
              title: words.production,
              disabled: unmet.length > 0,
              body: (
                <>
                  {words.productionBody}
                  {unmet.length === 0 ? null : (
                    <Box sx={{ marginTop: 1 }}>
                      {words.notYet}
                      <Box component="ul" sx={{ margin: '4px 0 0', paddingLeft: 2.5 }}>
                        {unmet.map((reason) => (
                          <li key={reason}>{text.setup.unmet[reason]}</li>
                        ))}
                      </Box>
                    </Box>
                  )}
                </>
              ),
            },
          ]}
        />
      </Box>
    </StepFrame>
  );
}
