// A backup that is being made, or one that is being opened: how far it is, and the way to end it.
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { RunProgress } from '../../ui/run-progress';

const words = text.backup.make;

export interface BackupProgressProps {
  readonly runId: string;
  readonly label: string;
  readonly hint: string;
}

export function BackupProgress({ runId, label, hint }: BackupProgressProps) {
  const cancel = useCommand('backup.cancel');
  return (
    <RunProgress
      call="backup.make"
      {...{ runId, label, hint }}
      said={(progress) => {
        if (progress === null) return words.starting;
        const { step, done, total } = progress;
        return step === 'verify' ? words.verify(done, total) : words.copy(done, total);
      }}
      cancel={{ label: words.cancel, pending: cancel.pending, start: () => cancel.start({ runId }) }}
    />
  );
}
