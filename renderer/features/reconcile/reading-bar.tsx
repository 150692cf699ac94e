// AWS is being read: how far, and the way to end it.
import { text } from '../../text/text';
import { WorkBar } from '../../ui/work-bar';
import type { ReconcileProgress } from './use-reconcile';

const words = text.reconcile;

export interface ReadingBarProps {
  readonly progress: ReconcileProgress | null;
  readonly onCancel: () => void;
}

export function ReadingBar({ progress, onCancel }: ReadingBarProps) {
  const known = progress !== null && progress.total > 1;
  return (
    <WorkBar
      label={words.reading}
      said={known ? `${words.reading}: ${words.groups(progress.done, progress.total)}` : words.reading}
      progress={progress}
      cancel={{ label: words.cancel, start: onCancel }}
    />
  );
}
