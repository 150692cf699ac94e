// Who started a job, in words: people by name, else the schedule of its key group.
import type { JobView } from '../../../shared/schemas/jobs';
import { text } from '../../text/text';

export function startedByWords({ startedBy }: Pick<JobView, 'startedBy'>): string {
  return startedBy.length === 0 ? text.schedules.startedBy : startedBy.join(', ');
}
