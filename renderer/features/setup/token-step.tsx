// Second page: a new evaluation token, or a module of this computer and one of its tokens.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { InspectedModule } from '../../../shared/schemas/setup';
import { text } from '../../text/text';
import { ChoiceCards } from '../../ui/choice-cards';
import { Notice } from '../../ui/notice';
import type { StepProps } from './environment-step';
import { EvaluationTokenForm } from './evaluation-token-form';
import { InspectedModuleView } from './inspected-module-view';
import { ModuleForm } from './module-form';
import { chosenToken, usableToken } from './setup-draft';
import { StepFrame } from './step-frame';

export function TokenStep({ options, draft, update, onBack, onNext }: StepProps) {
  const words = text.setup.token;
  const evaluationPossible = options.evaluationToken && draft.environment === 'EVALUATION';
  const way = evaluationPossible ? draft.way : 'module';
  const softwareRefused = draft.environment === 'PRODUCTION' && draft.inspected?.software === true;
  const token = chosenToken(draft);
  const found = (inspected: InspectedModule, label: string | null, pin: string): void => {
    const usable = inspected.tokens.filter(usableToken);
    const wanted =
      label === null ? (usable.length === 1 ? usable[0] : undefined) : usable.find((one) => one.label === label);
    update({
      inspected,
      tokenSerial: wanted?.serial ?? null,
      tokenIsNew: label !== null,
      pin,
      pinSecondPart: '',
      twoParts: false,
    });
  };
  return (
    <StepFrame
      title={words.title}
      lead={words.lead}
      onBack={onBack}
      onNext={onNext}
      nextDisabled={token === null || softwareRefused}
    >
      <Box sx={{ display: 'grid', gap: 2.5, maxWidth: 720 }}>
        {evaluationPossible ? (
          <ChoiceCards
            label={words.way}
            value={way}
            columns={2}
            onChange={(next) =>
              update({
                way: next,
                inspected: null,
                tokenSerial: null,
                tokenIsNew: false,
                moduleId: '',
                pin: '',
                pinSecondPart: '',
              })
            }
            choices={[
              { value: 'evaluation', title: words.evaluationWay, body: words.evaluationWayBody },
              { value: 'module', title: words.moduleWay, body: words.moduleWayBody },
            ]}
          />
        ) : null}
        {way === 'evaluation' && draft.inspected === null ? (
          <EvaluationTokenForm onCreated={(inspected, label, pin) => found(inspected, label, pin)} />
        ) : null}
        {way === 'module' ? (
          <ModuleForm
            options={options}
            draft={draft}
            update={update}
            onInspected={(inspected) => found(inspected, null, '')}
          />
        ) : null}
        {draft.tokenIsNew && token !== null ? <Notice tone="good" title={words.created(token.label)} /> : null}
        {softwareRefused ? <Notice tone="attention">{words.productionNeedsHardware}</Notice> : null}
        {draft.inspected === null ? null : (
          <InspectedModuleView
            inspected={draft.inspected}
            tokenSerial={draft.tokenSerial}
            onToken={(tokenSerial) =>
              update({
                tokenSerial,
                tokenIsNew: false,
                pin: '',
                pinSecondPart: '',
                finalTryWarned: false,
                acceptFinalTry: false,
              })
            }
          />
        )}
        {draft.inspected !== null && token === null ? (
          <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
            {words.needToken}
          </Typography>
        ) : null}
      </Box>
    </StepFrame>
  );
}
