// One audit entry beside the list: what happened, to what, by whom, its facts, and its place in the hash chain.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMemo } from 'react';
import type { AuditEntryDetails, AuditEntryView } from '../../../shared/schemas/audit';
import { useCall } from '../../api/use-call';
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
import { EffectTable } from '../approvals/effect-table';
import { AuditFacts, shortened } from './audit-facts';
import { AuditLinks, type AuditJumps } from './audit-links';
import { entryChanges } from './entry-changes';

export interface AuditDetailsPaneProps {
  readonly sequence: number;
  /** The row of the list, shown until main has answered; null where the entry is on no page that was read. */
  readonly row: AuditEntryView | null;
  readonly jumps: AuditJumps;
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

export function AuditDetailsPane({ sequence, row, jumps, onClose }: AuditDetailsPaneProps) {
  const { details } = words;
  const answer = useCall('audit.entry', { sequence });
  const entry = answer.data?.entry ?? row;
  return (
    <DetailsPane
      label={details.label}
      title={details.title(sequence.toLocaleString('en'))}
      status={
        entry === null ? null : (
          <>
            <StatusChip of="outcome" state={entry.outcome} />
            <StatusChip of="severity" state={entry.severity} />
          </>
        )
      }
      close={{ label: details.close, onClose }}
    >
      {answer.error === null ? null : (
        <Box sx={{ padding: 2 }}>
          <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} takeFocus={false} />
        </Box>
      )}
      {entry !== null ? (
        <EntryBody entry={entry} details={answer.data ?? null} jumps={jumps} />
      ) : answer.isPending ? (
        <RowSkeletons what={details.loading} rows={10} />
      ) : null}
    </DetailsPane>
  );
}

interface EntryBodyProps {
  readonly entry: AuditEntryView;
  readonly details: AuditEntryDetails | null;
  readonly jumps: AuditJumps;
}

function EntryBody({ entry, details: read, jumps }: EntryBodyProps) {
  const { details, actions } = words;
  const { changes, rest } = useMemo(() => entryChanges(entry.facts), [entry.facts]);
  const copied = useMemo(() => JSON.stringify(entry, null, 2), [entry]);
  return (
    <>
      <Box sx={{ padding: '12px 16px', display: 'grid', gap: 1.5 }}>
        <Typography variant="body1" component="p" sx={{ overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}>
          {shortened(entry.message)}
        </Typography>
        <FactList facts={aboutFacts(entry)} />
        <AuditLinks details={read} jobId={entry.jobId} targetId={entry.target?.id ?? null} jumps={jumps} />
      </Box>
      {changes.length === 0 ? null : (
        <DetailsSection title={details.changes}>
          <EffectTable effect={changes} label={details.changes} done />
        </DetailsSection>
      )}
      <DetailsSection title={details.facts}>
        {entry.whole ? <AuditFacts facts={rest} /> : <RowSkeletons what={details.loading} rows={3} />}
      </DetailsSection>
      <DetailsSection title={details.chain} action={<CopyButton label={actions.copyEntry} value={copied} />}>
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
    </>
  );
}
