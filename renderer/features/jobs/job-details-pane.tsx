// One job beside the list: state and progress, its error in four parts, its lines, its steps, and who started it why.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMay } from '../../api/use-status';
import { useCall } from '../../api/use-call';
import type { JobDetails, JobView } from '../../../shared/schemas/jobs';
import { startedByWords } from './started-by-words';
import { text } from '../../text/text';
import { CopyButton } from '../../ui/copy-button';
import { DetailsPane } from '../../ui/details-pane';
import { DetailsSection } from '../../ui/details-section';
import { ErrorNotice } from '../../ui/error-notice';
import { FactList } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { RowSkeletons } from '../../ui/skeletons';
import { StatusChip } from '../../ui/status-chip';
import { TimeText } from '../../ui/time-text';
import { RecordButton } from '../records/record-button';
import type { JobAct } from './job-act-dialog';
import { JobDuration } from './job-duration';
import { JobLines } from './job-lines';
import { JobProgress } from './job-progress';
import { JobSteps } from './job-steps';

export interface JobDetailsPaneProps {
  readonly jobId: string;
  readonly onAct: (act: JobAct, details: JobDetails) => void;
  readonly onShowGroup: (groupId: string) => void;
  readonly onShowAudit: (jobId: string) => void;
  readonly onClose: () => void;
}

const words = text.jobs;

function AboutJob({ job }: { readonly job: JobView }) {
  const fields = words.details.aboutFields;
  return (
    <FactList
      facts={[
        { label: fields.kind, value: words.kinds[job.kind] },
        { label: fields.target, value: <bdi>{job.target}</bdi> },
        { label: fields.startedBy, value: <bdi>{startedByWords(job)}</bdi> },
        {
          label: fields.justification,
          value: job.justification === '' ? words.details.noJustification : <bdi>{job.justification}</bdi>,
        },
        { label: fields.grant, value: words.grants[job.grant] },
        { label: fields.queued, value: <TimeText at={job.queuedAt} exact /> },
        { label: fields.started, value: <TimeText at={job.startedAt} absent={words.notStarted} exact /> },
        { label: fields.finished, value: <TimeText at={job.finishedAt} exact /> },
        { label: fields.duration, value: <JobDuration job={job} /> },
        { label: fields.id, value: <Identifier value={job.id} what={fields.id} maxLength={0} /> },
      ]}
    />
  );
}

function PaneActions({
  details,
  onAct,
}: {
  readonly details: JobDetails;
  readonly onAct: JobDetailsPaneProps['onAct'];
}) {
  if (!useMay('Jobs:Manage')) return null;
  return (
    <>
      {details.actions.includes('retry') ? (
        <Button size="small" variant="contained" onClick={() => onAct('retry', details)}>
          {words.actions.retry}
        </Button>
      ) : null}
      {details.actions.includes('cancel') ? (
        <Button size="small" variant="outlined" color="inherit" onClick={() => onAct('cancel', details)}>
          {words.actions.cancel}
        </Button>
      ) : null}
    </>
  );
}

function PaneBody({
  details,
  onShowGroup,
  onShowAudit,
}: Pick<JobDetailsPaneProps, 'onShowGroup' | 'onShowAudit'> & { readonly details: JobDetails }) {
  const { job, lines, steps } = details;
  const { groupId } = job;
  return (
    <>
      <Box sx={{ padding: '12px 16px', display: 'grid', gap: 1.5 }}>
        <JobProgress job={job} />
        {job.nextAttemptAt === null ? null : (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {words.details.waitsUntil} <TimeText at={job.nextAttemptAt} />
          </Typography>
        )}
        {job.error === null ? null : <ErrorNotice error={job.error} takeFocus={false} />}
      </Box>
      <DetailsSection
        title={words.details.lines}
        action={
          lines.length === 0 ? null : (
            <CopyButton
              label={words.actions.copyLines}
              value={lines.map((line) => `${line.at}  ${line.text}`).join('\n')}
            />
          )
        }
      >
        <JobLines lines={lines} />
      </DetailsSection>
      <DetailsSection title={words.details.steps}>
        <JobSteps steps={steps} />
      </DetailsSection>
      <DetailsSection title={words.details.about}>
        <AboutJob job={job} />
        <Box sx={{ display: 'flex', gap: 1, marginTop: 1.5, flexWrap: 'wrap' }}>
          {groupId === null ? null : (
            <Button size="small" variant="outlined" color="inherit" onClick={() => onShowGroup(groupId)}>
              {words.actions.showGroup}
            </Button>
          )}
          <Button size="small" variant="outlined" color="inherit" onClick={() => onShowAudit(job.id)}>
            {words.actions.showAudit}
          </Button>
          <RecordButton place={{ of: 'job', id: job.id }} />
        </Box>
      </DetailsSection>
    </>
  );
}

/** Follows the job while it runs: main says when it has changed. */
export function JobDetailsPane({ jobId, onAct, onShowGroup, onShowAudit, onClose }: JobDetailsPaneProps) {
  const answer = useCall('jobs.details', { id: jobId });
  const details = answer.data;
  return (
    <DetailsPane
      label={words.details.label}
      title={details?.job.name ?? words.details.label}
      close={{ label: words.details.close, onClose }}
      {...(details === undefined
        ? {}
        : {
            status: <StatusChip of="job" state={details.job.status} />,
            actions: <PaneActions details={details} onAct={onAct} />,
          })}
    >
      {answer.error !== null ? (
        <Box sx={{ padding: 2 }}>
          <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} takeFocus={false} />
        </Box>
      ) : details === undefined ? (
        <RowSkeletons what={words.details.loading} rows={10} />
      ) : (
        <PaneBody details={details} onShowGroup={onShowGroup} onShowAudit={onShowAudit} />
      )}
    </DetailsPane>
  );
}
