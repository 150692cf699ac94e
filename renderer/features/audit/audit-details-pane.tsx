// One audit entry beside the list: what happened, to what, by whom, its facts, and its place in the hash chain.
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { AuditEntryView } from '../../../shared/schemas/audit';
import { text } from '../../text/text';
import { CopyButton } from '../../ui/copy-button';
import { DetailsPane } from '../../ui/details-pane';
import { DetailsSection } from '../../ui/details-section';
import { FactList } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { StatusChip } from '../../ui/status-chip';
import { TimeText } from '../../ui/time-text';
import { AuditFacts } from './audit-facts';

export interface AuditDetailsPaneProps {
  readonly entry: AuditEntryView;
  readonly onShowJob: (jobId: string) => void;
  readonly onOnlyJob: (jobId: string) => void;
  readonly onClose: () => void;
}

const words = text.audit;

/** Who did it, in words; the console itself where nobody was logged in. */
export const identitiesText = (entry: AuditEntryView): string =>
  entry.identities.length === 0 ? words.nobody : entry.identities.join(', ');

function aboutFacts(entry: AuditEntryView) {
  const { columns, details } = words;
  const { target, awsRequestId } = entry;
  return [
    { label: columns.at, value: <TimeText at={entry.at} exact /> },
    { label: columns.identities, value: <bdi>{identitiesText(entry)}</bdi> },
    { label: columns.target, value: target === null ? details.noTarget : <bdi>{target.name ?? target.id}</bdi> },
    { label: columns.category, value: entry.category },
    { label: columns.event, value: <Identifier value={entry.event} what={columns.event} maxLength={0} /> },
    ...(awsRequestId === null
      ? []
      : [{ label: columns.request, value: <Identifier value={awsRequestId} what={columns.request} maxLength={0} /> }]),
  ];
}

export function AuditDetailsPane({ entry, onShowJob, onOnlyJob, onClose }: AuditDetailsPaneProps) {
  const { details, actions } = words;
  const { jobId } = entry;
  return (
    <DetailsPane
      label={details.label}
      title={details.title(entry.sequence.toLocaleString('en'))}
      status={
        <>
          <StatusChip of="outcome" state={entry.outcome} />
          <StatusChip of="severity" state={entry.severity} />
        </>
      }
      close={{ label: details.close, onClose }}
    >
      <Box sx={{ padding: '12px 16px', display: 'grid', gap: 1.5 }}>
        <Typography variant="body1" component="p" sx={{ overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}>
          {entry.message}
        </Typography>
        <FactList facts={aboutFacts(entry)} />
        {jobId === null ? null : (
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            <Button size="small" variant="outlined" color="inherit" onClick={() => onShowJob(jobId)}>
              {actions.showJob}
            </Button>
            <Button size="small" variant="outlined" color="inherit" onClick={() => onOnlyJob(jobId)}>
              {actions.sameJob}
            </Button>
          </Box>
        )}
      </Box>
      <DetailsSection title={details.facts}>
        <AuditFacts facts={entry.facts} />
      </DetailsSection>
      <DetailsSection
        title={details.chain}
        action={<CopyButton label={actions.copyEntry} value={JSON.stringify(entry, null, 2)} />}
      >
        <FactList
          facts={[
            { label: details.hash, value: <Identifier value={entry.hash} what={details.hash} maxLength={0} /> },
            {
              label: details.previousHash,
              value: <Identifier value={entry.previousHash} what={details.previousHash} maxLength={0} />,
            },
          ]}
        />
      </DetailsSection>
    </DetailsPane>
  );
}
