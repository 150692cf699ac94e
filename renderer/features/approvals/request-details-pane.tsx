// One request beside the list: the exact effect, why it was asked for, who decided what, and what this login can do with it.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { RequestView } from '../../../shared/schemas/approvals';
import { useCall } from '../../api/use-call';
import { useStatus } from '../../api/use-status';
import { text } from '../../text/text';
import { DetailsPane } from '../../ui/details-pane';
import { DetailsSection } from '../../ui/details-section';
import { ErrorNotice } from '../../ui/error-notice';
import { FactList, type Fact } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';
import { Notice } from '../../ui/notice';
import { RowSkeletons } from '../../ui/skeletons';
import { TimeText } from '../../ui/time-text';
import { RecordButton } from '../records/record-button';
import { DecisionList } from './decision-list';
import { EffectTable } from './effect-table';
import { requestName } from './operation-name';
import { RequestStatusChip } from './request-status-chip';
import { TimeLeft } from './time-left';
import type { RequestActs } from './use-request-acts';

const words = text.approvals.details;
const actions = text.approvals.actions;

export interface RequestDetailsPaneProps {
  readonly requestId: string;
  readonly acts: RequestActs;
  readonly onShowJob: (jobId: string) => void;
  readonly onShowAudit: (requestId: string) => void;
  readonly onClose: () => void;
}

const isOpen = ({ status }: RequestView): boolean => status === 'Pending' || status === 'Approved';

function PaneActions({ request, acts }: { readonly request: RequestView; readonly acts: RequestActs }) {
  const can = (action: RequestView['actions'][number]): boolean => request.actions.includes(action);
  return (
    <>
      {can('withdraw') ? (
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          disabled={acts.pending}
          onClick={() => acts.withdraw(request)}
        >
          {actions.withdraw}
        </Button>
      ) : null}
      {can('deny') ? (
        <Button
          size="small"
          variant="outlined"
          color="error"
          disabled={acts.pending}
          onClick={() => acts.deny([request])}
        >
          {actions.deny}
        </Button>
      ) : null}
      {can('approve') ? (
        <Button size="small" variant="contained" loading={acts.pending} onClick={() => acts.approve([request])}>
          {actions.approve}
        </Button>
      ) : null}
      {can('execute') ? (
        <Button size="small" variant="contained" loading={acts.pending} onClick={() => acts.execute(request)}>
          {actions.execute}
        </Button>
      ) : null}
    </>
  );
}

/** Why nothing can be decided here, or what it waits for. */
function Standing({ request }: { readonly request: RequestView }) {
  const me = useStatus()?.session.identities ?? [];
  if (!isOpen(request)) return null;
  const own = me.some(({ id }) => id === request.requesterId);
  const decidable = request.actions.includes('approve');
  return (
    <>
      {request.status === 'Approved' && request.error === null ? (
        <Notice tone="information">{words.readyToRun}</Notice>
      ) : null}
      {request.status === 'Pending' && !decidable ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {own ? words.ownRequest : words.mayNotDecide}
        </Typography>
      ) : null}
    </>
  );
}

function aboutFacts(request: RequestView, onShowJob: (jobId: string) => void): readonly Fact[] {
  const fields = words.fields;
  const { jobId } = request;
  return [
    { label: fields.requester, value: <bdi>{request.requester}</bdi> },
    { label: fields.requested, value: <TimeText at={request.createdAt} exact /> },
    { label: fields.expires, value: <TimeText at={request.expiresAt} exact /> },
    ...(request.closedAt === null ? [] : [{ label: fields.closed, value: <TimeText at={request.closedAt} exact /> }]),
    ...(jobId === null
      ? []
      : [
          {
            label: fields.job,
            value: (
              <Button size="small" onClick={() => onShowJob(jobId)} sx={{ padding: '0 4px', marginLeft: '-4px' }}>
                {actions.showJob}
              </Button>
            ),
          },
        ]),
    { label: fields.id, value: <Identifier value={request.id} what={fields.id} maxLength={0} /> },
    {
      label: fields.digest,
      value: (
        <Box sx={{ display: 'grid', gap: 0.25 }}>
          <Identifier value={request.digest} what={fields.digest} maxLength={0} />
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {words.digestHint}
          </Typography>
        </Box>
      ),
    },
  ];
}

