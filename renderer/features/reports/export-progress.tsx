// An export under way: rows written so far, and the way to end it.
import { useCommand } from '../../api/use-command';
import { text } from '../../text/text';
import { RunProgress } from '../../ui/run-progress';

const words = text.reports.run;

export function ExportProgress({ runId }: { readonly runId: string }) {
  const cancel = useCommand('reports.cancel');
  return (
    <RunProgress
      call="reports.run"
      runId={runId}
      label={words.running}
      hint={words.nothingLeft}
      said={(progress) => (progress === null ? words.starting : words.rows(progress.done, progress.total))}
      cancel={{ label: words.cancel, pending: cancel.pending, start: () => cancel.start({ runId }) }}
    />
  );
}
