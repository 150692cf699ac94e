// The wizard of the first start. Going back loses nothing; secrets leave memory when the set-up is done.
import Box from '@mui/material/Box';
import { useState } from 'react';
import type { AppStatus } from '../../../shared/schemas/status';
import type { SetupOptions } from '../../../shared/schemas/setup';
import { CallError } from '../../api/call-error';
import { useCall } from '../../api/use-call';
import { useCommand } from '../../api/use-command';
import { useProgress } from '../../api/use-progress';
import { text } from '../../text/text';
import { ErrorNotice } from '../../ui/error-notice';
import { RowSkeletons } from '../../ui/skeletons';
import { EnvironmentStep } from './environment-step';
import { FinishStep } from './finish-step';
import { IdentitiesStep } from './identities-step';
import { PinStep } from './pin-step';
import { ReviewStep } from './review-step';
import { emptyDraft, setupInputOf, withoutSecrets, type SetupDraft } from './setup-draft';
import { TokenStep } from './token-step';
import { WizardRail, wizardSteps, type WizardStep } from './wizard-rail';
import { WizardPage } from './wizard-page';

export interface SetupWizardProps {
  readonly status: AppStatus;
  /** Leaves the wizard once the console is set up. */
  readonly onDone: () => void;
}

export function SetupWizard({ status, onDone }: SetupWizardProps) {
  const options = useCall('setup.options', {}, { enabled: status.phase === 'setup' });
  return (
    <WizardPage status={status}>
      {options.data === undefined ? (
        <Box sx={{ padding: 4, flex: 1 }}>
          {options.error === null ? (
            <RowSkeletons what={text.setup.loading} />
          ) : (
            <ErrorNotice error={options.error} onRetry={() => void options.refetch()} />
          )}
        </Box>
      ) : (
        <Wizard options={options.data} onDone={onDone} />
      )}
    </WizardPage>
  );
}

function Wizard({ options, onDone }: { readonly options: SetupOptions; readonly onDone: () => void }) {
  const [draft, setDraft] = useState<SetupDraft>(() => ({
    ...emptyDraft,
    environment: options.productionUnmet.length === 0 ? 'PRODUCTION' : 'EVALUATION',
    way: options.evaluationToken ? 'evaluation' : 'module',
  }));
  const [step, setStep] = useState<WizardStep>('environment');
  const [state, setState] = useState<'running' | 'failed' | 'done'>('running');
  const complete = useCommand('setup.complete');
  const progress = useProgress('setup.complete');
  const update = (change: Partial<SetupDraft>): void => setDraft((before) => ({ ...before, ...change }));
  const move = (by: 1 | -1) => (): void => {
    const next = wizardSteps[wizardSteps.indexOf(step) + by];
    if (next !== undefined) setStep(next);
  };
  const setUp = (): void => {
    const input = setupInputOf(draft);
    if (input === null) return;
    setState('running');
    setStep('finish');
    complete.run(input).then(
      () => {
        setDraft(withoutSecrets);
        setState('done');
      },
      (thrown: unknown) => {
        // The token asks first: the PIN page asks the person.
        if (thrown instanceof CallError && thrown.shape.code === 'hsm.pin-final-try')
          update({ finalTryWarned: true, acceptFinalTry: false });
        setState('failed');
      },
    );
  };
  const common = { options, draft, update, onBack: move(-1), onNext: move(1) };
  return (
    <>
      <WizardRail current={step} done={step === 'finish' && state === 'done'} />
      {step === 'environment' ? <EnvironmentStep {...common} /> : null}
      {step === 'token' ? <TokenStep {...common} /> : null}
      {step === 'pin' ? <PinStep {...common} /> : null}
      {step === 'identities' ? <IdentitiesStep {...common} /> : null}
      {step === 'review' ? <ReviewStep {...common} onNext={setUp} onGoTo={setStep} /> : null}
      {step === 'finish' ? (
        <FinishStep
          progress={progress}
          state={state}
          error={complete.error}
          onBack={() => setStep(draft.finalTryWarned && !draft.acceptFinalTry ? 'pin' : 'review')}
          onRetry={setUp}
          onDone={onDone}
        />
      ) : null}
    </>
  );
}