function PaneBody({
  request,
  acts,
  onShowJob,
  onShowAudit,
}: Pick<RequestDetailsPaneProps, 'acts' | 'onShowJob' | 'onShowAudit'> & { readonly request: RequestView }) {
  const executed = request.status === 'Executed';
  const effect = executed ? words.effectDone : isOpen(request) ? words.effect : words.effectAsked;
  return (
    <>
      <Box sx={{ padding: '12px 16px 0', display: 'grid', gap: 1.25, '&:empty': { display: 'none' } }}>
        {acts.pending && acts.asking ? (
          <Typography role="status" variant="body2" sx={{ color: 'text.secondary' }}>
            {text.approvals.waitsForPrompt}
          </Typography>
        ) : null}
        {acts.notSigned ? <Notice tone="information">{text.approvals.notSigned}</Notice> : null}
        <ErrorNotice error={acts.error} />
        <Standing request={request} />
        {request.error === null ? null : (
          <Box sx={{ display: 'grid', gap: 0.75 }}>
            <Typography variant="body2">{words.failedRun}</Typography>
            <ErrorNotice error={request.error} takeFocus={false} />
          </Box>
        )}
      </Box>
      <DetailsSection title={effect}>
        <EffectTable effect={request.effect} label={effect} done={executed} />
      </DetailsSection>
      <DetailsSection title={words.justification}>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          <bdi>{request.justification}</bdi>
        </Typography>
      </DetailsSection>
      <DetailsSection
        title={words.decisions}
        action={
          <Typography variant="body2" component="span" sx={{ color: 'text.secondary' }}>
            {words.required(request.approvalsCounted, request.approvalsRequired)}
          </Typography>
        }
      >
        <DecisionList decisions={request.decisions} />
      </DetailsSection>
      <DetailsSection title={words.about}>
        <FactList facts={aboutFacts(request, onShowJob)} labelWidth={112} />
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', marginTop: 1.5 }}>
          <Button size="small" variant="outlined" color="inherit" onClick={() => onShowAudit(request.id)}>
            {actions.showAudit}
          </Button>
          <RecordButton place={{ of: 'request', id: request.id }} />
        </Box>
      </DetailsSection>
    </>
  );
}

/** Live: main says when requests, identities or the policy have changed. */
export function RequestDetailsPane({ requestId, acts, onShowJob, onShowAudit, onClose }: RequestDetailsPaneProps) {
  const answer = useCall('approvals.details', { id: requestId });
  const request = answer.data;
  return (
    <DetailsPane
      label={words.label}
      title={request === undefined ? words.label : requestName(request)}
      close={{ label: actions.close, onClose }}
      {...(request === undefined
        ? {}
        : {
            status: (
              <>
                <RequestStatusChip status={request.status} />
                {isOpen(request) ? (
                  <Typography variant="body2" component="span" sx={{ color: 'text.secondary' }}>
                    <TimeLeft until={request.expiresAt} phrase={words.timeLeftOf} />
                  </Typography>
                ) : null}
              </>
            ),
            actions: <PaneActions request={request} acts={acts} />,
          })}
    >
      {answer.error !== null ? (
        <Box sx={{ padding: 2 }}>
          <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} takeFocus={false} />
        </Box>
      ) : request === undefined ? (
        <RowSkeletons what={words.loading} rows={10} />
      ) : (
        <PaneBody request={request} acts={acts} onShowJob={onShowJob} onShowAudit={onShowAudit} />
      )}
    </DetailsPane>
  );
}
